"""What a segment is called, means, and how it is marked: always a number with words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SegmentTag:
    """``number`` is None for a trust without a segment; ``colour`` is a class of the tag."""

    number: int | None
    label: str
    words: str
    meaning: str
    colour: str

    @property
    def slug(self) -> str:
        """``segment-2``, or ``segment-none``: the class of its mark in bars and bands."""
        return f"segment-{self.number or 'none'}"


_SEGMENTS = {
    1: SegmentTag(
        1,
        "Segment 1",
        "Consistently strong",
        "NHS England uses this segment for trusts that perform well on nearly all measures and "
        "give no cause for concern about how they are run. Oversight is light.",
        "green",
    ),
    2: SegmentTag(
        2,
        "Segment 2",
        "Good, with some risks",
        "NHS England uses this segment for trusts that perform well overall, with risks showing in "
        "one or two areas. They get support aimed at those areas.",
        "blue",
    ),
    3: SegmentTag(
        3,
        "Segment 3",
        "Off track or in deficit",
        "NHS England uses this segment for trusts that fall short in several areas, and for those "
        "that are in deficit however good their scores. They are overseen closely and get hands-on "
        "help to improve.",
        "orange",
    ),
    4: SegmentTag(
        4,
        "Segment 4",
        "Most challenged",
        "NHS England uses this segment for trusts that fall short in many areas, which may put "
        "patients or finances at risk. They get intensive support, and sometimes direct "
        "intervention.",
        "red",
    ),
    5: SegmentTag(
        5,
        "Segment 5",
        "In national improvement programme",
        "NHS England has placed these trusts in the Provider Improvement Programme, the most "
        "intensive support there is.",
        "purple",
    ),
}
_NONE = SegmentTag(
    None,
    "No segment",
    "No score to place it by",
    "None of its measures could be scored, so it has no average score and no segment.",
    "grey",
)


def segment(number: int | None) -> SegmentTag:
    """The tag of segment 1 to 5; a tag that says so when there is none."""
    return _NONE if number is None else _SEGMENTS[number]


def all_segments() -> tuple[SegmentTag, ...]:
    """Segments 1 to 5, best first."""
    return tuple(_SEGMENTS.values())

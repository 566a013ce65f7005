"""How sure a trust's place is: the density of its rank, leaving out one metric, and its peers.

Everything here is finished: figures and the sentences that say what they mean. Of results that
were taken as published see :mod:`league.rules.published_sureness`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from . import without
from .density import Density, rank_sentence, segment_sentence
from .edition import Edition
from .figures import Figures
from .panel import Ints
from .standings import RULE, Place
from .uncertainty import LikelyRanges
from .without import Stand, Without
from .wording import counted

MEANING = (
    "A mix of metrics is made by drawing each trust's own metric scores again, some of them twice "
    "or more and others not at all. So this shows how much the metrics of a trust disagree with "
    "one another. It does not show how exactly each figure was measured, what chance did in one "
    "quarter, or anything that the framework does not measure."
)


MOST_RANKS = 1_000
"""Of a longer density there would be more bars than a picture has points; no type of trust has a
fifth of so many."""


@dataclass(frozen=True, slots=True)
class Peers:
    """Of the ``of`` other ranked trusts of its type: ``close`` cannot be told apart from it, and
    of ``unknown`` it is not known, because a likely range is missing."""

    close: int
    of: int
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Sureness:
    """``density`` and ``segments`` (draws in segment 1 to 4) are missing where there were no
    draws, ``density`` also where it has more ranks than a picture can show, ``without`` (most
    important first) where nothing could be left out."""

    density: Density | None
    segments: tuple[int, ...]
    without: tuple[Without, ...]
    peers: Peers | None
    sentences: tuple[tuple[str, str], ...]
    """By key: ``rank``, ``segments``, ``without``, ``peers``, ``rule`` and ``meaning``; of results
    taken as published those that are known."""

    def as_data(self) -> dict[str, Any]:
        """As it is stored with an assessment, in plain JSON."""
        return {
            "ranks": _density_data(self.density),
            "segments": list(self.segments),
            "without": [_without_data(it) for it in self.without],
            "peers": None if self.peers is None else asdict(self.peers),
            "sentences": dict(self.sentences),
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Sureness:
        """What :meth:`as_data` stored."""
        ranks, peers = data["ranks"], data["peers"]
        return cls(
            density=Density(ranks["first"], tuple(ranks["counts"])) if ranks else None,
            segments=tuple(data["segments"]),
            without=tuple(_without_from(each) for each in data["without"]),
            peers=Peers(**peers) if peers else None,
            sentences=tuple(data["sentences"].items()),
        )


def _density_data(density: Density | None) -> dict[str, Any] | None:
    if density is None:
        return None
    return {"first": density.first, "counts": list(density.counts), "mode": density.mode}


def _without_data(it: Without) -> dict[str, Any]:
    return {
        "metric": it.metric_id,
        "average": it.stand.average,
        "segment": it.stand.segment,
        "rank": it.stand.rank,
        "shared": it.stand.shared,
        "places": it.places,
    }


def _without_from(data: Mapping[str, Any]) -> Without:
    stand = Stand(data["average"], data["segment"], data["rank"], data["shared"])
    return Without(data["metric"], stand, data["places"])


@dataclass(frozen=True, slots=True)
class DrawnRanks:
    """What is kept of the ranks that were drawn for a trust; ``density`` as in
    :class:`Sureness`."""

    density: Density | None
    sentence: str

    @classmethod
    def of(cls, counts: Ints) -> DrawnRanks:
        """From the draws at rank 1, 2, …

        Raises:
            ValueError: there are none.
        """
        density = Density.passing(counts)
        if density is None:
            raise ValueError("a trust with a score was never drawn")
        shown = density.kept() if len(density.counts) <= MOST_RANKS else None
        return cls(shown, rank_sentence(density))


def of_quarter(
    edition: Edition, figures: Figures, likely: LikelyRanges, drawn: Mapping[int, DrawnRanks]
) -> list[Sureness | None]:
    """Each trust in the panel's order; None for one without a scored metric. ``drawn`` by row."""
    whole = without.stands(figures)
    left_out = without.leave_one_out(figures, edition.override)
    peers = peers_of(_places(whole, likely), figures.types.tolist())
    segments = likely.segment_counts.tolist()
    held = zip(figures.final.tolist(), figures.override.flagged.tolist(), strict=True)
    trusts = zip(whole, left_out, peers, segments, held, strict=True)
    return [
        _of_trust(edition, _Case(it, found, near, drawn[row], counts, *decided)) if it else None
        for row, (it, found, near, counts, decided) in enumerate(trusts)
    ]


def _places(whole: Sequence[Stand | None], likely: LikelyRanges) -> list[Place]:
    ranges = zip(whole, likely.rank_low.tolist(), likely.rank_high.tolist(), strict=True)
    return [Place(it.rank, low, high) if it else Place(None) for it, low, high in ranges]


@dataclass(frozen=True)
class _Case:
    """All that the sentences about one trust rest on."""

    whole: Stand
    found: tuple[Without, ...]
    peers: Peers
    ranks: DrawnRanks
    segments: list[int]
    """Draws in segment 1, 2, …"""
    final: int
    flagged: bool


def _of_trust(edition: Edition, it: _Case) -> Sureness:
    def name(metric_id: str) -> str:
        return edition.by_id[metric_id].name

    sentences = (
        ("rank", it.ranks.sentence),
        ("segments", _segments(edition, it)),
        ("without", without.sentence(it.found, it.whole, name)),
        ("peers", peers_sentence(it.peers)),
        ("rule", RULE),
        ("meaning", MEANING),
    )
    return Sureness(it.ranks.density, tuple(it.segments), it.found, it.peers, sentences)


def _segments(edition: Edition, it: _Case) -> str:
    """The draws' segments, and what no draw can change."""
    told = segment_sentence(it.segments, it.whole.segment)
    if it.final != it.whole.segment:
        decided = f"Its final segment, {it.final}, was a decision of NHS England."
        return f"{decided} Going by its scores: {told[0].lower()}{told[1:]}"
    limit = edition.override.no_better_than
    if it.flagged and it.whole.segment == limit:
        return f"{told} While in deficit it can be in no better segment than {limit}."
    return told


def peers_of(places: Sequence[Place], types: Sequence[int] | Sequence[str]) -> list[Peers]:
    """For each place how many of its type cannot be told apart from it, by
    :func:`league.rules.standings.told_apart`."""
    found = [Peers(0, 0)] * len(places)
    of_type: dict[int | str, list[int]] = {}
    for index, place in enumerate(places):
        if place.rank is not None:
            of_type.setdefault(types[index], []).append(index)
    for members in of_type.values():
        for index, peers in zip(members, _among([places[n] for n in members]), strict=True):
            found[index] = peers
    return found


def _among(places: Sequence[Place]) -> Iterator[Peers]:
    """The same among ranked places of one type: one row of the table of all pairs at a time."""
    ranks = np.array([place.rank for place in places])
    known = np.array([place.known for place in places])
    low = np.array([place.low if place.known else 0 for place in places])
    high = np.array([place.high if place.known else 0 for place in places])
    for index, place in enumerate(places):
        rank, others = ranks[index], len(places) - 1
        if not place.known:
            yield Peers(0, others, others)
            continue
        close = (low <= rank) & (rank <= high) | (low[index] <= ranks) & (ranks <= high[index])
        close |= ranks == rank
        close[index] = False
        yield Peers(int((close & known).sum()), others, int((~known).sum()))


def peers_sentence(peers: Peers) -> str:
    """How many of its type cannot be told apart from it."""
    if not peers.of:
        return "There is no other trust of its type to tell it apart from."
    if peers.unknown == peers.of:
        return "How many trusts of its type can be told apart from it is not known."
    known = peers.of - peers.unknown
    others = f"{counted(known, 'other trust')} of its type"
    missing = (
        f" Of {counted(peers.unknown, 'more', 'more')} that is not known, because no likely range "
        "is published."
        if peers.unknown
        else ""
    )
    if known == 1:
        can = "cannot" if peers.close else "can"
        return f"The 1 other trust of its type {can} be told apart from it.{missing}"
    if peers.close in (0, known):
        start = "None" if peers.close else "All"
        return f"{start} of the {others} can be told apart from it.{missing}"
    return f"{peers.close} of the {others} cannot be told apart from it.{missing}"

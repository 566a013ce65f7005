"""A change of an average put into sentences: what moved most, and how sure a new place is."""

from __future__ import annotations

from dataclasses import dataclass

from .comparison import listed
from .edition import Edition
from .movement_results import UNIT, MetricMove, Movement, MovementStatus, Part
from .standing_words import Stood, standing_sentence
from .wording import score

_NAMED = 3
"""So many metrics are named as those that moved it most."""
_SMALL = UNIT // 200
"""Below half a hundredth a part is not told from nothing in words."""


@dataclass(frozen=True)
class Spoken:
    """One finished sentence and what it is about."""

    key: str
    sentence: str


@dataclass(frozen=True)
class Between:
    """The two quarters by name, and what lies between."""

    before: str
    after: str
    missing: tuple[str, ...] = ()
    """Quarters between the two of which nothing is published."""
    untold: str = ""
    """Why own and peers' values cannot be told apart, in a sentence."""


def sentences(
    edition: Edition,
    between: Between,
    movement: Movement,
    before: Stood,
    after: Stood,
    joined: tuple[str, ...] = (),
) -> tuple[Spoken, ...]:
    """The whole account of one trust's change.

    Args:
        joined: names of trusts that became part of it between the two quarters.
    """
    told = _Account(edition, between, movement)
    found = [
        ("change", told.change()),
        ("gap", gap_sentence(between)),
        ("merger", _merger(joined, between)),
        ("untold", told.untold()),
        ("causes", told.causes()),
        ("most", told.most()),
        ("counted", told.came_and_went()),
        ("rules", told.ruled()),
        ("standing", standing_sentence(before, after)),
    ]
    return tuple(Spoken(key, sentence) for key, sentence in found if sentence)


def first_sentence(between: Between, joined: tuple[str, ...] = ()) -> tuple[Spoken, ...]:
    """Of a trust without results in the earlier quarter."""
    origin = f" It was formed from {listed(joined)}." if joined else ""
    text = (
        f"The trust has no average score for {between.before}, so there is nothing to compare "
        f"{between.after} with.{origin}"
    )
    return (Spoken("first", text),)


def gap_sentence(between: Between) -> str:
    if not between.missing:
        return ""
    return (
        f"Nothing is published for {listed(between.missing)}, so {between.after} is compared with "
        f"{between.before}."
    )


def _merger(joined: tuple[str, ...], between: Between) -> str:
    if not joined:
        return ""
    return (
        f"{listed(joined)} became part of this trust after {between.before}: its figures of then "
        "are those of a smaller trust."
    )


@dataclass(frozen=True)
class _Account:
    edition: Edition
    between: Between
    movement: Movement

    def change(self) -> str:
        moved, change = self.movement, self.movement.change
        if moved.before is None or change is None:
            return ""
        first, last = (
            _plain(amount, places)
            for amount, places in zip((moved.before, moved.after), moved.decimals, strict=True)
        )
        if not change:
            return (
                f"Its average metric score is {last} in {self.between.after}, as it was in "
                f"{self.between.before}."
            )
        verb = "improved" if change < 0 else "worsened"
        return (
            f"Its average metric score {verb} by {_plain(abs(change), max(moved.decimals))}, from "
            f"{first} in {self.between.before} to {last} in "
            f"{self.between.after}; a lower score is better."
        )

    def untold(self) -> str:
        if self.movement.status is MovementStatus.NOTHING_SHARED:
            return (
                "No metric is scored in both quarters, so the change cannot be split: the two "
                "averages rest on different metrics."
            )
        if self.movement.status is MovementStatus.AVERAGES:
            return f"{self.between.untold} What made up the change is not known.".strip()
        if self.movement.status is MovementStatus.TOGETHER:
            return (
                f"{self.between.untold} So what its own figures did cannot be told from what its "
                "peers' figures did; the change is shown by metric."
            ).strip()
        return ""

    def causes(self) -> str:
        if self.movement.status is not MovementStatus.SPLIT:
            return ""
        parts = dict(self.movement.parts)
        return causes_sentence(parts.get(Part.OWN, 0), parts.get(Part.PEERS, 0))

    def most(self) -> str:
        """The metrics that moved it most; none where only one did, or hardly any."""
        moved = [each for each in self.movement.metrics if abs(each.amount) >= _SMALL]
        if not moved:
            return ""
        named = [f"{self._name(each)} ({_effect(each.amount)})" for each in moved[:_NAMED]]
        return f"What moved it most: {listed(named)}."

    def came_and_went(self) -> str:
        came = self._names(Part.ENTERED)
        went = self._names(Part.LEFT)
        told = []
        if came:
            told.append(f"Scored now and not before: {listed(came)}.")
        if went:
            told.append(f"Scored before and not now: {listed(went)}.")
        if not told:
            return ""
        parts = dict(self.movement.parts)
        total = parts.get(Part.ENTERED, 0) + parts.get(Part.LEFT, 0)
        which = "Together this" if len(came) + len(went) > 1 else "This"
        return f"{' '.join(told)} {which} {_made(total)}."

    def _names(self, part: Part) -> list[str]:
        """Metrics scored in one quarter only, whatever they amount to."""
        if self.movement.status not in (MovementStatus.SPLIT, MovementStatus.TOGETHER):
            return []
        return [
            self._name(each)
            for each in self.movement.metrics
            if (each.before if part is Part.ENTERED else each.after).score is None
        ]

    def ruled(self) -> str:
        moved = [each for each in self.movement.metrics if each.part(Part.RULES)]
        if not moved:
            return ""
        total = dict(self.movement.parts).get(Part.RULES, 0)
        is_scored = "is" if len(moved) == 1 else "are"
        return (
            f"{listed(list(map(self._ruled_name, moved)))} {is_scored} scored by another rule than "
            f"before, which {_made(total)}."
        )

    def _ruled_name(self, each: MetricMove) -> str:
        old, new = each.before.unit, each.after.unit
        units = f" (a {new}, before a {old})" if old != new and old and new else ""
        return f"{self._name(each)}{units}"

    def _name(self, each: MetricMove) -> str:
        return self.edition.by_id[each.metric_id].name


def causes_sentence(own: int, peers: int) -> str:
    """What its own figures did to its score, and what its peers' did.

    Both in ten-thousandths, above zero for worse. Peers who improve make a trust's score worse.
    """
    if abs(own) < _SMALL and abs(peers) < _SMALL:
        return "Neither its own figures nor those of its peers moved its score by 0.01."
    if abs(own) < _SMALL:
        verb = "improved, which worsened" if peers > 0 else "fell back, which improved"
        return f"Its own figures hardly moved its score; its peers {verb} it by {_two(peers)}."
    start = f"Its own figures {'improved' if own < 0 else 'worsened'} its score by {_two(own)}"
    if abs(peers) < _SMALL:
        return f"{start}; those of its peers hardly moved it."
    return f"{start}; {_peers(own, peers)}."


def _peers(own: int, peers: int) -> str:
    did = "improved" if peers > 0 else "fell back"
    made = "worsened" if peers > 0 else "improved"
    if (own < 0) == (peers < 0):
        return f"its peers {did}, which {made} it by another {_two(peers)}"
    if abs(peers) > abs(own):
        return f"its peers {did} more, which {made} it by {_two(peers)}"
    return f"its peers {did} too, which took back {_two(peers)}"


def _effect(amount: int) -> str:
    return f"{_two(amount)} {'better' if amount < 0 else 'worse'}"


def _made(total: int) -> str:
    if abs(total) < _SMALL:
        return "hardly moved its score"
    return f"{'improved' if total < 0 else 'worsened'} its score by {_two(total)}"


def _two(amount: int) -> str:
    """The size of a part in words: two decimals."""
    return score(abs(amount) / UNIT)


def _plain(amount: int, places: int) -> str:
    return f"{amount / UNIT:.{places}f}"

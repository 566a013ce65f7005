"""What moved each trust between two quarters, as rows to be stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from league.models import SegmentAssignment
from league.rules.edition import Edition
from league.rules.movement_results import UNIT, MetricMove, Movement, MovementStatus, Part, Scored
from league.rules.movement_words import Between, Spoken, first_sentence, sentences
from league.rules.standing_words import Stood
from league.rules.standings import Place

from .result_rows import Row


@dataclass(frozen=True)
class Shown:
    """All trusts' places in one quarter, by code."""

    assignments: Mapping[str, SegmentAssignment]
    sharing: Counter[tuple[str, int | None]]
    """How many hold each rank of each type."""
    ranked: Counter[str]
    """How many of each type have a rank."""

    @classmethod
    def of(cls, rows: list[SegmentAssignment]) -> Shown:
        ranked = [row for row in rows if row.league_rank is not None]
        return cls(
            assignments={row.trust_id: row for row in rows},
            sharing=Counter((row.type, row.league_rank) for row in ranked),
            ranked=Counter(row.type for row in ranked),
        )

    def stood(self, code: str) -> Stood:
        row = self.assignments[code]
        return Stood(
            segment=row.final,
            place=Place(row.league_rank, row.rank_low, row.rank_high),
            shared=self.sharing[row.type, row.league_rank] > 1,
            of=self.ranked[row.type],
            type=row.type,
        )


@dataclass(frozen=True)
class Compared:
    """Two quarters beside one another: what makes rows of the trusts of the later one."""

    edition: Edition
    between: Between
    before: Shown
    after: Shown
    movements: Mapping[str, Movement]
    joined: Mapping[str, tuple[str, ...]]
    """Names of the trusts that became part of one in between, by its code."""
    published: tuple[str, ...]
    """Which of ``before`` and ``after`` was taken as published."""

    def rows(self) -> Iterator[Row]:
        """One row a trust of the later quarter."""
        for code in self.after.assignments:
            yield {"trust_id": code, "figures": self._figures(code)}

    def _figures(self, code: str) -> dict[str, Any]:
        joined = self.joined.get(code, ())
        found = self.movements.get(code)
        if found is None:
            spoken = first_sentence(self.between, joined)
            return {"status": str(MovementStatus.FIRST), "sentences": _spoken(spoken)}
        before, after = self.before.stood(code), self.after.stood(code)
        spoken = sentences(self.edition, self.between, found, before, after, joined)
        return movement_figures(found, self.published) | {"sentences": _spoken(spoken)}


def movement_figures(movement: Movement, published: tuple[str, ...]) -> dict[str, Any]:
    """A movement as plain data; amounts to four decimals, above zero for worse."""
    return {
        "status": str(movement.status),
        "published": list(published),
        "before": _decimal(movement.before),
        "after": _decimal(movement.after),
        "change": _decimal(movement.change),
        "decimals": list(movement.decimals),
        "parts": _parts(movement.parts),
        "metrics": [_metric(each) for each in movement.metrics],
    }


def _metric(move: MetricMove) -> dict[str, Any]:
    return {
        "metric": move.metric_id,
        "before": _scored(move.before),
        "after": _scored(move.after),
        "amount": _decimal(move.amount),
        "parts": _parts(move.parts),
    }


def _scored(scored: Scored) -> dict[str, Any] | None:
    """None where the quarter has neither value nor score of the metric."""
    if scored.value is None and scored.score is None:
        return None
    return {"value": scored.value, "unit": scored.unit, "score": scored.score}


def _parts(parts: tuple[tuple[Part, int], ...]) -> dict[str, float | None]:
    return {str(part): _decimal(amount) for part, amount in parts}


def _decimal(amount: int | None) -> float | None:
    return None if amount is None else amount / UNIT


def _spoken(spoken: tuple[Spoken, ...]) -> list[dict[str, str]]:
    return [{"key": each.key, "sentence": each.sentence} for each in spoken]

"""The rules a second time: slow, obvious, one trust at a time, in exact fractions.

Written from the description of the method and not from the engine, to check it. Nothing
here is clever: every rank is a count of better ones.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from league.rules.edition import Better, CutKind, Edition, Metric, Model, Pool, Scoring
from league.rules.panel import Reading, State


class Reference:
    """A quarter computed from readings, each figure asked for by name."""

    def __init__(self, edition: Edition, types: dict[str, str], readings: list[Reading]) -> None:
        self.edition = edition
        self.types = types
        self.readings = {(each.code, each.metric_id): each for each in readings}

    # Metric scores

    def metric_score(self, code: str, metric_id: str) -> Fraction | None:
        metric = self.edition.by_id[metric_id]
        if metric.scoring.model is Model.MATRIX:
            return self._matrix_score(code, metric)
        reading = self._reported(code, metric_id)
        if reading is None or reading.value is None:
            return None
        scoring = self._scoring(metric, reading)
        if scoring.model is Model.CONTEXT:
            return None
        if scoring.model is Model.BY_SOURCE:
            return Fraction(reading.value)
        if scoring.model is Model.BANDED:
            return self._band_score(reading.value, scoring)
        return self._ranked_score(code, metric, scoring)

    def _reported(self, code: str, metric_id: str) -> Reading | None:
        reading = self.readings.get((code, metric_id))
        return reading if reading and reading.state is State.REPORTED else None

    def _scoring(self, metric: Metric, reading: Reading) -> Scoring:
        for variant in metric.variants:
            if variant.unit == reading.unit:
                return variant
        return metric.scoring

    def _matrix_score(self, code: str, metric: Metric) -> Fraction | None:
        row, column = (self.metric_score(code, part) for part in metric.scoring.parts)
        if row is None or column is None:
            return None
        cell = metric.scoring.matrix[int(row) - 1][int(column) - 1]
        return None if cell is None else Fraction(cell)

    def _band_score(self, value: float, scoring: Scoring) -> Fraction:
        for band in scoring.bands:
            holds = {
                ">=": value >= band.limit,
                ">": value > band.limit,
                "<=": value <= band.limit,
                "<": value < band.limit,
            }[band.operator]
            if holds:
                return Fraction(band.score)
        return Fraction(4)

    def _ranked_score(self, code: str, metric: Metric, scoring: Scoring) -> Fraction:
        if self._meets(code, metric, scoring):
            return Fraction(1)
        if self._fails(code, metric, scoring):
            return Fraction(4)
        rivals = [
            other
            for other in self._pool(code, metric, scoring)
            if not self._meets(other, metric, scoring) and not self._fails(other, metric, scoring)
        ]
        rank = 1 + sum(1 for other in rivals if self._beats(other, code, metric))
        best = 2 if scoring.standard is not None else 1
        worst = 3 if scoring.floor is not None else 4
        if len(rivals) == 1:
            return Fraction(best)
        return best + (worst - best) * Fraction(rank - 1, len(rivals) - 1)

    def _pool(self, code: str, metric: Metric, scoring: Scoring) -> list[str]:
        members = []
        for other in self.types:
            reading = self._reported(other, metric.id)
            if reading is None or self._scoring(metric, reading) is not scoring:
                continue
            if metric.pool is Pool.ALL or self.types[other] == self.types[code]:
                members.append(other)
        return members

    def _value(self, code: str, metric: Metric) -> float:
        value = self.readings[code, metric.id].value
        assert value is not None
        return value

    def _meets(self, code: str, metric: Metric, scoring: Scoring) -> bool:
        if scoring.standard is None:
            return False
        value = self._value(code, metric)
        higher = metric.better is Better.HIGHER
        return value >= scoring.standard if higher else value <= scoring.standard

    def _fails(self, code: str, metric: Metric, scoring: Scoring) -> bool:
        if scoring.floor is None:
            return False
        value = self._value(code, metric)
        return value < scoring.floor if metric.better is Better.HIGHER else value > scoring.floor

    def _beats(self, other: str, code: str, metric: Metric) -> bool:
        theirs, mine = self._value(other, metric), self._value(code, metric)
        if theirs != mine:
            return theirs > mine if metric.better is Better.HIGHER else theirs < mine
        if self.types[other] != self.types[code]:
            return False
        their_tie = self.readings[other, metric.id].tie_rank
        my_tie = self.readings[code, metric.id].tie_rank
        return their_tie is not None and (my_tie is None or their_tie < my_tie)

    # Averages and segments

    def average(self, code: str, domain: str | None = None) -> Fraction | None:
        total = weights = Fraction(0)
        for metric in self.edition.metrics:
            if metric.weight and domain in (None, metric.domain):
                score = self.metric_score(code, metric.id)
                if score is not None:
                    total += metric.weight * score
                    weights += metric.weight
        return total / weights if weights else None

    def rounded(self, code: str) -> Decimal | None:
        return half_up(self.average(code))

    def cuts(self) -> list[Fraction]:
        rule = self.edition.cuts
        if rule.kind is CutKind.THRESHOLDS:
            return [Fraction(str(each)) for each in rule.thresholds]
        scores = sorted(Fraction(s) for c in self.types if (s := self.rounded(c)) is not None)
        return [quantile(scores, Fraction(part, 4)) for part in (1, 2, 3)]

    def unadjusted(self, code: str) -> int | None:
        mine = self.rounded(code)
        if mine is None:
            return None
        return 1 + sum(1 for cut in self.cuts() if Fraction(mine) > cut)

    def flagged(self, code: str) -> bool:
        rule = self.edition.override
        flag = self._reported(code, self.edition.figures.override)
        if rule.flag == "reported" and flag is not None:
            return bool(flag.value)
        plan, variance = (self._reported(code, part) for part in (rule.plan, rule.variance))
        if plan is None or plan.value is None:
            return False
        if plan.value < 0:
            return True
        return variance is not None and plan.value + (variance.value or 0) < 0

    def adjusted(self, code: str) -> int | None:
        segment = self.unadjusted(code)
        if segment is None or not self.flagged(code):
            return segment
        return max(segment, self.edition.override.no_better_than)

    def league_rank(self, code: str) -> int:
        mine = (self.adjusted(code), self.rounded(code))
        return 1 + sum(
            1
            for other in self.types
            if self.types[other] == self.types[code]
            and self.adjusted(other) is not None
            and (self.adjusted(other), self.rounded(other)) < mine
        )


def half_up(value: Fraction | None) -> Decimal | None:
    """To two decimals, an exact half upwards."""
    if value is None:
        return None
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def quantile(ordered: list[Fraction], share: Fraction) -> Fraction:
    """Inclusive quantile with linear interpolation."""
    place = (len(ordered) - 1) * share
    below = int(place)
    if below == len(ordered) - 1:
        return ordered[below]
    return ordered[below] + (ordered[below + 1] - ordered[below]) * (place - below)

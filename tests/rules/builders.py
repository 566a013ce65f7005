"""Small editions and quarters for the tests of the rules."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from league.rules.edition import (
    Band,
    Better,
    CutKind,
    CutRule,
    Domain,
    Edition,
    Evidence,
    FigureIds,
    Metric,
    Model,
    OverrideRule,
    Pool,
    Scoring,
)
from league.rules.panel import Reading

TYPES = ("acute", "mental-health-and-community", "ambulance")
BANDS = (Band(">=", 80, 1), Band(">=", 70, 2), Band(">=", 45, 3))
FINANCE = ((1, 1, 2, 3), (2, 2, 3, 4), (2, 3, 3, 4), (2, 3, 4, 4))
PLAN = (Band(">=", 0, 1), Band(">", -1, 2), Band(">", -2, 3))
VARIANCE = (Band(">=", 0, 1), Band(">", -0.5, 2), Band(">", -1, 3))


def metric(
    metric_id: str = "OF0001",
    model: Model = Model.RANKED,
    *,
    better: Better = Better.HIGHER,
    weight: Fraction = Fraction(1),
    domain: str = "access",
    pool: Pool = Pool.ALL,
    unit: str = "%",
    standard: float | None = None,
    floor: float | None = None,
    bands: tuple[Band, ...] = (),
    parts: tuple[str, ...] = (),
    matrix: tuple[tuple[int | None, ...], ...] = (),
    variants: tuple[Scoring, ...] = (),
    part_of: str | None = None,
    labels: tuple[str, ...] = (),
) -> Metric:
    """A metric with sensible defaults."""
    scoring = Scoring(
        model, unit, standard=standard, floor=floor, bands=bands, parts=parts, matrix=matrix
    )
    return Metric(
        id=metric_id,
        name=f"Metric {metric_id}",
        definition="A figure made for a test.",
        domain=domain,
        unit=unit,
        better=better,
        pool=pool,
        weight=weight,
        scoring=scoring,
        types=TYPES,
        source="the tests",
        lag="none",
        score_id=metric_id.replace("OF0", "OF1"),
        part_of=part_of,
        variants=variants,
        labels=labels,
    )


def finance(weight: Fraction = Fraction(1)) -> tuple[Metric, Metric, Metric]:
    """Plan, variance, and the combined metric of that weight, looked up from both."""
    nothing = Fraction(0)
    banded = Model.BANDED
    return (
        metric("OF0079", banded, weight=nothing, domain="finance", bands=PLAN, part_of="OF1080"),
        metric(
            "OF0081", banded, weight=nothing, domain="finance", bands=VARIANCE, part_of="OF1080"
        ),
        metric(
            "OF1080",
            Model.MATRIX,
            weight=weight,
            domain="finance",
            parts=("OF0079", "OF0081"),
            matrix=FINANCE,
        ),
    )


def edition(
    *metrics: Metric,
    thresholds: tuple[float, ...] = (),
    domain_round_to: int | None = None,
    flag: str = "derived",
    programme_segment: int | None = 5,
    finance_weight: Fraction = Fraction(1),
) -> Edition:
    """An edition of these metrics and the combined finance ones."""
    kind = CutKind.THRESHOLDS if thresholds else CutKind.QUARTILES
    return Edition(
        slug="test",
        name="An edition for tests",
        financial_year="2025-26",
        summary="",
        domains=(
            Domain("access", "Access", "OF4000", "OF4100"),
            Domain("finance", "Finance", "OF4003", "OF4103"),
        ),
        metrics=(*metrics, *finance(finance_weight)),
        cuts=CutRule(kind, thresholds),
        domain_cuts=CutRule(CutKind.QUARTILES, round_to=domain_round_to),
        override=OverrideRule(3, flag, "OF0079", "OF0081", Evidence.CHECKED),
        figures=FigureIds("OF5002", "OF5003", "OF5000", "OF5004", "OF5005", "OF5007"),
        programme_segment=programme_segment,
        sources=(),
        notes=(),
        checksum="",
    )


def code(number: int) -> str:
    """An invented ODS code."""
    return f"X{number:03d}"


def types_of(amount: int, kinds: Iterable[str] = ("acute",)) -> dict[str, str]:
    """That many organisations, the types taking turns."""
    kinds = tuple(kinds)
    return {code(number): kinds[number % len(kinds)] for number in range(amount)}


def readings(metric_id: str, values: Iterable[float | None]) -> list[Reading]:
    """One reading for each value that is not None, in the order of the codes."""
    return [
        Reading(code(number), metric_id, value)
        for number, value in enumerate(values)
        if value is not None
    ]

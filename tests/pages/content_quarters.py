"""Quarters with every metric of an edition, handed in and computed as real ones are."""

from __future__ import annotations

from league import editions
from league.models import Assessment, Origin
from league.rules.edition import Edition, Metric, Model
from league.services import publishing, submissions
from league.services.audit import Actor
from league.services.handover import Handover, TrustLine, ValueLine

BY = Actor("A tester")
_TRUSTS = {"acute": 9, "mental-health-and-community": 6, "ambulance": 4}
_PREFIX = {"acute": "ZA", "mental-health-and-community": "ZM", "ambulance": "ZX"}
TRUSTS = {
    f"{_PREFIX[kind]}{number}": kind
    for kind, amount in _TRUSTS.items()
    for number in range(1, amount + 1)
}
SUPPRESSED, NOT_SUBMITTED = "ZA8", "ZA9"
"""Trusts whose first metrics are missing, for different reasons."""


def publish_everything(quarter: str, *, fictional: bool = False) -> Assessment:
    """Every metric of the quarter's edition, from every trust whose type may report it."""
    edition = editions.for_financial_year(quarter[:7])
    handover = Handover(
        quarter=quarter,
        trusts=tuple(
            TrustLine(code, f"Invented Trust {code}", kind, "General", "Midlands")
            for code, kind in TRUSTS.items()
        ),
        values=tuple(_values(edition)),
        fictional=fictional,
    )
    origin = Origin.DEMONSTRATION if fictional else Origin.OFFICIAL_IMPORT
    applied = submissions.submit(
        by=BY, handover=handover, origin=origin, reason="For a test", draws=100
    )
    publishing.publish(by=BY, quarter=applied.assessment.quarter, reason="First publication.")
    return applied.assessment


def _values(edition: Edition) -> list[ValueLine]:
    lines = [
        _line(metric, place, code, _state(metric, code))
        for metric in edition.metrics
        for place, (code, kind) in enumerate(TRUSTS.items())
        if kind in metric.types and metric.scoring.model is not Model.MATRIX
    ]
    flag = edition.figures.override
    if edition.override.flag == "reported":
        lines += [
            ValueLine(code, flag, "flag", float(code.endswith("1")), "reported") for code in TRUSTS
        ]
    return lines


def _state(metric: Metric, code: str) -> str:
    if metric.id == "OF0013":
        return {SUPPRESSED: "suppressed", NOT_SUBMITTED: "not-submitted"}.get(code, "reported")
    return "reported"


def _line(metric: Metric, place: int, code: str, state: str) -> ValueLine:
    """The last trusts report in another unit, where there is one."""
    scoring = metric.scorings[-1] if place % 9 == 6 else metric.scoring
    value = _value(metric, place) if state == "reported" else None
    return ValueLine(code, metric.id, scoring.unit, value, state, period="Winter 2025")


def _value(metric: Metric, place: int) -> float:
    """Around the metric's limits, so that some trusts reach them and some do not; the first
    trust of all is in deficit and else the best."""
    if metric.scoring.model is Model.BY_SOURCE:
        return float(1 + place % (len(metric.labels) or 4))
    limits = [metric.scoring.standard, metric.scoring.floor]
    limits += [band.limit for band in metric.scoring.bands]
    middle = next((limit for limit in limits if limit is not None), 50.0)
    better = 1 if metric.better.value == "higher" else -1
    if metric.part_of and place == 0:
        return -0.4
    return max(0.0, middle + better * (4 - place % 9) * max(1.0, abs(middle) / 8))

"""Small quarters of invented trusts, handed in as plain data."""

from __future__ import annotations

from dataclasses import replace

from league.models import FigureKind, Origin
from league.services import submissions
from league.services.audit import Actor
from league.services.handover import FigureLine, FileLine, Handover, TrustLine, ValueLine
from league.services.submissions import Applied

ACTOR = Actor("A tester")

TYPES = {
    "ZA1": "acute",
    "ZA2": "acute",
    "ZA3": "acute",
    "ZM1": "mental-health-and-community",
    "ZM2": "mental-health-and-community",
    "ZB1": "ambulance",
}
SICKNESS = {"ZA1": 4.1, "ZA2": 5.2, "ZA3": 6.3, "ZM1": 4.4, "ZM2": 5.5, "ZB1": 7.6}
WAITS = {"ZA1": 81.0, "ZA2": 72.5, "ZA3": 66.0}


def trust_line(code: str, **changes: str) -> TrustLine:
    line = TrustLine(code, f"Invented Trust {code}", TYPES[code], "General", "Midlands")
    return replace(line, **changes)


def value_line(
    code: str, metric: str, value: float | None, unit: str = "%", state: str = "reported"
) -> ValueLine:
    return ValueLine(code, metric, unit, value, state, period="Q4 2025/26")


def handover(quarter: str = "2025-26-q4", *, fictional: bool = False) -> Handover:
    """Six trusts of three types: sickness of all, waits of the acute ones, finance of all."""
    values = [value_line(code, "OF0082", value) for code, value in SICKNESS.items()]
    values += [value_line(code, "OF0013", value) for code, value in WAITS.items()]
    for code in TYPES:
        values += [value_line(code, "OF0079", 0.0), value_line(code, "OF0081", 0.2)]
        values.append(value_line(code, "OF5004", 0.0, unit="flag"))
    return Handover(
        quarter=quarter,
        trusts=tuple(trust_line(code) for code in TYPES),
        values=tuple(values),
        files=(FileLine("small.csv", "a" * 64, 1_000, len(values)),),
        fictional=fictional,
    )


def figures(*codes: str, average: float = 2.0, segment: float = 2.0) -> tuple[FigureLine, ...]:
    """Published overall results, ranked in the order given."""
    return tuple(
        FigureLine(code, kind, "", value)
        for rank, code in enumerate(codes, start=1)
        for kind, value in (
            (FigureKind.AVERAGE, average + rank / 10),
            (FigureKind.ADJUSTED_SEGMENT, segment),
            (FigureKind.LEAGUE_RANK, float(rank)),
            (FigureKind.SCORE_RANK, float(rank)),
        )
    )


def submit(given: Handover, *, draws: int = 0) -> Applied:
    return submissions.submit(
        by=ACTOR,
        handover=given,
        origin=Origin.DEMONSTRATION if given.fictional else Origin.OFFICIAL_IMPORT,
        reason="For a test",
        draws=draws,
    )

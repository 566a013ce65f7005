"""A small England whose results the rules compute: peers, neighbours and quarters in a row."""

from __future__ import annotations

from league.services.handover import Handover, TrustLine, ValueLine
from league.services.publishing import publish
from tests.services.builders import ACTOR, submit

ACUTE = ("ZA1", "ZA2", "ZA3", "ZA4", "ZA5", "ZA6")
WAITS = dict(zip(ACUTE, (81.0, 79.0, 72.5, 70.0, 66.0, 60.0), strict=True))
SICKNESS = {
    **dict(zip(ACUTE, (4.1, 4.2, 5.2, 5.4, 6.3, 6.3), strict=True)),
    "ZM1": 4.0,
    "ZB1": 7.6,
}
MORTALITY = dict(zip(ACUTE, (1.0, 2.0, 2.0, 2.0, 2.0, 3.0), strict=True))
KINDS = {"ZA": "acute", "ZM": "mental-health-and-community", "ZB": "ambulance"}


def line(code: str, metric: str, value: float, unit: str, period: str = "") -> ValueLine:
    return ValueLine(code, metric, unit, value, "reported", period=period)


def england(
    quarter: str = "2025-26-q4", shift: float = 0.0, *, fictional: bool = False
) -> Handover:
    """Six acute trusts, one of mental health and one of ambulances; ``shift`` moves waits."""
    values = [line(code, "OF0082", value, "%", "Q3 2025/26") for code, value in SICKNESS.items()]
    values += [line(code, "OF0013", value + shift, "%", quarter) for code, value in WAITS.items()]
    values += [line(code, "OF1046", value, "score") for code, value in MORTALITY.items()]
    for code in SICKNESS:
        values += [line(code, "OF0079", 0.0, "%"), line(code, "OF0081", 0.2, "%")]
        values.append(line(code, "OF5004", 0.0, "flag"))
    trusts = tuple(
        TrustLine(code, f"Invented Trust {code}", KINDS[code[:2]], "General", "Midlands")
        for code in SICKNESS
    )
    return Handover(quarter=quarter, trusts=trusts, values=tuple(values), fictional=fictional)


def make(given: Handover) -> None:
    """Computed and published."""
    publish(by=ACTOR, quarter=submit(given).submission.quarter, reason="First publication")

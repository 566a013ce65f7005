"""Shape, rhythm and reporters of every metric, by the last three digits of its id.

Editions number a metric alike: the value, its score and the same measure of another year
share these digits, and so go on from one edition to the next. The centres and widths are
round figures of the size that such figures have in England; they describe no trust.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from .quality import FINANCE
from .services import Service
from .shapes import Balance, Bands, Level, Shape, Tail, Trials
from .trusts import AMBULANCE, MENTAL_HEALTH_AND_COMMUNITY

MONTHLY = (0, 1, 2, 3, 4)
"""A new figure each quarter."""
SURVEY = (0, 0, 0, 3, 3)
"""A new one with the last quarter of a year, when surveys come out."""
YEARLY = (0, 0, 0, 0, 4)
"""A new one each financial year."""


@dataclass(frozen=True)
class Measure:
    service: Service
    theme: str
    """Metrics of one theme go together."""
    shape: Shape
    moments: tuple[int, ...] = MONTHLY
    small_numbers: bool = False
    """Some are suppressed, as the numbers behind them are small."""
    by_type: Mapping[str, float] = field(default_factory=dict)
    """Added to the figures of a trust type."""


def _by_type(mental_health: float, ambulance: float) -> dict[str, float]:
    return {MENTAL_HEALTH_AND_COMMUNITY: mental_health, AMBULANCE: ambulance}


_WAITS, _URGENT, _STAFF, _SAFETY, _CARE = "waits", "urgent", "staff", "safety", "care"
_MIND, _COMMUNITY, _AMBULANCES = "mental-health", "community", "ambulances"
_S = Service

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        # Access
        "023": Measure(_S.ELECTIVE, _WAITS, Level(65.5, 6.2, 35, 99)),
        "106": Measure(_S.ELECTIVE, _WAITS, Level(0.7, 2.2)),
        "003": Measure(_S.ELECTIVE, _WAITS, Tail(1.35, 0.6, 0.32)),
        "008": Measure(_S.ELECTIVE, _WAITS, Tail(19, 0.6, 0.1, 75)),
        "010": Measure(_S.CANCER, _WAITS, Level(78.6, 5.4, 40, 97)),
        "011": Measure(_S.CANCER, _WAITS, Level(71.5, 7.2, 40, 97)),
        "013": Measure(_S.EMERGENCY, _URGENT, Level(75.2, 6.0, 40, 99)),
        "014": Measure(_S.EMERGENCY, _URGENT, Tail(10.5, 0.5, 0.15, 45)),
        "001": Measure(_S.COMMUNITY, _COMMUNITY, Level(80, 13, 8, 100)),
        "005": Measure(_S.COMMUNITY, _COMMUNITY, Tail(1.0, 1.6, 0.5, 80)),
        "017": Measure(_S.AMBULANCE, _AMBULANCES, Level(28.8, 4.4)),
        "004": Measure(_S.AMBULANCE, _AMBULANCES, Tail(4.5, 0.8, 0.1)),
        "041": Measure(_S.YOUNG_PEOPLE, _MIND, Level(7, 12.5), small_numbers=True),
        "036": Measure(_S.YOUNG_PEOPLE, _MIND, Tail(24, 0.75, 0.15, 90), small_numbers=True),
        "029": Measure(_S.MENTAL_HEALTH, _MIND, Level(25, 11, 1, 90)),
        "030": Measure(_S.MENTAL_HEALTH, _MIND, Level(13, 7, 0.5, 60)),
        # Safety
        "020": Measure(_S.HOSPITALS, _SAFETY, Tail(4.2, 0.55, 0.42)),
        "048": Measure(_S.HOSPITALS, _SAFETY, Level(1.16, 0.2, 0.2)),
        "088": Measure(_S.HOSPITALS, _SAFETY, Level(1.1, 0.27, 0.1)),
        "016": Measure(_S.MENTAL_HEALTH, _MIND, Level(73, 12, 15, 100), small_numbers=True),
        "067": Measure(_S.RATED, _SAFETY, Bands((0.06, 0.44, 0.42, 0.08)), YEARLY),
        "097": Measure(_S.HOSPITALS, _SAFETY, Bands((0.78, 0.05, 0.11, 0.06))),
        # Effectiveness and experience
        "025": Measure(_S.DISCHARGE, _URGENT, Tail(1.1, 0.5, 0.3)),
        "028": Measure(_S.AMBULANCE, _AMBULANCES, Level(49, 3)),
        "015": Measure(_S.AMBULANCE, _AMBULANCES, Level(47.5, 3.5)),
        "035": Measure(_S.MENTAL_HEALTH, _MIND, Bands((0.08, 0.84, 0.05, 0.03)), SURVEY),
        "046": Measure(_S.MORTALITY, _CARE, Bands((0.08, 0.84, 0.08, 0.0))),
        "045": Measure(_S.READMISSIONS, _CARE, Bands((0.45, 0.22, 0.13, 0.2))),
        "057": Measure(_S.URGENT_COMMUNITY, _COMMUNITY, Level(84, 8.5, 25, 100)),
        "060": Measure(_S.TOBACCO, _CARE, Tail(30, 0.8, 0.45, 100)),
        "063": Measure(_S.MENTAL_HEALTH, _MIND, Level(25, 7, 3, 70), small_numbers=True),
        "043": Measure(_S.MENTAL_HEALTH, _MIND, Level(6.4, 3.2, 0.8), small_numbers=True),
        "069": Measure(_S.HOSPITALS, _CARE, Bands((0.09, 0.81, 0.04, 0.06)), SURVEY),
        "077": Measure(_S.BEDS, _COMMUNITY, Level(24, 12, 0, 75)),
        "093": Measure(_S.MENTAL_HEALTH, _MIND, Level(47, 11, 18)),
        "095": Measure(_S.MENTAL_HEALTH, _MIND, Level(94, 23, 35)),
        "113": Measure(_S.MENTAL_HEALTH, _MIND, Level(81, 9, 15, 100)),
        "116": Measure(_S.MATERNITY, _CARE, Tail(36, 0.7, 0.2)),
        # People
        "061": Measure(_S.EVERYONE, _STAFF, Level(6.35, 0.28), SURVEY, by_type=_by_type(0.3, -0.4)),
        "084": Measure(_S.EVERYONE, _STAFF, Level(6.78, 0.27), SURVEY, by_type=_by_type(0.2, -0.9)),
        "047": Measure(_S.EVERYONE, _STAFF, Level(6.55, 0.5), SURVEY, by_type=_by_type(0.3, -0.5)),
        "120": Measure(_S.EVERYONE, _STAFF, Level(7.53, 0.17), SURVEY, by_type=_by_type(0.2, -0.7)),
        "102": Measure(_S.EVERYONE, _STAFF, Level(77, 4, 50, 99), SURVEY, by_type=_by_type(3, 2)),
        "082": Measure(_S.EVERYONE, _STAFF, Level(5.5, 0.8, 2), by_type=_by_type(0.5, 1.6)),
        "101": Measure(_S.EVERYONE, _STAFF, Level(49, 7.5, 15, 90), YEARLY),
        "207": Measure(_S.EVERYONE, FINANCE, Bands((0.4, 0.34, 0.12, 0.14))),
        "208": Measure(_S.EVERYONE, FINANCE, Bands((0.42, 0.42, 0.07, 0.09))),
        # Finance
        "079": Measure(_S.EVERYONE, FINANCE, Balance(-0.1, 1.0, 1.5), YEARLY),
        "081": Measure(_S.EVERYONE, FINANCE, Balance(-0.5, -0.2, 1.1)),
        "085": Measure(_S.HOSPITALS, FINANCE, Level(2.6, 3.3)),
        "086": Measure(_S.EVERYONE, FINANCE, Level(101, 9), YEARLY, by_type=_by_type(8, 12)),
        "094": Measure(_S.RESEARCH, _CARE, Trials(0.62)),
        "096": Measure(_S.DATA, _CARE, Level(93, 3, 30, 100)),
        # Where one edition has the figure and the other a band of it
        "OF2029": Measure(_S.MENTAL_HEALTH, _MIND, Bands((0.18, 0.33, 0.32, 0.17))),
        "OF2048": Measure(_S.HOSPITALS, _SAFETY, Bands((0.04, 0.2, 0.48, 0.28))),
        "OF2088": Measure(_S.HOSPITALS, _SAFETY, Bands((0.1, 0.28, 0.36, 0.26))),
    }
)


def measure_of(metric_id: str) -> Measure:
    """The measure of a metric; KeyError when the demonstration does not know it."""
    return MEASURES.get(metric_id) or MEASURES[digits(metric_id)]


def digits(metric_id: str) -> str:
    """What the ids of a measure share."""
    return metric_id[-3:]

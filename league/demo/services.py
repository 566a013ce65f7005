"""Which kinds of trust run which services, and so report which metrics."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

TEACHING = "Acute - Teaching"
LARGE = "Acute - Large"
MEDIUM = "Acute - Medium"
SMALL = "Acute - Small"
MULTI = "Acute - Multi-Service"
SPECIALIST = "Acute - Specialist"
MENTAL_HEALTH = "Mental Health and Learning Disability"
COMMUNITY = "Community"
CARE_TRUST = "Care Trust"
AMBULANCE = "Ambulance"

GENERAL = (TEACHING, LARGE, MEDIUM, SMALL, MULTI)
"""Acute trusts that are not specialists."""


class Service(StrEnum):
    EVERYONE = "everyone"
    HOSPITALS = "hospitals"
    ELECTIVE = "elective"
    CANCER = "cancer"
    EMERGENCY = "emergency"
    MORTALITY = "mortality"
    MATERNITY = "maternity"
    DISCHARGE = "discharge"
    COMMUNITY = "community"
    URGENT_COMMUNITY = "urgent-community"
    BEDS = "intermediate-beds"
    MENTAL_HEALTH = "mental-health"
    YOUNG_PEOPLE = "young-people"
    READMISSIONS = "readmissions"
    TOBACCO = "tobacco"
    RESEARCH = "research"
    DATA = "data-quality"
    RATED = "recently-rated"
    AMBULANCE = "ambulance"


def _general(share: float) -> dict[str, float]:
    return dict.fromkeys(GENERAL, share)


_HOSPITALS = _general(1.0) | {SPECIALIST: 1.0}
_PROVIDERS_OF_CARE = {MENTAL_HEALTH: 1.0, COMMUNITY: 1.0, CARE_TRUST: 1.0}
_EVERYONE = _HOSPITALS | _PROVIDERS_OF_CARE | {AMBULANCE: 1.0}
_COMMUNITY = {MENTAL_HEALTH: 0.6, COMMUNITY: 1.0, CARE_TRUST: 1.0}

SHARES = MappingProxyType(
    {
        Service.EVERYONE: _EVERYONE,
        Service.HOSPITALS: _HOSPITALS,
        Service.ELECTIVE: _general(1.0) | {SPECIALIST: 0.8},
        Service.CANCER: _general(1.0) | {SMALL: 0.95},
        Service.EMERGENCY: _general(1.0) | {SPECIALIST: 0.3},
        Service.MORTALITY: _general(1.0),
        Service.MATERNITY: _general(1.0) | {SPECIALIST: 0.12},
        Service.DISCHARGE: _general(0.95) | {SPECIALIST: 1.0},
        Service.COMMUNITY: _general(0.62) | _COMMUNITY | {SPECIALIST: 0.2, MULTI: 0.9},
        Service.URGENT_COMMUNITY: _general(0.42) | _COMMUNITY | {MENTAL_HEALTH: 0.5},
        Service.BEDS: _general(0.4) | _COMMUNITY | {SPECIALIST: 0.05, MENTAL_HEALTH: 0.5},
        Service.MENTAL_HEALTH: {
            MENTAL_HEALTH: 1.0,
            CARE_TRUST: 1.0,
            COMMUNITY: 0.1,
            TEACHING: 0.02,
        },
        Service.YOUNG_PEOPLE: _general(0.12)
        | {SPECIALIST: 0.2, MENTAL_HEALTH: 0.95, COMMUNITY: 0.35},
        Service.READMISSIONS: _general(1.0) | {SPECIALIST: 0.9, MENTAL_HEALTH: 0.3, COMMUNITY: 0.5},
        Service.TOBACCO: _general(1.0) | {SPECIALIST: 0.5, MENTAL_HEALTH: 1.0, COMMUNITY: 0.2},
        Service.RESEARCH: _general(0.9)
        | {SPECIALIST: 0.8, MENTAL_HEALTH: 0.75, COMMUNITY: 0.7}
        | {CARE_TRUST: 1.0, AMBULANCE: 0.2},
        Service.DATA: _HOSPITALS | _PROVIDERS_OF_CARE | {AMBULANCE: 0.1},
        Service.RATED: dict.fromkeys(_EVERYONE, 0.06),
        Service.AMBULANCE: {AMBULANCE: 1.0},
    }
)
"""Share of the trusts of a subtype that run the service; none where it is not named."""

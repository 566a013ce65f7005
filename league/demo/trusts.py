"""The invented trusts: 205, and one more that merges into another on the way.

Their codes are ``IM`` and three digits. A code of a real trust has three characters and
begins with R or T, or, if given since April 2020, has the form letter, digit, letter,
digit, letter; codes that begin with Z are Northern Ireland's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from . import services as kinds
from .chance import stream
from .gazetteer import REGIONS, counties, places

ACUTE = "acute"
MENTAL_HEALTH_AND_COMMUNITY = "mental-health-and-community"
AMBULANCE = "ambulance"

NAME_ENDING = "Demo Trust"
"""Where a real name has NHS Trust."""

_SUBTYPES = {
    ACUTE: {
        kinds.TEACHING: 49,
        kinds.LARGE: 23,
        kinds.MEDIUM: 20,
        kinds.SMALL: 20,
        kinds.SPECIALIST: 16,
        kinds.MULTI: 7,
    },
    MENTAL_HEALTH_AND_COMMUNITY: {
        kinds.MENTAL_HEALTH: 45,
        kinds.COMMUNITY: 14,
        kinds.CARE_TRUST: 2,
    },
    AMBULANCE: {kinds.AMBULANCE: 10},
}
_BY_REGION = {
    ACUTE: (24, 22, 23, 14, 21, 18, 13),
    MENTAL_HEALTH_AND_COMMUNITY: (7, 9, 15, 7, 10, 8, 5),
    AMBULANCE: (1, 2, 2, 1, 1, 2, 1),
}
"""In the order of the regions; the first acute trust of the first region merges away."""

_FORMS = {
    kinds.TEACHING: (
        "{place} University Hospitals",
        "{county} Teaching Hospitals",
        "University Hospitals of {place} and {other}",
    ),
    kinds.LARGE: ("{place} and {other} Hospitals", "{place} Royal Hospitals"),
    kinds.MEDIUM: ("{place} Hospitals", "{place} and {other} General Hospitals"),
    kinds.SMALL: ("{place} District Hospital", "{place} General Hospital"),
    kinds.SPECIALIST: (
        "{place} Orthopaedic Hospital",
        "{place} Children's Hospital",
        "{place} Heart and Chest Hospital",
        "{place} Cancer Centre",
        "{place} Eye Hospital",
        "{place} Women's Hospital",
    ),
    kinds.MULTI: ("{place} Integrated Care", "{place} Hospitals and Community Services"),
    kinds.MENTAL_HEALTH: (
        "{place} Partnership",
        "{place} and {other} Mental Health",
        "{county} and {other} Partnership",
    ),
    kinds.COMMUNITY: ("{place} Community Health", "{place} and {other} Community Services"),
    kinds.CARE_TRUST: ("{place} Health and Care",),
    kinds.AMBULANCE: ("{place} Ambulance Service", "{county} and {other} Ambulance Service"),
}


@dataclass(frozen=True)
class DemoTrust:
    code: str
    name: str
    type: str
    subtype: str
    region: str
    icb: str


@cache
def all_trusts() -> tuple[DemoTrust, ...]:
    """Every invented trust there ever was, in order of code."""
    towns = places()
    made = [trust for kind in _SUBTYPES for trust in _of_type(kind, towns)]
    stream("codes").shuffle(made)  # a code tells nothing of type or place
    return tuple(
        DemoTrust(f"IM{number:03}", *described) for number, described in enumerate(made, start=1)
    )


def _of_type(kind: str, towns: Iterator[str]) -> Iterator[tuple[str, str, str, str, str]]:
    subtypes = [subtype for subtype, count in _SUBTYPES[kind].items() for _ in range(count)]
    stream("subtypes", kind).shuffle(subtypes)
    regions = [
        region for region, n in zip(REGIONS, _BY_REGION[kind], strict=True) for _ in range(n)
    ]
    seen = dict.fromkeys(_FORMS, 0)
    for subtype, region in zip(subtypes, regions, strict=True):
        seen[subtype] += 1
        yield _describe(kind, subtype, region, seen[subtype], towns)


def _describe(
    kind: str, subtype: str, region: str, nth: int, towns: Iterator[str]
) -> tuple[str, str, str, str, str]:
    """Name, type, subtype, region and care board of the nth trust of a subtype."""
    place, other = next(towns), next(towns)
    county = _pick(counties()[region], nth)
    form = _pick(_FORMS[subtype], nth)
    if form.startswith("{county}"):
        county_wide = form.format(county=county, other=other)
        name = county_wide if "{other}" in form else f"{place} and {county_wide}"
    else:
        name = form.format(place=place, other=other)
    return f"{name} {NAME_ENDING}", kind, subtype, region, f"{county} Demo Care Board"


def _pick(options: Sequence[str], nth: int) -> str:
    return options[nth % len(options)]

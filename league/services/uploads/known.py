"""What an uploaded file is checked against: the register, the figures in force and the past."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from league import editions
from league.files.quarters import QuarterName, from_slug
from league.models import MetricValue, Quarter, ValueState
from league.rules.edition import Edition
from league.services import inputs, rights
from league.services.audit import Actor
from trusts.models import Trust

PAST_QUARTERS = 8
"""How far back a trust's own figures are looked at."""

Key = tuple[str, str]
"""ODS code and metric id."""


@dataclass(frozen=True)
class KnownTrust:
    name: str
    type: str
    subtype: str
    region: str
    opened: date | None
    closed: date | None
    successor: str
    fictional: bool


@dataclass(frozen=True)
class Known:
    """Values are of the unit that the edition has for the metric."""

    edition: Edition
    name: QuarterName
    fictional: bool
    """Whether the quarter is one of the demonstration."""
    trusts: Mapping[str, KnownTrust]
    own: frozenset[str] | None
    """Trusts that the author acts for; None: all."""
    held: inputs.Inputs
    """What is in force in the quarter."""
    past: Mapping[Key, tuple[float, ...]]
    """Reported in earlier quarters of the edition, the newest first."""
    before: Mapping[str, frozenset[str]]
    """Metrics that a trust reported in the quarter before, by code."""
    peers: Mapping[Key, tuple[float, ...]]
    """Values of all trusts of a type, by (type, metric): those in force in the quarter, or
    where there are fewer than eight those of the quarter before."""


FEW = 8


def known(*, by: Actor, slug: str) -> Known:
    """Everything in eight queries, whatever the file's length.

    Raises:
        KeyError: no edition covers the quarter's year.
    """
    name = from_slug(slug)
    edition = editions.for_financial_year(name.financial_year)
    quarter = Quarter.objects.filter(pk=slug).first()
    held = inputs.in_force(quarter) if quarter else inputs.Inputs({}, {}, {})
    past = _past(name, edition)
    types = {code: member.type for code, member in held.members.items()}
    trusts = _trusts()
    types |= {code: trust.type for code, trust in trusts.items() if code not in types}
    return Known(
        edition=edition,
        name=name,
        fictional=quarter.fictional if quarter else Quarter.objects.fictional().exists(),
        trusts=trusts,
        own=rights.own_trusts(by),
        held=held,
        past=_by_trust(past),
        before=_before(past),
        peers=_peers(held, past, types),
    )


def _trusts() -> dict[str, KnownTrust]:
    return {
        trust.ods_code: KnownTrust(
            name=trust.name,
            type=trust.type,
            subtype=trust.subtype,
            region=trust.region,
            opened=trust.opened,
            closed=trust.closed,
            successor=trust.successor_id or "",
            fictional=trust.fictional,
        )
        for trust in Trust.objects.all()
    }


Past = list[tuple[Quarter, dict[Key, float]]]


def _past(name: QuarterName, edition: Edition) -> Past:
    """Earlier quarters of the edition, newest first, each with its reported values."""
    earlier = Quarter.objects.filter(edition=edition.slug, starts__lt=name.starts)
    found: Past = []
    for quarter in earlier.newest_first()[:PAST_QUARTERS]:
        values = MetricValue.objects.in_force(quarter)
        reported = {
            (value.trust_id, value.metric): value.value
            for value in values
            if value.state == ValueState.REPORTED and value.value is not None
        }
        found.append((quarter, reported))
    return found


def _by_trust(past: Past) -> dict[Key, tuple[float, ...]]:
    gathered: dict[Key, list[float]] = defaultdict(list)
    for _, values in past:
        for key, value in values.items():
            gathered[key].append(value)
    return {key: tuple(found) for key, found in gathered.items()}


def _before(past: Past) -> dict[str, frozenset[str]]:
    gathered: dict[str, set[str]] = defaultdict(set)
    for code, metric in past[0][1] if past else ():
        gathered[code].add(metric)
    return {code: frozenset(found) for code, found in gathered.items()}


def _peers(
    held: inputs.Inputs, past: Past, types: Mapping[str, str]
) -> dict[Key, tuple[float, ...]]:
    now = {key: value.value for key, value in held.values.items() if value.value is not None}
    then = _grouped(past[0][1], types) if past else {}
    mine = _grouped(now, types)
    return {
        key: mine[key] if len(mine.get(key, ())) >= FEW else then.get(key, ())
        for key in mine.keys() | then.keys()
    }


def _grouped(values: Mapping[Key, float], types: Mapping[str, str]) -> dict[Key, tuple[float, ...]]:
    gathered: dict[Key, list[float]] = defaultdict(list)
    for (code, metric), value in values.items():
        if code in types:
            gathered[types[code], metric].append(value)
    return {key: tuple(found) for key, found in gathered.items()}

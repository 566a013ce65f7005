"""Our results beside NHS England's: agreement by kind of figure, and each difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from league.models import FigureKind, Quarter, Reconciliation
from league.reads.league_tables import shown
from league.rules.edition import Edition
from league.services.comparison import TOLERANCES

from . import wording

_TWO_DECIMALS = {
    FigureKind.METRIC_SCORE,
    FigureKind.DOMAIN_SCORE,
    FigureKind.AVERAGE,
    FigureKind.LIKELY_SCORE_LOW,
    FigureKind.LIKELY_SCORE_HIGH,
}
_LEADS = {
    True: "Each figure that NHS England published for this quarter, beside the one computed here.",
    False: (
        "Only part of this quarter can be computed from the figures at hand. That part, beside "
        "what NHS England published:"
    ),
}


@dataclass(frozen=True)
class AgreementLine:
    kind: str
    agreement: str
    """``3,812 of 3,934``."""
    share: str
    notes: str
    """How far apart still agrees, and what was not compared; empty when all is plain."""


@dataclass(frozen=True)
class Difference:
    name: str
    code: str
    href: str
    what: str
    ours: str
    published: str


@dataclass(frozen=True)
class DifferenceGroup:
    kind: str
    count: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class ReconciliationView:
    lead: str
    lines: tuple[AgreementLine, ...]
    groups: tuple[DifferenceGroup, ...]


def reconciliation_view(
    made: Reconciliation, quarter: Quarter, edition: Edition, names: Mapping[str, str]
) -> ReconciliationView:
    return ReconciliationView(
        lead=_LEADS[shown(quarter).is_computed],
        lines=tuple(_line(line) for line in made.lines),
        groups=tuple(_groups(made.differences, quarter, edition, names)),
    )


def _line(line: Mapping[str, Any]) -> AgreementLine:
    compared, agreed = line["compared"], line["agreed"]
    return AgreementLine(
        kind=FigureKind(line["kind"]).label,
        agreement=f"{wording.number(agreed)} of {wording.number(compared)}" if compared else "None",
        share=_share(agreed, compared),
        notes=_notes(line),
    )


def _share(agreed: int, compared: int) -> str:
    """Never rounded up to 100% while a figure differs."""
    if not compared:
        return "Not compared"
    share = 100 * agreed / compared
    return "100%" if agreed == compared else f"{wording.number(min(share, 99.9), 1)}%"


def _notes(line: Mapping[str, Any]) -> str:
    notes = []
    if line["compared"]:
        notes.append(_tolerance(line["kind"]))
    if line["handed_in"]:
        handed_in = wording.number(line["handed_in"])
        notes.append(f"{handed_in} more are published only as scores and taken over")
    if line["only_published"]:
        notes.append(f"{wording.number(line['only_published'])} cannot be computed here")
    if line["only_ours"]:
        notes.append(f"{wording.number(line['only_ours'])} are not published")
    return wording.sentence("; ".join(notes))


def _tolerance(kind: str) -> str:
    limit = TOLERANCES.get(kind, 0)
    if not limit:
        return "Equal to the last digit" if kind in _TWO_DECIMALS else "Equal"
    if kind in _TWO_DECIMALS:
        return f"Within {wording.score(limit)}"
    return f"Within {wording.count(int(limit), 'place')}"


def _groups(
    differences: Iterable[Mapping[str, Any]],
    quarter: Quarter,
    edition: Edition,
    names: Mapping[str, str],
) -> Iterable[DifferenceGroup]:
    by_kind: dict[str, list[Difference]] = {}
    for each in differences:
        by_kind.setdefault(each["kind"], []).append(difference(each, quarter, edition, names))
    for kind, found in by_kind.items():
        yield DifferenceGroup(
            kind=FigureKind(kind).label,
            count=wording.count(len(found), "difference"),
            differences=tuple(found),
        )


def difference(
    each: Mapping[str, Any], quarter: Quarter, edition: Edition, names: Mapping[str, str]
) -> Difference:
    """One stored difference in words; ``names`` of trusts by code."""
    code, kind = each["trust"], FigureKind(each["kind"])
    return Difference(
        name=names.get(code, code),
        code=code,
        href=reverse("trust", args=[code, quarter.slug]),
        what=_subject(each["key"], edition) or kind.label,
        ours=_figure(each["ours"], kind),
        published=_figure(each["published"], kind),
    )


def _subject(key: str, edition: Edition) -> str:
    """The metric's or the domain's name."""
    if key in edition.by_id:
        return edition.by_id[key].name
    return next((domain.name for domain in edition.domains if domain.key == key), key)


def _figure(value: float | None, kind: FigureKind) -> str:
    if value is None:
        return "None"
    if kind is FigureKind.FINANCIAL_OVERRIDE:
        return "Yes" if value else "No"
    return wording.number(value, 2 if kind in _TWO_DECIMALS else None)

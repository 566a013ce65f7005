"""A trust's scores by domain, set beside those of its type."""

from __future__ import annotations

from dataclasses import dataclass

from league import editions
from league.charts.bullet import Bullet, bullet
from league.models import DomainScore, Quarter
from league.presenters import wording
from league.presenters.charts import ChartView
from league.presenters.links import trusts_of
from league.presenters.segments import SegmentTag, segment
from league.reads.trusts import TrustInQuarter
from league.rules.edition import Better, Domain
from league.rules.peers import Peer, UnitSpread
from league.rules.positions import position, words

from .charts import chart_view
from .domain_chart import offer, quartiles, table, unit_of


@dataclass(frozen=True)
class DomainView:
    """``anchor`` is that of its metrics on the page, empty where none are listed by domain;
    ``place``, ``middle`` and ``position`` are empty where nothing is known of its peers."""

    name: str
    anchor: str
    href: str
    """Its table of all trusts of the type."""
    score: str
    segment: SegmentTag | None
    counted: str
    place: str
    position: str
    middle: str
    bar: Bullet | None
    bar_label: str


@dataclass(frozen=True)
class DomainsSection:
    domains: tuple[DomainView, ...]
    whose: str
    chart: ChartView | None


def domains_section(quarter: Quarter, found: TrustInQuarter, *, anchors: bool) -> DomainsSection:
    """``anchors`` is whether the page lists the metrics by domain."""
    scores = {row.domain: row for row in found.domains}
    told = {row.domain for row in found.metrics}
    views = tuple(
        _view(quarter, found, domain, scores.get(domain.key), anchors=anchors)
        for domain in editions.get(quarter.edition).domains
        if _is_scored(scores.get(domain.key)) or domain.key in told
    )
    made = offer(quarter, found, "")
    code = found.assignment.trust_id
    return DomainsSection(
        domains=views,
        whose=trusts_of(found.assignment.type),
        chart=chart_view(quarter, code, made) if made else None,
    )


def _is_scored(row: DomainScore | None) -> bool:
    return row is not None and row.rounded is not None


def _view(
    quarter: Quarter,
    found: TrustInQuarter,
    domain: Domain,
    row: DomainScore | None,
    *,
    anchors: bool,
) -> DomainView:
    unit = unit_of(found, domain)
    mine = unit.of(row.trust_id) if unit and row else None
    listed = anchors and any(each.domain == domain.key for each in found.metrics)
    score = None if row is None or row.rounded is None else float(row.rounded)
    whose = trusts_of(found.assignment.type)
    return DomainView(
        name=domain.name,
        anchor=f"domain-{domain.key}" if listed else "",
        href=table(quarter, found, domain) if score is not None else "",
        score="Not scored" if score is None else wording.score(score),
        segment=segment(row.segment) if row and row.segment is not None else None,
        counted=_counted(row),
        place=_place(mine, unit, whose),
        position=_position(mine, unit),
        middle=_middle(unit),
        bar=None if score is None else bullet(score, quartiles(unit)),
        bar_label=_label(score, unit, whose),
    )


def _counted(row: DomainScore | None) -> str:
    if row is None or not _is_scored(row):
        return "No metric scored"
    return wording.count(row.metrics_scored, "metric scored", "metrics scored")


def _place(mine: Peer | None, unit: UnitSpread | None, whose: str) -> str:
    if mine is None or mine.place is None or unit is None:
        return ""
    place = wording.capital(wording.joint(mine.place, shared=mine.joint))
    return f"{place} of {unit.own.reported} {whose}"


def _position(mine: Peer | None, unit: UnitSpread | None) -> str:
    if mine is None or unit is None:
        return ""
    return words(position(mine.value, unit.own, Better.LOWER))


def _middle(unit: UnitSpread | None) -> str:
    found = quartiles(unit)
    if found is None:
        return ""
    lower, median, upper = map(wording.score, found)
    return f"Median {median}, middle half {lower} to {upper}"


def _label(score: float | None, unit: UnitSpread | None, whose: str) -> str:
    if score is None:
        return ""
    middle = wording.uncapital(_middle(unit))
    beside = f"; {whose}: {middle}" if middle else ""
    return f"Score {wording.score(score)} on a scale from 1, best, to 4{beside}"

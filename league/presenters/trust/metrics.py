"""Every metric of a trust: by domain, or by what it contributes to the average."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse

from league import editions
from league.models import MetricScore, Quarter
from league.presenters import wording
from league.presenters.content import addresses
from league.presenters.hrefs import href
from league.presenters.links import Link
from league.presenters.metric_charts import METRIC
from league.reads.league_tables import shown
from league.reads.trusts import TrustInQuarter
from league.rules.edition import Edition, Metric

from .metric_rows import MetricRow, metric_rows
from .metric_trend import TrendView, trend_view
from .neighbours import NeighbourView, neighbour_views
from .peers import PeersView, peers_view

PARAMETER, ANCHOR = "metrics", "metrics"
BY_DOMAIN, BY_CONTRIBUTION = "domain", "contribution"
_ORDERS = {BY_DOMAIN: "By domain", BY_CONTRIBUTION: "By contribution, largest first"}


@dataclass(frozen=True)
class MetricView:
    """``contribution`` says why there is none; ``chart_href`` is empty where no chart is."""

    row: MetricRow
    domain: str
    contribution: str
    peers: PeersView | None
    trend: TrendView | None
    neighbours: tuple[NeighbourView, ...]
    chart_href: str

    @property
    def place(self) -> str:
        """In the pool; of older results only the place in the spread is known."""
        return self.peers.place if self.peers and self.row.scored else self.row.place


@dataclass(frozen=True)
class MetricGroup:
    """``absent`` are metrics of which nothing is known for the trust, named and no more."""

    name: str
    anchor: str
    metrics: tuple[MetricView, ...]
    absent: tuple[MetricRow, ...]
    absent_words: str


@dataclass(frozen=True)
class MetricsSection:
    """``notice`` answers an order that does not exist; ``total`` is what contributions sum to.
    ``groups`` is empty where no metric is known, and ``nothing`` says so."""

    orders: tuple[Link, ...]
    notice: str
    total: str
    by_domain: bool
    groups: tuple[MetricGroup, ...]
    nothing: str


def metrics_section(
    quarter: Quarter, found: TrustInQuarter, published: Mapping[str, str], order: str = ""
) -> MetricsSection:
    """``published`` is NHS England's score of each metric that differs; ``order`` is as asked
    for."""
    edition = editions.get(quarter.edition)
    views = tuple(_views(quarter, edition, found, published))
    summed = any(each.contribution is not None for each in found.metrics)
    chosen = order if order in _ORDERS and summed else BY_DOMAIN
    grouped = _by_domain(edition, views) if chosen == BY_DOMAIN else _by_contribution(found, views)
    return MetricsSection(
        orders=_orders(quarter, found, chosen) if summed else (),
        notice=_notice(order, chosen),
        total=_total(found) if summed else "",
        by_domain=chosen == BY_DOMAIN,
        groups=tuple(group for group in grouped if group.metrics or group.absent),
        nothing="" if found.metrics else _nothing(quarter),
    )


def _orders(quarter: Quarter, found: TrustInQuarter, chosen: str) -> tuple[Link, ...]:
    here = reverse("trust", args=[found.assignment.trust_id, quarter.slug])
    return tuple(
        Link(label, f"{here}?{PARAMETER}={order}#{ANCHOR}", current=order == chosen)
        for order, label in _ORDERS.items()
    )


def _notice(order: str, chosen: str) -> str:
    if order in ("", chosen):
        return ""
    if order in _ORDERS:
        return "Contributions are not known for this quarter. The metrics are shown by domain."
    return "There is no such order of the metrics. They are shown by domain."


def _total(found: TrustInQuarter) -> str:
    average = found.assignment.average
    if average is None:
        return ""
    return (
        "A contribution is a metric's score times its weight, divided by the sum of all weights. "
        f"All contributions add up to {wording.number(average, 4)}, the average metric score "
        f"before it is rounded to {wording.score(average)}."
    )


def _nothing(quarter: Quarter) -> str:
    return (
        f"The values of this trust's metrics for {quarter.label} are not at hand: NHS England's "
        "files give only its overall results."
    )


def _views(
    quarter: Quarter, edition: Edition, found: TrustInQuarter, published: Mapping[str, str]
) -> Iterator[MetricView]:
    def table(metric_id: str) -> str:
        return addresses.metric_table(found.assignment.type, quarter.slug, metric_id)()

    by_id = {row.metric: row for row in found.metrics}
    names = {domain.key: domain.name for domain in edition.domains}
    for domain, rows in metric_rows(edition, found.metrics, table, published).items():
        for row in rows:
            metric = edition.by_id[row.id]
            yield _view(quarter, found, metric, by_id[row.id], row, names[domain])


def _view(
    quarter: Quarter,
    found: TrustInQuarter,
    metric: Metric,
    score: MetricScore,
    row: MetricRow,
    domain: str,
) -> MetricView:
    spread = found.beside.spreads.get(metric.id)
    peers = peers_view(metric, score, spread)
    drawn = peers is not None and peers.strip is not None and score.value is not None
    return MetricView(
        row=row,
        domain=domain,
        contribution=_contribution(quarter, metric, score),
        peers=peers,
        trend=trend_view(metric, found.beside.past.get(metric.id, ())),
        neighbours=neighbour_views(metric, score, found.names, quarter.slug),
        chart_href=_chart(score.trust_id, quarter.slug, metric.id) if drawn else "",
    )


def _chart(code: str, quarter: str, metric_id: str) -> str:
    """Charts of a page differ in the metric only, so that one address is looked up for all."""
    any_metric = href("trust-chart", code, quarter, METRIC)
    return f"{any_metric.removesuffix('/')}{metric_id}/"


def _contribution(quarter: Quarter, metric: Metric, row: MetricScore) -> str:
    if row.contribution is not None:
        return wording.number(row.contribution, 4)
    if not metric.counts:
        return "None: shown only"
    if row.score is None:
        return "None: left out"
    return "Not computed" if shown(quarter).is_computed else "Not known"


def _by_domain(edition: Edition, views: tuple[MetricView, ...]) -> Iterator[MetricGroup]:
    for domain in edition.domains:
        mine = tuple(view for view in views if view.domain == domain.name)
        yield _group(domain.name, f"domain-{domain.key}", mine)


def _by_contribution(found: TrustInQuarter, views: tuple[MetricView, ...]) -> Iterator[MetricGroup]:
    known = {row.metric: row.contribution or 0.0 for row in found.metrics}
    counted = {row.metric for row in found.metrics if row.contribution is not None}
    inside = [view for view in views if view.row.id in counted]
    inside.sort(key=lambda view: -known[view.row.id])
    outside = tuple(view for view in views if view.row.id not in counted)
    yield _group("Metrics in the average, by contribution", "by-contribution", tuple(inside))
    yield _group("Metrics without a contribution", "without-contribution", outside)


def _group(name: str, anchor: str, views: tuple[MetricView, ...]) -> MetricGroup:
    absent = tuple(view.row for view in views if not view.row.applies)
    how_many = wording.count(len(absent), "metric has", "metrics have")
    return MetricGroup(
        name=name,
        anchor=anchor,
        metrics=tuple(view for view in views if view.row.applies),
        absent=absent,
        absent_words=f"{how_many} no published figure for this trust",
    )

"""Inputs of every chart: small ones by hand, and random ones for what must always hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from league.charts import (
    bridge,
    compared_trends,
    distribution,
    domain_bars,
    heatmap,
    metric_distribution,
    moved_metrics,
    ranges,
    rank_density,
    trend,
    waterfall,
)
from league.charts.chart import Chart, DomainCell, ScoredTrust
from league.charts.quantiles import quartiles
from league.charts.trend_points import Gap
from league.rules.density import Density
from tests.charts import domain_builders, movement_builders, waterfall_builders

DOMAINS = (
    heatmap.DomainColumn("access", "Access to services", "Access"),
    heatmap.DomainColumn("safety", "Patient safety", "Patient safety"),
)


def trust(code: str, score: float | None = 2.0, segment: int | None = 2) -> ScoredTrust:
    return ScoredTrust(code, f"Invented {code}", f"/trusts/{code}/", segment, score)


def ranged(
    code: str,
    score: float | None,
    low: float | None,
    high: float | None,
    *,
    segment: int | None = 2,
    rank: int | None = 1,
) -> ranges.RangedTrust:
    places = (None, None) if low is None else (1, 9)
    return ranges.RangedTrust(trust(code, score, segment), low, high, rank, *places)


def likely_ranges(
    *trusts: ranges.RangedTrust, cuts: tuple[float, ...] = (1.92, 2.32, 2.77)
) -> ranges.LikelyRanges:
    return ranges.LikelyRanges("likely-ranges", "acute trusts", cuts, trusts)


def domains(*trusts: heatmap.TrustDomains) -> heatmap.DomainsOfTrusts:
    return heatmap.DomainsOfTrusts("domains", "acute trusts", DOMAINS, trusts)


def with_cells(
    code: str, *cells: tuple[float | None, int | None], segment: int | None = 2
) -> heatmap.TrustDomains:
    made = tuple(DomainCell(score, quarter) for score, quarter in cells)
    return heatmap.TrustDomains(trust(code, 2.0, segment), f"Invented {code}", 4, made, shared=True)


def spread(*trusts: ScoredTrust, subject: str = "Patient safety") -> distribution.Distribution:
    return distribution.Distribution("domain-safety", subject, "acute trusts", trusts)


def metric(*values: float | None, **settings: Any) -> metric_distribution.MetricValues:
    trusts = tuple(
        metric_distribution.MetricTrust(
            f"Z{place}",
            f"Invented Z{place}",
            f"/trusts/Z{place}/",
            value,
            None if value is None else 2.0,
            "Not submitted" if value is None else "Reported",
        )
        for place, value in enumerate(values)
    )
    given: dict[str, Any] = {
        "name": "metric-OF0013",
        "metric": "A&E within four hours",
        "whose": "acute trusts",
        "unit": "%",
        "decimals": 1,
        "higher_is_better": True,
        "trusts": trusts,
    }
    return metric_distribution.MetricValues(**(given | settings))


def quarter(
    label: str,
    average: float | None,
    *,
    edition: str = "2025/26",
    low: float | None = None,
    high: float | None = None,
    rank: int | None = 3,
    likely: tuple[int, int] | None = None,
    revision: int = 1,
    order: int | None = None,
) -> trend.QuarterPoint:
    """``order`` is the number in the label when nothing else is said."""
    return trend.QuarterPoint(
        label,
        f"/trusts/ZA1/{label[-2:]}/",
        edition,
        int(label[1:]) if order is None else order,
        average,
        low,
        high,
        None if average is None else rank,
        rank_low=likely[0] if likely else None,
        rank_high=likely[1] if likely else None,
        peers=None if average is None else quartiles((1.5, average, 2.5, 3.0)),
        ranked=0 if average is None else 4,
        revision=revision,
    )


def history(*quarters: trend.QuarterPoint, gaps: tuple[Gap, ...] = ()) -> trend.Trend:
    return trend.Trend("trend", "Invented ZA1", "acute trusts", quarters, gaps)


def density(
    *counts: int, first: int = 1, rank: int = 2, of: int = 10, shared: bool = False
) -> rank_density.RankDensity:
    """Of these draws at the ranks from ``first`` on."""
    drawn = Density.of([0] * (first - 1) + list(counts)) or Density(1, (1,))
    low, high = drawn.between(2.5, 97.5)
    return rank_density.RankDensity(
        "rank-density", "Invented ZA1", drawn, rank, shared, of, low, high
    )


# --- Random inputs ----------------------------------------------------------------------------

SCORES = st.none() | st.integers(100, 400).map(lambda cents: cents / 100)
SEGMENTS = st.none() | st.integers(1, 5)
_QUARTERS = st.none() | st.integers(1, 4)


@st.composite
def scored_trusts(draw: st.DrawFn) -> tuple[ScoredTrust, ...]:
    pairs = draw(st.lists(st.tuples(SCORES, SEGMENTS), max_size=30))
    return tuple(trust(f"Z{n}", score, segment) for n, (score, segment) in enumerate(pairs))


@st.composite
def any_ranges(draw: st.DrawFn) -> ranges.LikelyRanges:
    made = []
    for each in draw(scored_trusts()):
        known = each.score is not None and draw(st.booleans())
        low = max(1.0, (each.score or 0) - draw(st.floats(0, 1))) if known else None
        high = min(4.0, (each.score or 0) + draw(st.floats(0, 1))) if known else None
        made.append(ranged(each.code, each.score, low, high, segment=each.segment))
    return likely_ranges(*made, cuts=draw(st.sampled_from([(), (1.92, 2.32, 2.77)])))


@st.composite
def any_domains(draw: st.DrawFn) -> heatmap.DomainsOfTrusts:
    cells = st.tuples(SCORES, _QUARTERS)
    rows = draw(st.lists(st.tuples(SEGMENTS, cells, cells), max_size=20))
    return domains(
        *(with_cells(f"Z{n}", a, b, segment=segment) for n, (segment, a, b) in enumerate(rows))
    )


def any_metric() -> st.SearchStrategy[metric_distribution.MetricValues]:
    limit = st.none() | st.floats(0, 100)
    return st.builds(
        lambda values, standard, floor, higher: metric(
            *values, standard=standard, floor=floor, higher_is_better=higher
        ),
        st.lists(st.none() | st.floats(0, 100), max_size=30),
        limit,
        limit,
        st.booleans(),
    )


def any_trend() -> st.SearchStrategy[trend.Trend]:
    def made(points: list[tuple[float | None, str]]) -> trend.Trend:
        return history(
            *(quarter(f"Q{n}", score, edition=name) for n, (score, name) in enumerate(points))
        )

    editions = st.sampled_from(["2025/26", "2026/27"])
    return st.lists(st.tuples(SCORES, editions), max_size=9).map(made)


def any_density() -> st.SearchStrategy[rank_density.RankDensity]:
    counts = st.lists(st.integers(0, 500), min_size=1, max_size=134).filter(any)
    return st.builds(
        lambda drawn, rank: density(*drawn, rank=rank, of=len(drawn)), counts, st.integers(1, 134)
    )


def any_compared_trends() -> st.SearchStrategy[compared_trends.ComparedTrends]:
    """Up to six trusts, each in some of eight quarters of two editions."""

    def line(code: str, scores: dict[int, float | None]) -> compared_trends.TrustLine:
        points = (
            quarter(f"Q{n}", scores[n], edition="2025/26" if n < 5 else "2026/27")
            for n in sorted(scores)
        )
        return compared_trends.TrustLine(f"Invented {code}", code, code, tuple(points))

    each = st.dictionaries(st.integers(1, 8), SCORES)
    return st.lists(each, max_size=compared_trends.MOST).map(
        lambda found: compared_trends.ComparedTrends(
            "trend", tuple(line(f"Z{n}", scores) for n, scores in enumerate(found))
        )
    )


def any_chart() -> st.SearchStrategy[Chart]:
    """A chart of any kind from random figures."""
    return st.one_of(
        scored_trusts().map(lambda trusts: distribution.chart(spread(*trusts))),
        any_ranges().map(ranges.chart),
        any_domains().map(heatmap.chart),
        any_metric().map(metric_distribution.chart),
        any_trend().map(trend.chart),
        any_compared_trends().map(compared_trends.chart),
        any_density().map(rank_density.chart),
        movement_builders.any_bridge().map(bridge.chart),
        movement_builders.any_moved().map(moved_metrics.chart),
        waterfall_builders.any_waterfall().map(waterfall.chart),
        domain_builders.any_domain_bars().map(domain_bars.chart),
    )


# --- What a figure shows ----------------------------------------------------------------------


def marks(chart: Chart) -> Iterator[tuple[str, Any, Any]]:
    """``(href, x, y)`` of every mark that leads somewhere, of all traces."""
    for trace in chart.figure["data"]:
        yield from zip(trace.get("customdata", ()), trace["x"], trace["y"], strict=True)


def column(chart: Chart, key: str) -> dict[str, Any]:
    """Cells of a column by the address of their row."""
    place = next(n for n, each in enumerate(chart.columns) if each.key == key)
    return {row.href: row.cells[place] for row in chart.rows}

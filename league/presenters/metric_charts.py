"""The chart of one metric's values among the trusts of a type."""

from __future__ import annotations

from collections.abc import Iterable

from league.charts import metric_distribution
from league.charts.metric_distribution import MetricTrust, MetricValues
from league.models import MetricScore, Quarter, ValueState
from league.rules.edition import Better, Metric
from league.rules.wording import figure

from .charts import Offer
from .hrefs import href
from .links import trusts_of

METRIC = "metric-"
_BAND_WORDS = {">=": "{} or more", ">": "more than {}", "<=": "{} or less", "<": "less than {}"}
_OTHER_UNIT = "Reported in another unit"


def metric_offer(
    metric: Metric,
    quarter: Quarter,
    trust_type: str,
    rows: Iterable[MetricScore],
    chosen: str = "",
) -> Offer | None:
    """``rows`` carry ``name``; ``chosen`` is the code of the trust to be marked. None where no
    value is known, only scores or nothing at all."""
    given = _values(metric, quarter, trust_type, rows, chosen)
    if all(trust.value is None for trust in given.trusts):
        return None
    return Offer(
        name=given.name,
        title=metric.name,
        finding=metric_distribution.finding(given),
        reading=metric_distribution.reading(given),
        height=metric_distribution.HEIGHT,
        make=lambda: metric_distribution.chart(given),
    )


def _values(
    metric: Metric,
    quarter: Quarter,
    trust_type: str,
    rows: Iterable[MetricScore],
    chosen: str,
) -> MetricValues:
    scoring = metric.scoring
    return MetricValues(
        name=f"{METRIC}{metric.id}",
        metric=metric.name,
        whose=trusts_of(trust_type),
        unit=figure(0, metric).removeprefix("0"),
        decimals=metric.decimals,
        higher_is_better=metric.better is Better.HIGHER,
        trusts=tuple(_trust(metric, quarter, row, chosen) for row in rows),
        standard=scoring.standard,
        floor=scoring.floor,
        borders=tuple(dict.fromkeys(band.limit for band in scoring.bands)),
        best_band=_best_band(metric),
    )


def _best_band(metric: Metric) -> str:
    """``80% or more``; empty for a metric without bands."""
    bands = metric.scoring.bands
    if not bands:
        return ""
    return _BAND_WORDS[bands[0].operator].format(figure(bands[0].limit, metric))


def _trust(metric: Metric, quarter: Quarter, row: MetricScore, chosen: str) -> MetricTrust:
    """Values in another unit than the metric's own cannot stand on its axis."""
    same = row.value is None or not row.unit or row.unit == metric.unit
    return MetricTrust(
        code=row.trust_id,
        name=getattr(row, "name", row.trust_id),
        href=href("trust", row.trust_id, quarter.slug),
        value=row.value if same else None,
        score=row.score,
        state=ValueState(row.state).label if same else _OTHER_UNIT,
        chosen=row.trust_id == chosen,
    )

"""Who stands next to a trust in the ranking that made its score of a metric."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from league.models import MetricScore
from league.presenters.hrefs import href
from league.presenters.links import Link
from league.rules.edition import Metric
from league.rules.wording import figure

_SAME = "equal as printed; NHS England ranks values before rounding"


@dataclass(frozen=True)
class NeighbourView:
    """``side`` is ``Next better`` or ``Next worse``; ``note`` may be empty."""

    side: str
    trust: Link
    value: str
    note: str


def neighbour_views(
    metric: Metric, row: MetricScore, names: Mapping[str, str], quarter: str
) -> tuple[NeighbourView, ...]:
    """The better one first; none where the trust's score is not made by rank."""
    return tuple(_views(metric, row, names, quarter))


def _views(
    metric: Metric, row: MetricScore, names: Mapping[str, str], quarter: str
) -> Iterator[NeighbourView]:
    own = None if row.value is None else figure(row.value, metric, row.unit or None)
    for side, code, value in (
        ("Next better", row.better_trust, row.better_value),
        ("Next worse", row.worse_trust, row.worse_value),
    ):
        if code and value is not None:
            shown = figure(value, metric, row.unit or None)
            trust = Link(names.get(code, code), href("trust", code, quarter))
            yield NeighbourView(side, trust, shown, _SAME if shown == own else "")

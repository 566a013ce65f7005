"""Tables of one metric or one domain: every trust of a type with its figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString

from league.models import DomainScore, MetricScore, Quarter
from league.presenters.compare_address import TRUST
from league.presenters.content.addresses import TableAddress
from league.presenters.content.figure_rows import FigureRow, domain_row, metric_row
from league.presenters.segments import segment
from league.presenters.ticks import Ticks, ticks
from league.rules.edition import Metric

from .ranked import rank_column, said, tag, trust_column, trust_link
from .sortable import SORT, SortableColumn, SortableTable


class FigureTable(SortableTable):
    """What both have; rows carry ``place`` and ``name``."""

    default_sort = "rank"

    rank = rank_column("place")
    trust = trust_column()

    class Meta:
        template_name = "tables/sortable.html"
        empty_text = "No trust has a figure here."

    def __init__(
        self,
        *args: Any,
        address: TableAddress,
        finish: Callable[[Any, bool], FigureRow],
        **kwargs: Any,
    ) -> None:
        """``finish`` puts a record into words, told whether its place is shared."""
        super().__init__(*args, address=address, **kwargs)
        self._finish, self._ticked = finish, address.parameters.get(TRUST, "")
        places = Counter(record.place for record in self.data.data)
        self._shared = frozenset(place for place, holders in places.items() if holders > 1)
        self._rows: dict[int, FigureRow] = {}

    @property
    def ticks(self) -> Ticks:
        """Trusts ticked for a comparison, as the address has them."""
        in_sight = {record.trust_id for record in self.data.data}
        view = self.address(**{TRUST: "", SORT: self.sort_parameter})
        return ticks(self._ticked, in_sight, view)

    def finished(self, record: Any) -> FigureRow:
        """The row in words, made once for all its cells."""
        if record.pk not in self._rows:
            self._rows[record.pk] = self._finish(record, record.place in self._shared)
        return self._rows[record.pk]

    def render_rank(self, record: Any) -> str:
        row = self.finished(record)
        shared = record.place in self._shared
        return said(row.rank, row.rank_words) if shared else row.rank

    def render_trust(self, record: Any) -> SafeString:
        return trust_link(self.finished(record))

    def render_score(self, record: Any) -> str:
        return self.finished(record).score

    def render_segment(self, record: Any) -> SafeString:
        return tag(self.finished(record).segment)


class MetricTable(FigureTable):
    value = SortableColumn(fields=("value",), numeric=True)
    score = SortableColumn(
        fields=("score",),
        ascending="lowest and best first",
        descending="highest and worst first",
        numeric=True,
    )
    rule = SortableColumn(
        verbose_name="How it was scored",
        fields=("rule", "place"),
        ascending="by rule",
        descending="by rule, the other way round",
    )
    segment = SortableColumn(verbose_name="Trust's segment", fields=("segment", "place"))

    def __init__(self, *args: Any, metric: Metric, quarter: Quarter, **kwargs: Any) -> None:
        def finish(record: MetricScore, shared: bool) -> FigureRow:
            return metric_row(record, metric, quarter, shared=shared)

        exclude = ("value",) if metric.unit == "score" and not metric.labels else ()
        super().__init__(*args, finish=finish, exclude=exclude, **kwargs)
        if metric.labels:  # bands have names, which stand like other words
            self.columns["value"].column.numeric = False

    def render_value(self, record: MetricScore) -> str:
        return self.finished(record).value

    def render_rule(self, record: MetricScore) -> str:
        return self.finished(record).sentence


class DomainTable(FigureTable):
    score = SortableColumn(
        verbose_name="Domain score",
        fields=("rounded",),
        ascending="lowest and best first",
        descending="highest and worst first",
        numeric=True,
    )
    domain_segment = SortableColumn(verbose_name="Domain segment", fields=("segment", "place"))
    metrics = SortableColumn(
        verbose_name="Metrics scored",
        fields=("metrics_scored",),
        ascending="fewest first",
        descending="most first",
        numeric=True,
    )
    segment = SortableColumn(verbose_name="Trust's segment", fields=("overall", "place"))

    def __init__(self, *args: Any, quarter: Quarter, **kwargs: Any) -> None:
        def finish(record: DomainScore, shared: bool) -> FigureRow:
            return domain_row(record, quarter, shared=shared)

        super().__init__(*args, finish=finish, **kwargs)

    def render_domain_segment(self, record: DomainScore) -> SafeString:
        return tag(self.finished(record).domain_segment or segment(None))

    def render_metrics(self, record: DomainScore) -> str:
        return self.finished(record).metrics

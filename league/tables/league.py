"""The league table of one trust type in one quarter."""

from __future__ import annotations

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from league.models import Quarter, SegmentAssignment
from league.presenters.league_rows import LeagueRow, league_row
from league.presenters.links import LeagueAddress

from .sortable import SortableColumn, SortableTable


class LeagueTable(SortableTable):
    """Rows are SegmentAssignments with ``previous_final`` and ``previous_rank``."""

    default_sort = "rank"

    rank = SortableColumn(
        fields=("league_rank",),
        ascending="best first",
        descending="worst first",
        numeric=True,
        sticky="rank",
    )
    trust = SortableColumn(
        fields=("name",), ascending="A to Z", descending="Z to A", sticky="trust", row_header=True
    )
    segment = SortableColumn(fields=("final", "league_rank"), wide=True)
    score = SortableColumn(
        verbose_name="Average score",
        fields=("average_score",),
        ascending="lowest and best first",
        descending="highest and worst first",
        numeric=True,
    )
    likely = SortableColumn(
        verbose_name="Likely range of rank",
        fields=("rank_low", "rank_high"),
        wide=True,
        ascending="best first",
        descending="worst first",
    )
    override = SortableColumn(
        verbose_name="Financial override",
        fields=("override_moved", "override_flagged"),
        ascending="no override first",
        descending="override first",
    )
    change = SortableColumn(
        fields=("segment_change", "rank_change"),
        ascending="most improved first",
        descending="most worsened first",
    )
    region = SortableColumn(fields=("region",), ascending="A to Z", descending="Z to A")

    class Meta:
        template_name = "tables/sortable.html"
        empty_text = "No trusts match."

    def __init__(
        self,
        *args: Any,
        address: LeagueAddress,
        quarter: Quarter,
        before: Quarter | None,
        shared_ranks: frozenset[int],
        unlikely: str,
        **kwargs: Any,
    ) -> None:
        exclude = () if before else ("change",)
        super().__init__(*args, exclude=exclude, address=address, **kwargs)
        self.league_address = address.sorted_by(self.sort_parameter)
        if before:
            self.columns["change"].column.verbose_name = f"Change since {before.label}"
        self._finish = lambda row: league_row(row, quarter, shared_ranks, unlikely)
        self._rows: dict[int, LeagueRow] = {}

    def finished(self, record: SegmentAssignment) -> LeagueRow:
        """The row in words, made once for all its cells."""
        if record.pk not in self._rows:
            self._rows[record.pk] = self._finish(record)
        return self._rows[record.pk]

    def render_rank(self, record: SegmentAssignment) -> str:
        row = self.finished(record)
        if not row.rank_words:
            return row.rank
        return format_html(
            '<span aria-hidden="true">{}</span> <span class="nhsuk-u-visually-hidden">{}</span>',
            row.rank,
            row.rank_words,
        )

    def render_trust(self, record: SegmentAssignment) -> SafeString:
        row = self.finished(record)
        return format_html(
            '<a href="{}">{}</a> <span class="app-code">{}</span>', row.href, row.name, row.code
        )

    def render_region(self, record: SegmentAssignment) -> str:
        return self.finished(record).region

    def render_segment(self, record: SegmentAssignment) -> SafeString:
        tag = self.finished(record).segment
        return format_html(
            '<strong class="nhsuk-tag nhsuk-tag--{} app-tag">{}</strong> '
            '<span class="app-tag-words">{}</span>',
            tag.colour,
            tag.label,
            tag.words,
        )

    def render_score(self, record: SegmentAssignment) -> str:
        return self.finished(record).score

    def render_likely(self, record: SegmentAssignment) -> str:
        return self.finished(record).likely

    def render_override(self, record: SegmentAssignment) -> str:
        return self.finished(record).override

    def render_change(self, record: SegmentAssignment) -> SafeString:
        row = self.finished(record)
        return format_html('{} <span class="app-detail">{}</span>', row.change, row.change_detail)

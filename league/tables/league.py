"""The league table of one trust type in one quarter."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from league.presenters import wording
from league.presenters.content import addresses
from league.presenters.league_columns import Columns
from league.presenters.league_groups import Group, by_segment, ungrouped
from league.presenters.league_rows import (
    CLOSE_MARK,
    CLOSE_WORDS,
    DomainStanding,
    LeagueRow,
    RowMaker,
)
from league.presenters.links import LeagueAddress
from league.reads.league_tables import TableRow, with_domain_score
from league.reads.quarters import ListedQuarter
from league.rules.edition import Domain

from .markup import filled
from .pictures import interval_picture
from .ranked import rank_column, said, tag, trust_column, trust_link
from .sortable import SortableColumn, SortableTable

_DETAIL = '<span class="app-detail">{}</span>'


class DomainColumn(SortableColumn):
    """A domain's score with its segment; its heading leads to the domain's own table."""

    def __init__(self, domain: Domain, short: str, href: str) -> None:
        self.domain = domain.key
        link = filled(
            '<a href="{}">Details<span class="nhsuk-u-visually-hidden">: {}</span></a>',
            href,
            domain.name,
        )
        super().__init__(
            verbose_name=short,
            fields=("domain_score", "league_rank"),
            ascending="lowest and best first",
            descending="highest and worst first",
            numeric=True,
            note=link,
        )

    def order(self, queryset: Any, is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return super().order(with_domain_score(queryset, self.domain), is_descending)

    def render(self, record: TableRow, table: LeagueTable) -> SafeString:
        found = table.domain_standing(record.trust_id, self.domain)
        return filled(f"{{}} {_DETAIL}", found.score, found.segment)


class LeagueTable(SortableTable):
    """Rows are ``TableRow`` s."""

    default_sort = "rank"

    rank = rank_column("league_rank")
    trust = trust_column()
    segment = SortableColumn(fields=("final", "league_rank"))
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
        fields=("rank_change",),
        ascending="most improved first",
        descending="most worsened first",
    )
    region = SortableColumn(fields=("region",), ascending="A to Z", descending="Z to A")
    subtype = SortableColumn(
        verbose_name="Kind of trust", fields=("subtype",), ascending="A to Z", descending="Z to A"
    )

    class Meta:
        template_name = "tables/league.html"
        empty_text = "No trusts match."

    def __init__(
        self,
        *args: Any,
        address: LeagueAddress,
        before: ListedQuarter | None,
        columns: Columns,
        domains: tuple[tuple[Domain, str], ...],
        finish: RowMaker,
        totals: Mapping[int | None, int],
        **kwargs: Any,
    ) -> None:
        """``domains`` come with their short names, ``totals`` are trusts by segment of the full
        table. Domain figures are set before the table is shown, if it shows domains."""
        self._finish, self._totals, self.before = finish, totals, before
        self._rows: dict[str, LeagueRow] = {}
        self.domain_figures: Mapping[tuple[str, str], DomainStanding] = {}
        self.shown_columns = columns
        of_domains = [
            (domain.key, DomainColumn(domain, short, _href(address, domain)))
            for domain, short in domains
        ]
        super().__init__(
            *args,
            exclude=() if before else ("change",),
            extra_columns=of_domains,
            sequence=(*columns.names, "..."),
            address=address.showing(columns.parameter),
            **kwargs,
        )
        self.league_address = address.showing(columns.parameter).sorted_by(self.sort_parameter)
        if before:
            self.columns["change"].column.verbose_name = f"Change since {before.label}"
        if finish.ranged:
            self.columns["likely"].column.note = _ends_of_axis(sum(totals.values()))
        for name in self.columns.names():
            if name not in columns.names:
                self.columns.hide(name)

    @property
    def is_grouped(self) -> bool:
        """By segment: whenever the order is that of the league."""
        return self.sorted_by.removeprefix("-") in {"rank", "segment"}

    @property
    def sorted_words(self) -> str:
        words = super().sorted_words
        return f"grouped by segment, {words}" if self.is_grouped else words

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        if not self.is_grouped:
            return ungrouped(self.lines)
        return by_segment(self.lines, self._totals, backwards=self.sorted_by.startswith("-"))

    @property
    def is_wide(self) -> bool:
        """Wider than a page: it scrolls in its own frame."""
        usual = len(self.base_columns) - 1
        return len(self.headers) > usual

    @property
    def shows_domains(self) -> bool:
        """Whether any column needs domain figures."""
        return any(isinstance(column.column, DomainColumn) for column in self.columns)

    def finished(self, record: TableRow) -> LeagueRow:
        """The row in words, made once for all its cells."""
        if record.trust_id not in self._rows:
            self._rows[record.trust_id] = self._finish(record)
        return self._rows[record.trust_id]

    def domain_standing(self, code: str, domain: str) -> DomainStanding:
        return self.domain_figures.get((code, domain)) or DomainStanding("No data", "not published")

    def render_rank(self, record: TableRow) -> str:
        row = self.finished(record)
        rank = said(row.rank, row.rank_words) if row.rank_words else row.rank
        return _marked(rank) if row.close else rank

    def render_trust(self, record: TableRow) -> SafeString:
        row = self.finished(record)
        return filled("{}{}", trust_link(row), self._likely_beside(row))

    def _likely_beside(self, row: LeagueRow) -> SafeString | str:
        """The likely range with the name: on narrow screens, where its own column is out of
        sight, and everywhere when that column is not shown."""
        if row.interval is None:
            return ""
        shown = "likely" in self.shown_columns.names
        narrow = "app-detail app-detail--narrow" if shown else "app-detail"
        return filled(' <span class="{}">likely {}</span>', narrow, row.likely)

    def render_region(self, record: TableRow) -> str:
        return self.finished(record).region

    def render_subtype(self, record: TableRow) -> str:
        return self.finished(record).subtype

    def render_segment(self, record: TableRow) -> SafeString:
        """With its words only where no heading above says them."""
        segment = self.finished(record).segment
        if self.is_grouped:
            return tag(segment)
        return filled(f"{{}} {_DETAIL}", tag(segment), segment.words)

    def render_score(self, record: TableRow) -> str:
        return self.finished(record).score

    def render_likely(self, record: TableRow) -> SafeString:
        row = self.finished(record)
        if row.interval is None:
            return filled(f"{{}} {_DETAIL}", row.likely, row.likely_detail)
        return filled("{} {}", row.likely, interval_picture(row.interval))

    def render_override(self, record: TableRow) -> str:
        return self.finished(record).override

    def render_change(self, record: TableRow) -> SafeString:
        row = self.finished(record)
        whole = '<span class="app-detail app-detail--whole">{}</span>'
        details = SafeString(" ".join(filled(whole, each) for each in row.change_details))
        return filled("{} {}", row.change, details)


def _href(address: LeagueAddress, domain: Domain) -> str:
    return addresses.domain_table(address.trust_type, address.quarter, domain.key)()


def _ends_of_axis(last: int) -> SafeString:
    """Over the pictures of likely ranges, whose cells say them in words."""
    return filled(
        '<span class="app-axis" aria-hidden="true"><span>{}</span><span>{}</span></span>',
        wording.ordinal(1),
        wording.ordinal(max(last, 1)),
    )


def _marked(rank: str) -> SafeString:
    return filled(
        '<span class="app-close" aria-hidden="true">{}</span>{}'
        '<span class="nhsuk-u-visually-hidden">, {}</span>',
        CLOSE_MARK,
        rank,
        CLOSE_WORDS,
    )

"""A table whose columns sort by links, and that says aloud how it is sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, NamedTuple, Protocol

import django_tables2 as tables
from django.db.models import F, QuerySet
from django.utils.safestring import SafeString

from league.presenters.compare_address import TRUST

from .markup import escaped, filled
from .ticking import tick

SORT = "sort"
_ROW = '<tr class="nhsuk-table__row">{}</tr>'
_SHOWN = 40
"""Letters of a wrong order that a notice repeats."""


class Address(Protocol):
    """Builds the address of a view with some parameters changed."""

    @property
    def parameters(self) -> Mapping[str, str]: ...
    def __call__(self, **changes: str) -> str: ...


class Line(NamedTuple):
    """One row, finished: a ``tr`` with its cells."""

    record: Any
    row: str


@dataclass(frozen=True)
class Header:
    """One column's heading, finished. ``aria_sort`` is empty unless sorted by it."""

    label: str
    href: str
    aria_sort: str
    hint: str
    """Said to screen readers after the label: what the link will do."""
    classes: str
    name: str
    note: SafeString | str = ""
    """What stands below the label."""


def joined(lines: Iterable[Line]) -> SafeString:
    """Rows in HTML, below one another."""
    return SafeString("\n".join(line.row for line in lines))


class SortableColumn(tables.Column):
    """Sorts by ``fields``; figures that are missing come last either way."""

    empty_values = ()
    """Every cell is rendered: a missing figure is said in words."""

    def __init__(
        self,
        *args: Any,
        fields: tuple[str, ...],
        ascending: str = "lowest first",
        descending: str = "highest first",
        numeric: bool = False,
        sticky: str = "",
        wide: bool = False,
        row_header: bool = False,
        note: SafeString | str = "",
        **kwargs: Any,
    ) -> None:
        # Cells are made from the whole record; an accessor of its own might fetch a related row.
        super().__init__(*args, accessor="pk", **kwargs)
        self.fields = fields
        self.directions = {False: ascending, True: descending}
        self.numeric, self.sticky, self.wide = numeric, sticky, wide
        self.row_header, self.note = row_header, note

    def order(self, queryset: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        terms = [_term(field, is_descending) for field in self.fields]
        return queryset.order_by(*terms, *queryset.query.order_by), True

    @property
    def heading_classes(self) -> str:
        return self._classes("nhsuk-table__header", "nhsuk-table__header--numeric")

    @property
    def cell_classes(self) -> str:
        return self._classes("nhsuk-table__cell", "nhsuk-table__cell--numeric")

    @property
    def row_heading_classes(self) -> str:
        return self._classes("nhsuk-table__header", "nhsuk-table__cell--numeric")

    def _classes(self, always: str, numeric: str) -> str:
        names = {
            always: True,
            numeric: self.numeric,
            f"app-sticky app-sticky--{self.sticky}": bool(self.sticky),
            "app-wide": self.wide,
        }
        return " ".join(name for name, wanted in names.items() if wanted)


def _term(field: str, is_descending: bool) -> Any:
    if is_descending:
        return F(field).desc(nulls_last=True)
    return F(field).asc(nulls_last=True)


class SortableTable(tables.Table):
    """``address`` builds the address of this view with some parameters changed. Records carry
    ``trust_id`` and ``name``."""

    default_sort = ""
    """The order of an address without one; it is left out of addresses."""

    def __init__(self, *args: Any, sort: str, address: Address, **kwargs: Any) -> None:
        names = {*self.base_columns, *(name for name, _ in kwargs.get("extra_columns", ()))}
        known = sort.removeprefix("-") in names.difference(kwargs.get("exclude", ()))
        self.faulty_sort = "" if known or not sort else sort
        self.sorted_by = sort if known else self.default_sort
        self.address = address
        # Rows come in the table's own order: they may have been read, and need no other query.
        order = () if self.sorted_by == self.default_sort else (self.sorted_by,)
        super().__init__(*args, order_by=order, **kwargs)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The rows in HTML. They are not left to the template and to `BoundRow`, which would go
        through its node tree, and look into the signature of the method, for each single cell."""
        makers = [self._maker(column) for column in self.columns]
        return tuple(
            Line(record, _ROW.format("".join([make(record) for make in makers])))
            for record in self.data
        )

    @property
    def body(self) -> SafeString:
        """All rows in HTML."""
        return joined(self.lines)

    def _maker(self, bound: Any) -> Callable[[Any], str]:
        """What makes the cells of a column from its `render_...` method, or its own `render`."""
        column = bound.column
        content = getattr(self, f"render_{bound.name}", None) or partial(column.render, table=self)
        if column.row_header:
            start = filled('<th scope="row" class="{}">', column.row_heading_classes)
            return lambda record: f"{start}{escaped(content(record))} {self._tick(record)}</th>"
        start = filled('<td class="{}">', column.cell_classes)
        return lambda record: f"{start}{escaped(content(record))}</td>"

    def _tick(self, record: Any) -> SafeString:
        return tick(record.trust_id, record.name, ticked=record.trust_id in self._ticked_codes)

    @cached_property
    def _ticked_codes(self) -> frozenset[str]:
        return frozenset(self.address.parameters.get(TRUST, "").split(","))

    @cached_property
    def headers(self) -> tuple[Header, ...]:
        return tuple(self._header(column) for column in self.columns)

    def _header(self, column: Any) -> Header:
        current = self.sorted_by.removeprefix("-") == column.name
        descending = current and self.sorted_by.startswith("-")
        following = f"-{column.name}" if current and not descending else column.name
        will = column.column.directions[following.startswith("-")]
        state = column.column.directions[descending]
        return Header(
            label=column.header,
            href=self.address(**{SORT: "" if following == self.default_sort else following}),
            aria_sort=("descending" if descending else "ascending") if current else "",
            hint=f" (sorted {state}) – sort {will}" if current else f" – sort {will}",
            classes=column.column.heading_classes,
            name=column.name,
            note=column.column.note,
        )

    @property
    def notices(self) -> tuple[str, ...]:
        """That it cannot be sorted as the address asks."""
        if not self.faulty_sort:
            return ()
        given = self.faulty_sort[:_SHOWN]
        return (f"This table cannot be sorted by “{given}”, so it is {self.sorted_words}.",)

    @property
    def sort_parameter(self) -> str:
        """The order as an address gives it; empty for the table's own."""
        return "" if self.sorted_by == self.default_sort else self.sorted_by

    @property
    def sorted_words(self) -> str:
        """``sorted by rank, best first``."""
        column = self.columns[self.sorted_by.removeprefix("-")]
        direction = column.column.directions[self.sorted_by.startswith("-")]
        return f"sorted by {column.header.lower()}, {direction}"

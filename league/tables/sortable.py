"""A table whose columns sort by links, and that says aloud how it is sorted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import django_tables2 as tables
from django.db.models import F, QuerySet
from django.utils.safestring import SafeString

SORT = "sort"
_SHOWN = 40
"""Letters of a wrong order that a notice repeats."""


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
        return self._classes("nhsuk-table__header--numeric")

    @property
    def cell_classes(self) -> str:
        return self._classes("nhsuk-table__cell--numeric")

    def _classes(self, numeric: str) -> str:
        names = {
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
    """``address`` builds the address of this view with some parameters changed."""

    default_sort = ""
    """The order of an address without one; it is left out of addresses."""

    def __init__(self, *args: Any, sort: str, address: Callable[..., str], **kwargs: Any) -> None:
        names = {*self.base_columns, *(name for name, _ in kwargs.get("extra_columns", ()))}
        known = sort.removeprefix("-") in names.difference(kwargs.get("exclude", ()))
        self.faulty_sort = "" if known or not sort else sort
        self.sorted_by = sort if known else self.default_sort
        self.address = address
        super().__init__(*args, order_by=(self.sorted_by,), **kwargs)

    @property
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

"""What tables of ranked trusts share: their first columns, and cells in the look of the site."""

from __future__ import annotations

from typing import Protocol

from django.utils.safestring import SafeString

from league.presenters.segments import SegmentTag

from .markup import filled
from .sortable import SortableColumn


class NamedTrust(Protocol):
    """A finished row: whose it is."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def href(self) -> str: ...


def rank_column(field: str) -> SortableColumn:
    """Places by ``field``; stays in sight where the table is scrolled sideways."""
    return SortableColumn(
        fields=(field,),
        ascending="best first",
        descending="worst first",
        numeric=True,
        sticky="rank",
    )


def trust_column() -> SortableColumn:
    """Names, which head their rows and stay in sight."""
    return SortableColumn(
        fields=("name",), ascending="A to Z", descending="Z to A", sticky="trust", row_header=True
    )


def trust_link(row: NamedTrust) -> SafeString:
    return filled(
        '<a href="{}">{}</a> <span class="app-code">{}</span>', row.href, row.name, row.code
    )


def tag(segment: SegmentTag) -> SafeString:
    return filled(
        '<strong class="nhsuk-tag nhsuk-tag--{} app-tag">{}</strong>', segment.colour, segment.label
    )


def said(shown: str, words: str) -> SafeString:
    """A sign for those who see it, its words for those who hear it."""
    return filled(
        '<span aria-hidden="true">{}</span> <span class="nhsuk-u-visually-hidden">{}</span>',
        shown,
        words,
    )

"""Finding another trust for a comparison."""

from __future__ import annotations

from functools import cached_property

import django_filters as filters

from league.reads import trusts
from trusts.models import Trust
from trusts.querysets import TrustQuerySet

from .searching import LONGEST_SEARCH, ReaderFilterSet


class AddTrustFilter(ReaderFilterSet):
    q = filters.CharFilter(
        label="Add a trust by name, code or region",
        method="search",
        max_length=LONGEST_SEARCH,
        strip=True,
    )

    class Meta:
        model = Trust
        fields: tuple[str, ...] = ()

    def search(self, _queryset: TrustQuerySet, _name: str, text: str) -> TrustQuerySet:
        return trusts.resembling(text)

    @property
    def text(self) -> str:
        """What to search for; empty when nothing or nothing usable was asked."""
        return self.state.get("q", "")

    @cached_property
    def found(self) -> tuple[Trust, ...]:
        """The trusts that match; when none does, those whose names are spelt alike. One query."""
        rows = tuple(self.qs) if self.text else ()
        return tuple(row for row in rows if getattr(row, "matches", True)) or rows

    @property
    def is_misspelt(self) -> bool:
        """Whether nothing matches, and what was found is only spelt alike."""
        return any(not getattr(row, "matches", True) for row in self.found)

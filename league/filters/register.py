"""Finding a trust in the register by name, code, region or type."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import django_filters as filters
from django.urls import reverse_lazy

from trusts.models import Trust
from trusts.querysets import TrustQuerySet
from trusts.types import TrustType

from .searching import LONGEST_SEARCH, ReaderFilterSet


class RegisterFilter(ReaderFilterSet):
    q = filters.CharFilter(
        label="Name, code or region", method="search", max_length=LONGEST_SEARCH, strip=True
    )
    type = filters.ChoiceFilter(
        label="Trust type", empty_label="All types", choices=TrustType.choices
    )
    region = filters.ChoiceFilter(label="Region", empty_label="All regions")

    class Meta:
        model = Trust
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, regions: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("region", ((region, region) for region in regions))
        self.form.fields["q"].widget.attrs["data-suggest"] = reverse_lazy("trust-suggestions")

    def search(self, queryset: TrustQuerySet, _name: str, text: str) -> TrustQuerySet:
        return queryset.resembling(text)

    @cached_property
    def found(self) -> tuple[Trust, ...]:
        """The trusts that match; when none does, those whose names are spelt alike. One query."""
        rows = tuple(self.qs)
        matching = tuple(row for row in rows if getattr(row, "matches", True))
        return matching or rows

    @property
    def is_misspelt(self) -> bool:
        """Whether nothing matches, and what was found is only spelt alike."""
        return any(not getattr(row, "matches", True) for row in self.found)

    @property
    def order(self) -> str:
        """In words, for files."""
        return "the names most like the search first" if self.is_misspelt else "sorted by name"

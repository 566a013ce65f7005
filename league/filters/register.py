"""Finding a trust in the register by name, code, region or type."""

from __future__ import annotations

import django_filters as filters

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

    class Meta:
        model = Trust
        fields: tuple[str, ...] = ()

    def search(self, queryset: TrustQuerySet, _name: str, text: str) -> TrustQuerySet:
        return queryset.matching(text)

"""Finding another trust for a comparison."""

from __future__ import annotations

from functools import cached_property

import django_filters as filters

from trusts.models import Trust

from .searching import LONGEST_SEARCH
from .trust_search import TrustSearch


class AddTrustFilter(TrustSearch):
    q = filters.CharFilter(
        label="Add a trust by name, code or region",
        method="search",
        max_length=LONGEST_SEARCH,
        strip=True,
    )

    class Meta:
        model = Trust
        fields: tuple[str, ...] = ()

    @cached_property
    def found(self) -> tuple[Trust, ...]:
        """As ever, but nobody at all where nothing is searched for."""
        return super().found if self.text else ()

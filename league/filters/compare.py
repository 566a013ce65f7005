"""Finding another trust for a comparison."""

from __future__ import annotations

import django_filters as filters

from league.models import SegmentAssignment
from league.models.results import SegmentAssignmentQuerySet

from .searching import LONGEST_SEARCH, ReaderFilterSet


class AddTrustFilter(ReaderFilterSet):
    """Among the trusts of one quarter."""

    q = filters.CharFilter(
        label="Add a trust by name or code", method="search", max_length=LONGEST_SEARCH, strip=True
    )

    class Meta:
        model = SegmentAssignment
        fields: tuple[str, ...] = ()

    def search(
        self, queryset: SegmentAssignmentQuerySet, _name: str, text: str
    ) -> SegmentAssignmentQuerySet:
        return queryset.matching(text)

    @property
    def text(self) -> str:
        """What to search for; empty when nothing or nothing usable was asked."""
        return self.state.get("q", "")

    @property
    def found(self) -> tuple[SegmentAssignment, ...]:
        return tuple(self.qs) if self.text else ()

"""Finding trusts by what somebody types: as it is, misspelt, or by some of its words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import django_filters as filters

from trusts.models import Trust
from trusts.querysets import TrustQuerySet
from trusts.searching import words

from .searching import LONGEST_SEARCH, ReaderFilterSet


class TrustSearch(ReaderFilterSet):
    """Trusts by name, former name, code or region; whole pages and suggestions search alike."""

    q = filters.CharFilter(
        label="Name, code or region", method="search", max_length=LONGEST_SEARCH, strip=True
    )

    class Meta:
        model = Trust
        fields: tuple[str, ...] = ()

    def search(self, queryset: TrustQuerySet, _name: str, text: str) -> TrustQuerySet:
        return queryset.resembling(text) if words(text) else queryset.none()

    @property
    def text(self) -> str:
        """What to search for; empty when nothing or nothing usable was asked."""
        return self.state.get("q", "")

    @cached_property
    def found(self) -> tuple[Trust, ...]:
        """The trusts that match; when none does, those whose names are spelt alike; when there
        are none either, those that share a word with the search. At most two queries."""
        rows = tuple(self.qs)
        matching = tuple(row for row in rows if getattr(row, "matches", True))
        return matching or rows or self._sharing()

    def _sharing(self) -> tuple[Trust, ...]:
        """The trusts with the most words of the search first, then those with the rarest."""
        if not self.text:
            return ()
        queryset = self.queryset
        for name, value in self.form.cleaned_data.items():
            if name != "q":
                queryset = self.filters[name].filter(queryset, value)
        return fewest_first(tuple(queryset.sharing(self.text)))

    @property
    def is_misspelt(self) -> bool:
        """Whether nothing matches, and what was found is only spelt alike."""
        return any(not getattr(row, "matches", True) for row in self.found)

    @property
    def is_partial(self) -> bool:
        """Whether nothing matches, and what was found has only some of the words."""
        return any(hasattr(row, "shared") for row in self.found)


def fewest_first(found: Sequence[Trust]) -> tuple[Trust, ...]:
    """Trusts with ``shared``, in name order: those with the most words first, then those whose
    word the fewest of them have: ``Liverpool`` says more than ``Royal``."""
    shared = {trust.pk: _shared(trust) for trust in found}
    counts = [sum(column) for column in zip(*shared.values(), strict=True)]

    def place(trust: Trust) -> tuple[int, int]:
        had = [count for count, has in zip(counts, shared[trust.pk], strict=True) if has]
        return -len(had), min(had)

    return tuple(sorted(found, key=place))


def _shared(trust: Trust) -> tuple[bool, ...]:
    return tuple(getattr(trust, "shared", ()))

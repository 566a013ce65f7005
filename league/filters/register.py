"""Finding a trust in the register by name, code, region or type."""

from __future__ import annotations

from collections.abc import Sequence
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
        """The trusts that match; when none does, those whose names are spelt alike; when there
        are none either, those that share a word with the search. At most two queries."""
        rows = tuple(self.qs)
        matching = tuple(row for row in rows if getattr(row, "matches", True))
        return matching or rows or self._sharing()

    def _sharing(self) -> tuple[Trust, ...]:
        """The trusts with the most words of the search first, then those with the rarest."""
        if not self.state.get("q"):
            return ()
        queryset = self.queryset
        for name, value in self.form.cleaned_data.items():
            if name != "q":
                queryset = self.filters[name].filter(queryset, value)
        return fewest_first(tuple(queryset.sharing(self.state["q"])))

    @property
    def is_misspelt(self) -> bool:
        """Whether nothing matches, and what was found is only spelt alike."""
        return any(not getattr(row, "matches", True) for row in self.found)

    @property
    def is_partial(self) -> bool:
        """Whether nothing matches, and what was found has only some of the words."""
        return any(hasattr(row, "shared") for row in self.found)

    @property
    def order(self) -> str:
        """In words, for files."""
        if self.is_partial:
            return "trusts with only some of the words of the search, the rarest words first"
        return "the names most like the search first" if self.is_misspelt else "sorted by name"


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

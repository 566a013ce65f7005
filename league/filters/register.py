"""The register of trusts, narrowed by type and region."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django.urls import reverse_lazy

from trusts.models import Trust
from trusts.types import TrustType

from .searching import Select
from .trust_search import TrustSearch


class RegisterFilter(TrustSearch):
    type = filters.ChoiceFilter(
        label="Trust type", empty_label="All types", choices=TrustType.choices, widget=Select
    )
    region = filters.ChoiceFilter(label="Region", empty_label="All regions", widget=Select)

    class Meta:
        model = Trust
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, regions: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("region", ((region, region) for region in regions))
        self.form.fields["q"].widget.attrs["data-suggest"] = reverse_lazy("trust-suggestions")

    @property
    def order(self) -> str:
        """In words, for files."""
        if self.is_partial:
            return "trusts with only some of the words of the search, the rarest words first"
        return "the names most like the search first" if self.is_misspelt else "sorted by name"

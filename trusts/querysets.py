"""Questions that can be asked of the Trust register."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from .models import Trust


class TrustQuerySet(models.QuerySet["Trust"]):
    def fictional(self) -> Self:
        """Invented trusts of the demonstration data."""
        return self.filter(fictional=True)

    def real(self) -> Self:
        return self.filter(fictional=False)

    def of_type(self, trust_type: str) -> Self:
        return self.filter(type=trust_type)

    def open_on(self, day: date) -> Self:
        """Opened by that day and not closed by it; an unknown date counts as open."""
        opened = Q(opened__isnull=True) | Q(opened__lte=day)
        closed = Q(closed__isnull=True) | Q(closed__gt=day)
        return self.filter(opened & closed)

    def matching(self, text: str) -> Self:
        """Those whose name, a former name, code, region or ICB has every word of the text."""
        found = self
        for word in text.split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(ods_code__iexact=word)
                | Q(region__icontains=word)
                | Q(icb__icontains=word)
                | Q(former_names__icontains=word)
            )
        return found

    def with_code(self, ods_code: str) -> Trust | None:
        """The trust of that ODS code, however it is typed."""
        return self.filter(ods_code=ods_code.strip().upper()).first()

    def in_name_order(self) -> Self:
        return self.order_by("name", "ods_code")

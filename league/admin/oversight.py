"""Other oversight of a trust."""

from __future__ import annotations

from django.contrib import admin

from league.models import OversightRecord

from .read_only import ReadOnlyAdmin


@admin.register(OversightRecord)
class OversightRecordAdmin(ReadOnlyAdmin):
    list_display = ["trust_id", "kind", "value", "valid_from", "valid_to", "source"]
    list_filter = ["kind"]
    search_fields = ["trust__ods_code", "trust__name", "value"]

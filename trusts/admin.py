"""The register, to be looked at: what is handed in keeps it up to date."""

from __future__ import annotations

from django.contrib import admin

from .models import Trust


@admin.register(Trust)
class TrustAdmin(admin.ModelAdmin):
    actions = None
    list_display = ["ods_code", "name", "type", "subtype", "region", "closed", "fictional"]
    list_filter = ["type", "region", "fictional"]
    search_fields = ["ods_code", "name", "former_names"]

    def has_add_permission(self, *_: object) -> bool:
        return False

    def has_change_permission(self, *_: object) -> bool:
        return False

    def has_delete_permission(self, *_: object) -> bool:
        return False

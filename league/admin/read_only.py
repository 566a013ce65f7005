"""The admin site shows what is stored; it changes nothing, because services do."""

from __future__ import annotations

from django.contrib import admin


class ReadOnlyAdmin(admin.ModelAdmin):
    """To be looked at, by those who may view the model."""

    actions = None
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, *_: object) -> bool:
        return False

    def has_change_permission(self, *_: object) -> bool:
        return False

    def has_delete_permission(self, *_: object) -> bool:
        return False

"""The admin site shows what is stored; it changes nothing, because services do."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest


class ReadOnlyAdmin(admin.ModelAdmin):
    """To be looked at, by those who may view the model."""

    actions = None
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest, *_: object) -> bool:
        del request
        return False

    def has_change_permission(self, *_: object) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, *_: object) -> bool:
        del request
        return False

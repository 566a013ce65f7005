"""The admin site shows what is stored; it changes nothing, because services do."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from league.services.rights import Right


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

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What was done to the row, as the audit trail has it; nothing is logged elsewhere."""
        del extra_context
        if not request.user.has_perm(Right.READ_AUDIT):
            raise PermissionDenied
        asked = urlencode({"subject_type": self.opts.object_name or "", "subject_id": object_id})
        return HttpResponseRedirect(f"{reverse('admin:league_auditevent_changelist')}?{asked}")

"""Who did what."""

from __future__ import annotations

from django.contrib import admin

from league.models import AuditEvent

from .read_only import ReadOnlyAdmin


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    list_display = ["at", "actor_name", "action", "subject_type", "subject_id"]
    list_filter = ["action", "subject_type"]
    search_fields = ["actor_name", "subject_id", "request_id"]

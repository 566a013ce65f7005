"""Who did what, when, from what to what: searched, read and taken away, never changed."""

from __future__ import annotations

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.urls import URLPattern, path

from league.models import AuditEvent
from league.presenters.audit import audit_book, changes
from league.views.downloads_files import answered

from .read_only import ReadOnlyAdmin


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    change_list_template = "admin/league/auditevent/change_list.html"
    date_hierarchy = "at"
    list_display = ["at", "actor_name", "action", "subject_type", "subject_id"]
    list_filter = ["at", "action", "subject_type"]
    search_help_text = (
        "Search by person, action, subject or request. Several words must all be found."
    )
    search_fields = [
        *("actor_name", "actor__username", "action", "subject_type", "subject_id"),
        "request_id",
    ]
    fields = ("at", "actor_name", "actor", "action", "subject", "what_changed", "request_id")
    readonly_fields = fields

    @admin.display(description="subject")
    def subject(self, row: AuditEvent) -> str:
        return f"{row.subject_type} {row.subject_id}"

    @admin.display(description="from what to what")
    def what_changed(self, row: AuditEvent) -> str:
        return render_to_string("admin/league/auditevent/changes.html", {"rows": changes(row)})

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Subjects are asked for by other pages: what was done to a trust."""
        return lookup == "subject_id" or super().lookup_allowed(lookup, value, request)

    def get_urls(self) -> list[URLPattern]:
        export = path(
            "export.csv", self.admin_site.admin_view(self.export), name="league_auditevent_export"
        )
        return [export, *super().get_urls()]

    def export(self, request: HttpRequest) -> HttpResponseBase:
        """All events of the list as it is searched and filtered, as CSV."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        listed = self.get_changelist_instance(request).get_queryset(request)
        events = listed.select_related("actor").iterator(chunk_size=500)
        return answered(
            request, audit_book(events), ending="csv", name="audit-trail", streamed=True
        )

"""Oversight records by file: chosen, looked at, confirmed; and taken away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from league.models import OversightRecord
from league.presenters.oversight_file import oversight_book
from league.services import oversight_files, rights
from league.services.audit import Actor
from league.services.oversight_resource import COLUMNS
from league.services.refusals import RefusedError
from league.services.rights import Right
from league.views.downloads_files import answered

from .acting import ActingAdmin, actor_of

_SALT = "oversight-rows"
_LASTS = 8 * 60 * 60
"""Seconds for which rows that were looked at can be confirmed."""


class FileForm(forms.Form):
    file = forms.FileField(
        label="File",
        help_text="CSV, Excel (.xlsx) or OpenDocument (.ods). Its first row names the columns: "
        f"{', '.join(COLUMNS)}. Begin with the file that this page exports.",
        error_messages={"empty": "The file is empty: choose the file that holds the records."},
    )


class ByFile(ActingAdmin):
    """Pages beside the list of oversight records."""

    change_list_template = "admin/league/oversightrecord/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        def page(address: str, view: Any, name: str) -> URLPattern:
            named = f"league_oversightrecord_{name}"
            return path(address, self.admin_site.admin_view(view), name=named)

        return [
            page("import/", self.choose, "import"),
            page("import/confirm/", self.confirm, "confirm"),
            page("export.<slug:ending>", self.export, "export"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        told = {"may_import": self.has_add_permission(request)}
        return super().changelist_view(request, {**(extra_context or {}), **told})

    def choose(self, request: HttpRequest) -> HttpResponse:
        """The form; and when a file is sent, what its rows would do."""
        by = self._keeper(request)
        form = FileForm(request.POST or None, request.FILES or None)
        context: dict[str, Any] = {"form": form}
        if form.is_valid():
            given = form.cleaned_data["file"]
            try:
                rows = oversight_files.read(by=by, name=given.name or "", data=given.read())
                effect = oversight_files.preview(by=by, rows=rows)
                context |= {
                    "effect": effect,
                    "rows": signing.dumps(rows, salt=_SALT, compress=True),
                }
            except RefusedError as refusal:
                form.add_error("file", str(refusal))
        return self._page(request, context)

    def confirm(self, request: HttpRequest) -> HttpResponse:
        by = self._keeper(request)
        try:
            given = request.POST.get("rows", "")
            rows = _rows(signing.loads(given, salt=_SALT, max_age=_LASTS))
            effect = oversight_files.apply(by=by, rows=rows)
        except signing.BadSignature:
            messages.error(request, "Choose the file again: it was looked at too long ago.")
        except RefusedError as refusal:
            messages.error(request, f"{refusal} Choose the file again to see all of it.")
        else:
            messages.success(
                request, f"{effect.acting} of {len(effect.lines)} rows changed records."
            )
            return HttpResponseRedirect(self.address("changelist"))
        return HttpResponseRedirect(self.address("import"))

    def export(self, request: HttpRequest, ending: str) -> HttpResponseBase:
        """The list as it is searched and filtered, in the layout that can be handed back."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if ending not in ("csv", "xlsx"):
            raise Http404
        listed = self.get_changelist_instance(request).get_queryset(request)
        return answered(request, oversight_book(listed), ending=ending, name="oversight-records")

    def _keeper(self, request: HttpRequest) -> Actor:
        by = actor_of(request)
        if not rights.may(by=by, right=Right.KEEP_OVERSIGHT):
            raise PermissionDenied
        return by

    def _page(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        context |= {
            **self.admin_site.each_context(request),
            "opts": OversightRecord._meta,
            "title": "Oversight records by file",
            "columns": COLUMNS,
        }
        return TemplateResponse(request, "admin/league/oversightrecord/import.html", context)


def _rows(given: Iterable[Any]) -> list[oversight_files.Row]:
    return [(at, tuple(cells)) for at, cells in given]

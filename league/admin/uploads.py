"""Handing in figures: a file or a form, what was found, its effect, and the word that it counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from league.models import Upload, UploadKind
from league.models.uploads import UploadQuerySet
from league.presenters.uploads.grid_page import cells, grid_page
from league.presenters.uploads.upload_page import upload_page
from league.reads import uploads as reads
from league.services import rights
from league.services.refusals import RefusedError
from league.services.rights import Right
from league.services.uploads import evaluating, handing_in
from league.services.uploads.grid import as_file
from league.services.uploads.last_figures import last_figures
from league.services.uploads.previewing import as_seen

from .acting import actor_of
from .signed_out import by_button, kept_fields
from .upload_files import UploadFiles
from .upload_forms import FileForm, GridStartForm, TemplateForm


@admin.register(Upload)
class UploadAdmin(UploadFiles):
    list_display = ["name", "quarter", "state", "author_name", "received_at", "rows_total"]
    list_filter = ["state", "quarter"]
    search_fields = ["name", "note", "author_name", "sha256"]

    def has_add_permission(self, request: HttpRequest, *_: object) -> bool:
        return rights.may(by=actor_of(request), right=Right.HAND_IN)

    def get_queryset(self, request: HttpRequest) -> UploadQuerySet:
        by = actor_of(request)
        return reads.visible_uploads(request.user.pk or 0, rights.own_trusts(by))

    def get_urls(self) -> list[URLPattern]:
        def page(address: str, view: Any, name: str) -> URLPattern:
            return path(address, self.admin_site.admin_view(view), name=f"league_upload_{name}")

        return [
            path("add/", kept_fields(self.admin_site, self.start), name="league_upload_add"),
            path("grid/", kept_fields(self.admin_site, self.grid), name="league_upload_grid"),
            page("template/", self.template, "template"),
            page("<uuid:pk>/original/", self.original, "original"),
            page("<uuid:pk>/found.<slug:ending>", self.marked, "marked"),
            page("<uuid:pk>/findings.<slug:ending>", self.findings, "findings"),
            page("<uuid:pk>/confirm/", by_button(self.confirm, self._of), "confirm"),
            page("<uuid:pk>/discard/", by_button(self.discard, self._of), "discard"),
            *super().get_urls(),
        ]

    # --- Start ----------------------------------------------------------------------------------
    def start(self, request: HttpRequest, kept: Mapping[str, str]) -> HttpResponse:
        """``kept`` is what was typed before the reader was signed out; a file cannot be kept."""
        by = self._may_hand_in(request)
        posted = request.method == "POST"
        form = FileForm(request.POST, request.FILES) if posted else FileForm(initial=dict(kept))
        if posted and form.is_valid():
            given = form.cleaned_data
            made = self._receive(request, form, given["file"], given["quarter"], given["note"])
            if made:
                return HttpResponseRedirect(self._address(made))
        own = rights.own_trusts(by)
        context = self._context(request, "Hand in figures") | {
            "form": form,
            "grid_form": GridStartForm(own),
            "template_form": TemplateForm(own),
            "is_restored": bool(kept),
            "is_unbound": own == frozenset(),
            "is_register_empty": reads.is_register_empty(),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/league/upload/start.html", context)

    def _receive(
        self, request: HttpRequest, form: forms.Form, file: UploadedFile, quarter: str, note: str
    ) -> Upload | None:
        return self._take(
            request, form, name=file.name or "", data=file.read(), quarter=quarter, note=note
        )

    def _take(
        self, request: HttpRequest, form: forms.Form, *, kind: str = UploadKind.FILE, **given: Any
    ) -> Upload | None:
        """The upload, checked or being checked; None when it was refused, which the form says."""
        by = actor_of(request)
        try:
            made = handing_in.receive(
                by=by, kind=kind, fictional=reads.is_fictional(given["quarter"]), **given
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
            return None
        evaluating.check(by=by, upload=made)
        return made

    # --- The form to type into ------------------------------------------------------------------
    def grid(self, request: HttpRequest, kept: Mapping[str, str]) -> HttpResponseBase:
        """``kept`` is what was typed before the reader was signed out."""
        by = self._may_hand_in(request)
        start = GridStartForm(rights.own_trusts(by), request.GET)
        if not start.is_valid():
            messages.error(request, "Choose a quarter and one of your trusts.")
            return HttpResponseRedirect(self._named("add"))
        trust, slug = start.cleaned_data["trust"], start.cleaned_data["quarter"]
        figures = last_figures(slug=slug, codes=[trust.pk])
        form = forms.Form()
        if request.method == "POST":
            name, data = as_file(trust.pk, cells(figures, trust, request.POST))
            form = forms.Form(request.POST)
            form.is_valid()
            note = request.POST.get("note", "")
            made = self._take(
                request, form, kind=UploadKind.GRID, name=name, data=data, quarter=slug, note=note
            )
            if made:
                return HttpResponseRedirect(self._address(made))
        typed = request.POST.dict() if request.method == "POST" else kept
        page = grid_page(figures, trust, typed)
        context = self._context(request, page.title) | {"page": page, "form": form}
        return TemplateResponse(request, "admin/league/upload/grid.html", context)

    # --- One upload -----------------------------------------------------------------------------
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        del form_url, extra_context
        if request.method == "POST":  # nothing is edited here: services act, on pages of their own
            raise PermissionDenied
        upload = self._upload(request, object_id)
        evaluating.resume(by=actor_of(request), upload=upload)
        upload.refresh_from_db()
        preview = as_seen(by=actor_of(request), preview=upload.preview)
        page = upload_page(upload, own=upload.author_id == request.user.pk, preview=preview)
        context = self._context(request, page.title) | {"page": page, "original": upload}
        return TemplateResponse(request, "admin/league/upload/upload.html", context)

    def confirm(self, request: HttpRequest, pk: object) -> HttpResponse:
        upload, by = self._upload(request, pk), self._may_hand_in(request)
        try:
            ticked, kinds = request.POST.getlist("accept"), request.POST.getlist("accept-kind")
            if ticked or kinds:
                handing_in.accept(by=by, upload=upload, warnings=ticked, kinds=kinds)
            digest = request.POST.get("digest", "")
            done = handing_in.confirm(by=by, upload=upload, digest=digest)
        except RefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            if done.submission is None:
                messages.warning(
                    request,
                    "The quarter changed since you looked, so nothing was applied. Here is what "
                    "your figures would do now: look again, and confirm.",
                )
            else:
                number, quarter = done.submission.number, upload.quarter.label
                messages.success(request, f"Submission {number} of {quarter} counts now.")
        return HttpResponseRedirect(self._address(upload))

    def discard(self, request: HttpRequest, pk: object) -> HttpResponse:
        upload, by = self._upload(request, pk), self._may_hand_in(request)
        try:
            handing_in.discard(by=by, upload=upload)
            messages.success(request, f"{upload.name} was discarded.")
        except RefusedError as refusal:
            messages.error(request, str(refusal))
        return HttpResponseRedirect(self._address(upload))

    # --- Helpers --------------------------------------------------------------------------------
    def _of(self, pk: object) -> str:
        return self._named("change", pk)

    def _address(self, upload: Upload) -> str:
        return self._named("change", upload.pk)

    def _context(self, request: HttpRequest, title: str) -> dict[str, Any]:
        return {**self.admin_site.each_context(request), "opts": self.opts, "title": title}

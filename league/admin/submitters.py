"""Who hands in for which trust: bound and released here, never edited as rows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path

from league.models import TrustSubmitter
from league.services import people
from league.services.audit import Actor
from league.services.rights import Right

from .acting import ActingAdmin, actor_of
from .trust_forms import BindForm


@admin.register(TrustSubmitter)
class TrustSubmitterAdmin(ActingAdmin):
    right_to_add = Right.KEEP_REGISTER
    change_form_template = "admin/acting_change_form.html"
    list_display = ["user", "trust", "since", "granted_by_name"]
    list_select_related = ["user", "trust"]
    ordering = ["user__username", "trust"]
    search_fields = ["user__username", "trust__ods_code", "trust__name"]

    def get_urls(self) -> list[URLPattern]:
        release = path(
            "<int:pk>/release/",
            self.admin_site.admin_view(self.release),
            name="league_trustsubmitter_release",
        )
        return [release, *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        steps = []
        if self.has_add_permission(request):
            steps = [("Release", self.address("release", object_id))]
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), "steps": steps}
        )

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        del form_url, extra_context
        by, form = self._keeper(request), BindForm(request.POST or None)

        def act() -> str:
            name, codes = form.cleaned_data["person"].get_username(), form.codes()
            people.make_submitter(by=by, username=name, trusts=codes, password=None)
            return f"{name} hands in for {', '.join(codes).upper()}."

        return self.step(request, None, form, act, "Bind a person to trusts")

    def release(self, request: HttpRequest, pk: int) -> HttpResponse:
        by = self._keeper(request)
        row = get_object_or_404(self.get_queryset(request), pk=pk)
        form = forms.Form(request.POST if request.method == "POST" else None)

        def act() -> str:
            people.release(by=by, binding=row)
            return f"{row.user} hands in for {row.trust_id} no more."

        return self.step(request, row, form, act, "Release this person")

    def _keeper(self, request: HttpRequest) -> Actor:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return actor_of(request)

"""The register: trusts are added, renamed, closed, merged and reopened; none is ever deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path

from league.services import registering, rights
from league.services.audit import Actor
from league.services.rights import Right
from trusts.models import Trust

from .acting import ActingAdmin, actor_of
from .trust_forms import CloseForm, DetailsForm, MergeForm, NewTrustForm, ReopenForm

_DETAILS = ("name", "type", "subtype", "region", "icb", "opened")


@admin.register(Trust)
class TrustAdmin(ActingAdmin):
    right_to_add = Right.KEEP_REGISTER
    change_form_template = "admin/acting_change_form.html"
    list_display = ["ods_code", "name", "type", "subtype", "region", "closed", "successor"]
    list_filter = ["type", "region", ("closed", admin.EmptyFieldListFilter), "fictional"]
    list_select_related = ["successor"]
    search_fields = ["ods_code", "name", "former_names"]

    def get_urls(self) -> list[URLPattern]:
        def page(name: str, view: Any) -> URLPattern:
            named = f"{self.opts.app_label}_{self.opts.model_name}_{name}"
            return path(f"<slug:pk>/{name}/", self.admin_site.admin_view(view), name=named)

        return [
            page("details", self.details),
            page("close", self.close),
            page("merge", self.merge),
            page("reopen", self.reopen),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        steps = self._steps(actor_of(request), row) if row else []
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), "steps": steps}
        )

    def _steps(self, by: Actor, row: Trust) -> list[tuple[str, str]]:
        """Labels and addresses of what can be done with the trust, and by this person."""
        steps = []
        if rights.may(by=by, right=Right.KEEP_REGISTER):
            named = [("Change its details", "details")]
            if row.closed:
                named += [("Reopen this trust", "reopen")]
            else:
                named += [("Merge into another", "merge"), ("Close this trust", "close")]
            steps = [(label, self.address(name, row.pk)) for label, name in named]
        return steps

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        del form_url, extra_context
        by, form = self._keeper(request), NewTrustForm(request.POST or None)

        def act() -> str:
            code = form.cleaned_data["code"]
            return f"{registering.add(by=by, code=code, details=form.details())} was added."

        return self.step(request, None, form, act, "Add a trust")

    def details(self, request: HttpRequest, pk: str) -> HttpResponse:
        by, row = self._opened(request, pk)
        held = {field: getattr(row, field) for field in _DETAILS}
        form = DetailsForm(request.POST or None, initial=held)

        def act() -> str:
            return f"{registering.change(by=by, trust=row, details=form.details())} was changed."

        return self.step(request, row, form, act, "Change its details")

    def close(self, request: HttpRequest, pk: str) -> HttpResponse:
        by, row = self._opened(request, pk)
        form = CloseForm(request.POST or None)

        def act() -> str:
            made = registering.close(by=by, trust=row, **form.cleaned_data)
            return f"{made} closed on {made.closed:%-d %B %Y}."

        return self.step(request, row, form, act, "Close this trust")

    def merge(self, request: HttpRequest, pk: str) -> HttpResponse:
        by, row = self._opened(request, pk)
        form = MergeForm(row, request.POST or None)

        def act() -> str:
            made = registering.merge(by=by, trust=row, **form.cleaned_data)
            return f"{made} merged into {made.successor} on {made.closed:%-d %B %Y}."

        return self.step(request, row, form, act, "Merge into another trust")

    def reopen(self, request: HttpRequest, pk: str) -> HttpResponse:
        by, row = self._opened(request, pk)
        form = ReopenForm(request.POST or None)

        def act() -> str:
            return f"{registering.reopen(by=by, trust=row, **form.cleaned_data)} is open again."

        return self.step(request, row, form, act, "Reopen this trust")

    def _opened(self, request: HttpRequest, pk: str) -> tuple[Actor, Trust]:
        """Who keeps the register, and the trust. Raises PermissionDenied and Http404."""
        return self._keeper(request), get_object_or_404(self.get_queryset(request), pk=pk)

    def _keeper(self, request: HttpRequest) -> Actor:
        if not self.has_add_permission(request):
            raise PermissionDenied
        return actor_of(request)

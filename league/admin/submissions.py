"""What was handed in: each submission with its file, its effect, and the way to take it back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from league.models import (
    MetricValue,
    PublishedFigure,
    QuarterTrust,
    Submission,
    SubmittedFile,
    Upload,
)
from league.models.submissions import SubmissionQuerySet
from league.presenters.history.difference import difference_view
from league.presenters.history.submission_page import submission_page
from league.reads import history
from league.services import rights, withdrawing
from league.services.audit import Actor
from league.services.refusals import RefusedError
from league.services.rights import Right
from league.services.uploads.previewing import as_seen

from .acting import actor_of
from .quarter_forms import WithdrawForm
from .read_only import ReadOnlyAdmin
from .signed_out import kept_fields


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "origin", "state", "author_name", "received_at", "reason"]
    list_filter = ["state", "origin", "quarter"]
    search_fields = ["author_name", "reason"]

    def has_view_permission(self, request: HttpRequest, obj: Submission | None = None) -> bool:
        """Who hands in sees what became of it."""
        by = actor_of(request)
        return super().has_view_permission(request, obj) or rights.may(
            by=by, right=Right.SEE_UPLOADS
        )

    def get_queryset(self, request: HttpRequest) -> SubmissionQuerySet:
        by = actor_of(request)
        return history.visible_submissions(request.user.pk or 0, rights.own_trusts(by))

    def get_urls(self) -> list[URLPattern]:
        withdraw = kept_fields(self.admin_site, self.withdraw)
        mine = path("<int:pk>/withdraw/", withdraw, name="league_submission_withdraw")
        return [mine, *super().get_urls()]

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
        by, held = actor_of(request), self._submission(request, object_id)
        upload = Upload.objects.filter(submission=held).first()
        page = submission_page(
            held,
            upload=upload,
            preview=as_seen(by=by, preview=upload.preview) if upload else {},
            sees_quarter=request.user.has_perm("league.view_quarter"),
            why_not=_why_not(by, held),
        )
        return self._render(request, "submission", page.title, original=held, page=page)

    def withdraw(self, request: HttpRequest, pk: int, kept: Mapping[str, str]) -> HttpResponse:
        """What would be restored, and the word that it shall be."""
        by, held = actor_of(request), self._submission(request, pk)
        if not rights.may(by=by, right=Right.WITHDRAW):
            raise PermissionDenied
        form = WithdrawForm(request.POST if request.method == "POST" else None, initial=dict(kept))
        if form.is_valid():
            made = self._withdrawn(request, by, held, form)
            if made:
                return HttpResponseRedirect(_address(made))
        try:
            found = withdrawing.preview(by=by, submission=held)
        except RefusedError as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(_address(held))
        return self._render(
            request,
            "withdraw",
            f"Withdraw {held}",
            original=held,
            page=difference_view(held.quarter, found, ("Now", "Restored")),
            form=form,
            back=_address(held),
        )

    def _withdrawn(
        self, request: HttpRequest, by: Actor, held: Submission, form: WithdrawForm
    ) -> Submission | None:
        """The new submission; None when it was refused, which the form says."""
        try:
            done = withdrawing.withdraw(by=by, submission=held, reason=form.cleaned_data["reason"])
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
            return None
        messages.success(request, f"{held} is withdrawn: {done.submission} restored its figures.")
        return done.submission

    def _submission(self, request: HttpRequest, pk: object) -> Submission:
        """One that the reader may see. Raises Http404 and PermissionDenied."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = self.get_object(request, str(pk))
        if found is None:
            raise Http404("There is no such submission among those that you may see.")
        return found

    def _render(self, request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponse:
        context |= {**self.admin_site.each_context(request), "opts": self.opts, "title": title}
        return TemplateResponse(request, f"admin/league/submission/{name}.html", context)


def _why_not(by: Actor, held: Submission) -> str:
    """Why it cannot be withdrawn, or not by them; empty when it can."""
    try:
        withdrawing.allow(by=by, submission=held)
    except RefusedError as refusal:
        return str(refusal)
    return ""


def _address(held: Submission) -> str:
    return reverse("admin:league_submission_change", args=[held.pk])


@admin.register(SubmittedFile)
class SubmittedFileAdmin(ReadOnlyAdmin):
    list_display = ["name", "submission", "rows", "size", "sha256"]
    list_filter = ["submission__quarter"]
    list_select_related = ["submission"]
    search_fields = ["name", "sha256"]


@admin.register(QuarterTrust)
class QuarterTrustAdmin(ReadOnlyAdmin):
    list_display = ["trust_id", "name", "type", "subtype", "region", "submission"]
    list_filter = ["submission__quarter", "type"]
    list_select_related = ["submission"]
    search_fields = ["name", "trust__ods_code"]


@admin.register(MetricValue)
class MetricValueAdmin(ReadOnlyAdmin):
    list_display = ["trust_id", "metric", "value", "unit", "state", "period", "submission"]
    list_filter = ["submission__quarter", "state"]
    list_select_related = ["submission"]
    search_fields = ["metric", "trust__ods_code", "trust__name"]


@admin.register(PublishedFigure)
class PublishedFigureAdmin(ReadOnlyAdmin):
    list_display = ["trust_id", "kind", "key", "value", "submission"]
    list_filter = ["submission__quarter", "kind"]
    list_select_related = ["submission"]
    search_fields = ["key", "trust__ods_code", "trust__name"]

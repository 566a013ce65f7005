"""A quarter's history, and the word by which readers see a new state of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe

from league.models import Assessment, Quarter
from league.presenters.history.difference import difference_view
from league.presenters.history.quarter_page import address, history_page, local
from league.presenters.history.verification import verification
from league.reads import history
from league.reads.history import QuarterHistory
from league.services import assessments, comparing, embargo, publishing, rights
from league.services.audit import Actor
from league.services.refusals import RefusedError
from league.services.rights import Right

from .acting import actor_of
from .quarter_forms import CompareForm, PublishForm
from .read_only import ReadOnlyAdmin
from .signed_out import by_button, kept_fields

_PAGES = "admin/league/quarter"


@admin.register(Quarter)
class QuarterAdmin(ReadOnlyAdmin):
    list_display = ["label", "edition", "starts", "ends", "current_revision", "fictional"]
    list_filter = ["edition", "fictional"]
    list_select_related = ["current_revision"]

    def get_urls(self) -> list[URLPattern]:
        def page(route: str, view: Any, name: str) -> URLPattern:
            return path(route, self.admin_site.admin_view(view), name=f"league_quarter_{name}")

        publish = kept_fields(self.admin_site, self.publish)
        return [
            page("<quarter:slug>/compare/", require_safe(self.compare), "compare"),
            page(
                "<quarter:slug>/assessments/<int:number>/again/",
                by_button(self.verify, _page_of),
                "verify",
            ),
            path("<quarter:slug>/publish/", publish, name="league_quarter_publish"),
            page(
                "<quarter:slug>/plans/<int:pk>/cancel/", by_button(self.cancel, _page_of), "cancel"
            ),
            *super().get_urls(),
        ]

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
        by, held = actor_of(request), self._history(request, object_id)
        page = history_page(
            held,
            may_publish=rights.may(by=by, right=Right.PUBLISH),
            may_see_drafts=_sees_all_drafts(by),
        )
        numbers = [each.number for each in held.assessments]
        form = CompareForm(numbers, initial={"earlier": page.earlier, "later": page.later})
        return self._render(request, "quarter", page.title, held, page=page, form=form)

    def compare(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Any two assessments, also those that nobody published."""
        held = self._history(request, slug)
        if not _sees_all_drafts(actor_of(request)):
            raise PermissionDenied
        form = CompareForm([each.number for each in held.assessments], request.GET)
        if not form.is_valid():
            messages.error(request, "Choose two assessments of this quarter.")
            return HttpResponseRedirect(address("change", held.quarter))
        one, other = form.cleaned_data["earlier"], form.cleaned_data["later"]
        try:
            found = comparing.compare(
                earlier=held.assessment(one), later=_of(held.assessment(other))
            )
        except RefusedError as refusal:
            return self._back(request, held, refusal)
        columns = (f"Assessment {one}", f"Assessment {other}")
        view = difference_view(held.quarter, found, columns)
        title = f"Assessment {other} beside assessment {one}"
        return self._render(request, "compare", title, held, page=view, form=form)

    def verify(self, request: HttpRequest, slug: str, number: int) -> HttpResponse:
        """Compute a past state again, and say whether it is identical."""
        held = self._history(request, slug)
        try:
            page = verification(assessments.again(_of(held.assessment(number))))
        except RefusedError as refusal:
            return self._back(request, held, refusal)
        return self._render(request, "verify", page.title, held, page=page)

    # --- Publishing -----------------------------------------------------------------------------
    def publish(self, request: HttpRequest, slug: str, kept: Mapping[str, str]) -> HttpResponse:
        """What readers would see change, and the word that they shall, now or at a moment."""
        by, held = self._publisher(request, slug)
        newest, shown = held.newest, held.shown
        if newest is None or newest == shown:
            messages.warning(request, f"{held.quarter.label} has nothing that is not published.")
            return HttpResponseRedirect(address("change", held.quarter))
        form = PublishForm(request.POST if request.method == "POST" else None, initial=dict(kept))
        if form.is_valid() and self._published(request, by, held, form):
            return HttpResponseRedirect(address("change", held.quarter))
        try:
            found = comparing.compare(earlier=shown, later=newest)
        except RefusedError as refusal:
            return self._back(request, held, refusal)
        return self._render(
            request,
            "publish",
            f"Publish {held.quarter.label}",
            held,
            page=difference_view(held.quarter, found, ("Readers see", "They would see")),
            form=form,
            previewed=newest.number,
            revision=len(held.revisions) + 1,
            waiting=[plan for plan in held.plans if plan.state == "waiting"],
        )

    def _published(
        self, request: HttpRequest, by: Actor, held: QuarterHistory, form: PublishForm
    ) -> bool:
        try:
            messages.success(request, _publish(by, held.quarter, **form.cleaned_data))
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
            return False
        return True

    def cancel(self, request: HttpRequest, slug: str, pk: int) -> HttpResponse:
        by, held = self._publisher(request, slug)
        planned = next((each for each in held.plans if each.pk == pk), None)
        if planned is None:
            raise Http404
        try:
            embargo.cancel(by=by, planned=planned)
            messages.success(request, f"Cancelled: nothing is published on {local(planned)}.")
        except RefusedError as refusal:
            messages.error(request, str(refusal))
        return HttpResponseRedirect(address("change", held.quarter))

    # --- Helpers --------------------------------------------------------------------------------
    def _publisher(self, request: HttpRequest, slug: str) -> tuple[Actor, QuarterHistory]:
        by = actor_of(request)
        if not rights.may(by=by, right=Right.PUBLISH):
            raise PermissionDenied
        return by, self._history(request, slug)

    def _history(self, request: HttpRequest, slug: str) -> QuarterHistory:
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = self.get_object(request, slug)
        if found is None:
            raise Http404
        return history.of_quarter(found)

    def _back(
        self, request: HttpRequest, held: QuarterHistory, refusal: RefusedError
    ) -> HttpResponse:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(address("change", held.quarter))

    def _render(
        self, request: HttpRequest, name: str, title: str, held: QuarterHistory, **context: Any
    ) -> HttpResponse:
        context |= {**self.admin_site.each_context(request), "opts": self.opts, "title": title}
        context |= {"original": held.quarter, "back": address("change", held.quarter)}
        return TemplateResponse(request, f"{_PAGES}/{name}.html", context)


def _publish(by: Actor, quarter: Quarter, reason: str, at: datetime | None, previewed: int) -> str:
    """Now, or at a moment; what was done, in words."""
    if at is None:
        made = publishing.publish(
            by=by, quarter=quarter, reason=reason, previewed=previewed, warm=True
        )
        return f"Readers see revision {made.number} of {quarter.label} now."
    plan = embargo.plan(by=by, quarter=quarter, reason=reason, at=at, previewed=previewed)
    return f"{quarter.label} will be published on {local(plan)}. Until then you may cancel it."


def _sees_all_drafts(by: Actor) -> bool:
    return rights.may(by=by, right=Right.SEE_DRAFTS) and rights.own_trusts(by) is None


def _of(found: Assessment | None) -> Assessment:
    if found is None:
        raise Http404("This quarter has no assessment of that number.")
    return found


def _page_of(slug: str, **_: object) -> str:
    return reverse("admin:league_quarter_change", args=[slug])

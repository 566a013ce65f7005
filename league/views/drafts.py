"""Draft results, for staff who may see them. Nothing of these pages may be kept or indexed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from league.admin.acting import actor_of
from league.models import Quarter
from league.presenters.drafts import draft_table, draft_trust
from league.reads import drafts, league_tables, quarters
from league.services import rights
from league.services.rights import Right

View = Callable[..., HttpResponse]


def _for_staff(view: View) -> View:
    """To the log-in for whoever is not signed in, whether there is a draft or not."""

    @wraps(view)
    def guarded(request: HttpRequest, quarter: str, **named: str) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        answer = view(request, quarter, **named)
        answer["X-Robots-Tag"] = "noindex"
        return answer

    return never_cache(require_safe(guarded))


@_for_staff
def draft_league_table(request: HttpRequest, quarter: str, trust_type: str) -> HttpResponse:
    if not _sees_all(request):
        raise PermissionDenied
    published, draft = quarters.published(), drafts.quarter(quarter)
    if draft is None:
        return _published_or_404(published.find(quarter), "league-table", trust_type, quarter)
    before = league_tables.comparable_before(published, draft)
    earlier = league_tables.shown(before).pk if before else None
    table = draft_table(
        draft,
        trust_type,
        tuple(league_tables.rows(draft, trust_type, earlier)),
        is_published=published.find(quarter) is not None,
    )
    return render(request, "drafts/league_table.html", {"table": table})


@_for_staff
def draft_trust_page(request: HttpRequest, quarter: str, ods_code: str) -> HttpResponse:
    by, code = actor_of(request), ods_code.upper()
    if not rights.may(by=by, right=Right.SEE_DRAFTS, trusts=[code]):
        raise PermissionDenied
    shown, draft = quarters.published().find(quarter), drafts.quarter(quarter)
    if draft is None:
        return _published_or_404(shown, "trust", code, quarter)
    found = drafts.trust(draft, code)
    if found is None:
        raise Http404("That trust is not in this draft.")
    made = draft_trust(draft, found, sees_all=_sees_all(request), is_published=shown is not None)
    return render(request, "drafts/trust.html", {"draft": made, "page": made.page})


def _sees_all(request: HttpRequest) -> bool:
    by = actor_of(request)
    return rights.may(by=by, right=Right.SEE_DRAFTS) and rights.own_trusts(by) is None


def _published_or_404(shown: Quarter | None, name: str, *arguments: str) -> HttpResponse:
    """There is no draft: what readers see, where they see it."""
    if shown is None:
        raise Http404("That quarter has no results.")
    return redirect(name, *arguments)

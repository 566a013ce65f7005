"""A card about a trust: the only page that other sites may show in a frame."""

from functools import partial

from csp.constants import NONE
from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from league.presenters.embed import card
from league.reads import cards

_framable = csp_replace({"frame-ancestors": ["*"], "script-src": [NONE], "form-action": [NONE]})


@require_safe
@xframe_options_exempt
def trust_card(request: HttpRequest, ods_code: str) -> HttpResponseBase:
    return _framable(partial(_card, ods_code=ods_code))(request)


def _card(request: HttpRequest, *, ods_code: str) -> HttpResponse:
    """What is not found is said in a card as well: a site that frames it would show nothing of
    the ordinary page that says so."""
    asked = request.GET.get("quarter", "")
    found = cards.find(ods_code, asked)
    status = 200 if found.assignment else 404
    return render(request, "embed/card.html", {"card": card(found, asked)}, status=status)

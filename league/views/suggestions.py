"""Suggestions for a search, fetched while somebody types."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from league.filters.searching import LONGEST_SEARCH
from league.filters.trust_search import TrustSearch
from league.presenters.suggestions import suggestions
from league.reads import trusts

SHORTEST = 2


@require_safe
def trust_suggestions(request: HttpRequest) -> JsonResponse:
    """None for a text that is too short, too long or holds what no name can."""
    text = request.GET.get("q", "").strip()
    fit = SHORTEST <= len(text) <= LONGEST_SEARCH and text.isprintable()
    search = TrustSearch({"q": text}, queryset=trusts.register())
    return JsonResponse(suggestions(text, search.found if fit else ()))

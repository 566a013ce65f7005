"""How the figures come about: overview, one page an edition, and the glossary."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from league import editions
from league.presenters.content import glossary as words
from league.presenters.content.edition_page import edition_page
from league.presenters.content.methodology_page import methodology_page
from league.reads import quarters, worked_examples


@require_safe
def methodology(request: HttpRequest) -> HttpResponse:
    published, known = quarters.published(), editions.all_editions()
    latest = published.latest
    edition = editions.get(latest.edition) if latest else None
    chosen = worked_examples.best_quarter(published, edition) if edition else None
    page = methodology_page(
        editions=known,
        quarters={each.slug: worked_examples.quarters_of(published, each) for each in known},
        edition=edition,
        examples=worked_examples.of_quarter(chosen, edition) if chosen and edition else None,
    )
    return render(request, "content/methodology.html", {"page": page})


@require_safe
def methodology_edition(request: HttpRequest, slug: str) -> HttpResponse:
    known = {each.slug: each for each in editions.all_editions()}
    if slug not in known:
        raise Http404("There is no such edition.")
    published, edition = quarters.published(), known[slug]
    chosen = worked_examples.best_quarter(published, edition)
    page = edition_page(
        edition=edition,
        others=[each for each in known.values() if each.slug != slug],
        quarters=worked_examples.quarters_of(published, edition),
        examples=worked_examples.of_quarter(chosen, edition) if chosen else None,
    )
    return render(request, "content/edition.html", {"page": page})


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "content/glossary.html", {"terms": words.terms()})

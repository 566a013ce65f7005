"""How the figures come about: overview, one page an edition, and the glossary."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from league import editions
from league.presenters.content import glossary as words
from league.presenters.content.edition_page import edition_page
from league.presenters.content.methodology_page import methodology_page
from league.reads import quarters, worked_examples
from league.reads.quarters import PublishedQuarters
from league.reads.worked_examples import Examples
from league.rules.edition import Edition


def latest_edition(published: PublishedQuarters) -> Edition | None:
    """Of the latest published quarter."""
    return editions.get(published.latest.edition) if published.latest else None


def edition_or_404(slug: str) -> Edition:
    found = {each.slug: each for each in editions.all_editions()}.get(slug)
    if found is None:
        raise Http404("There is no such edition.")
    return found


def examples_of(published: PublishedQuarters, edition: Edition) -> Examples | None:
    """The edition's rules at work; None when no quarter of it is published."""
    chosen = worked_examples.best_quarter(published, edition)
    return worked_examples.of_quarter(chosen, edition) if chosen else None


@require_safe
def methodology(request: HttpRequest) -> HttpResponse:
    published, known = quarters.published(), editions.all_editions()
    edition = latest_edition(published)
    page = methodology_page(
        editions=known,
        quarters={each.slug: worked_examples.quarters_of(published, each) for each in known},
        edition=edition,
        examples=examples_of(published, edition) if edition else None,
    )
    return render(request, "content/methodology.html", {"page": page})


@require_safe
def methodology_edition(request: HttpRequest, slug: str) -> HttpResponse:
    published, edition = quarters.published(), edition_or_404(slug)
    page = edition_page(
        edition=edition,
        others=[each for each in editions.all_editions() if each.slug != slug],
        quarters=worked_examples.quarters_of(published, edition),
        examples=examples_of(published, edition),
    )
    return render(request, "content/edition.html", {"page": page})


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    return render(request, "content/glossary.html", {"terms": words.terms()})

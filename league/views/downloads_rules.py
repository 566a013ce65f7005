"""Rules as files: the list of metrics, one metric, the overview and each edition."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from league import editions
from league.presenters.content import measures
from league.presenters.content.metric_list import MetricSearch, found_measures
from league.presenters.downloads import names, notes
from league.presenters.downloads.methodology import edition_book, methodology_book
from league.presenters.downloads.rules import metric_book, metric_list_book
from league.reads import quarters
from league.reads.worked_examples import Examples

from .downloads_files import answered, page_address
from .methodology import edition_or_404, examples_of, latest_edition


@require_safe
def metric_list_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    """The metrics that the page's search finds."""
    form = MetricSearch(request.GET)
    found = found_measures(form)
    view = notes.of_view(
        order="by domain, the newest edition first",
        shown_rows=sum(len(each.versions) for each in found),
        total=sum(len(each.versions) for each in measures.all_measures()),
        filters=form.filters,
        notices=form.notices,
    )
    book = metric_list_book(found, view=view, address=page_address(request, reverse("metrics")))
    name = names.without_quarter("metrics", filtered=bool(form.filters))
    return answered(request, book, ending=ending, name=name)


@require_safe
def metric_file(request: HttpRequest, metric_id: str, ending: str) -> HttpResponseBase:
    """By any of its official ids; an older one leads to the newest."""
    found = measures.find(metric_id)
    if found is None:
        raise Http404("No metric has that id.")
    if metric_id != found.id:
        return HttpResponseRedirect(reverse("metric-file", args=[found.id, ending]))
    book = metric_book(found, address=page_address(request, reverse("metric", args=[found.id])))
    name = names.without_quarter(f"metric-{found.id}")
    return answered(request, book, ending=ending, name=name)


@require_safe
def methodology_file(request: HttpRequest, ending: str) -> HttpResponseBase:
    published = quarters.published()
    edition = latest_edition(published)
    examples = examples_of(published, edition) if edition else None
    book = methodology_book(
        editions.all_editions(),
        edition=edition,
        examples=examples,
        address=page_address(request, reverse("methodology")),
    )
    return answered(request, book, ending=ending, name=_name("methodology", examples))


@require_safe
def methodology_edition_file(request: HttpRequest, slug: str, ending: str) -> HttpResponseBase:
    edition = edition_or_404(slug)
    examples = examples_of(quarters.published(), edition)
    address = page_address(request, reverse("methodology-edition", args=[slug]))
    book = edition_book(edition, examples, address=address)
    return answered(request, book, ending=ending, name=_name(f"methodology-{slug}", examples))


def _name(what: str, examples: Examples | None) -> str:
    """Of a file whose examples may be invented."""
    return names.without_quarter(
        what, fictional=examples is not None and examples.quarter.fictional
    )

"""The page of downloads, and whole quarters and the whole history as files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from league.presenters.downloads import names
from league.presenters.downloads.datasets import BY_SLUG, Dataset, dataset_book, whole_book
from league.presenters.downloads.page import data_page
from league.reads import quarters
from league.reads.downloads import Bulk

from .downloads_files import answered, page_address
from .found import published_or_404


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    published = quarters.published()
    if not published:
        return render(request, "pages/empty.html")
    return render(request, "data/data.html", {"page": data_page(published.quarters)})


@require_safe
def quarter_dataset(
    request: HttpRequest, dataset: str, quarter: str, ending: str
) -> HttpResponseBase:
    """One dataset of one quarter."""
    made, bulk = _dataset(dataset), _of_quarter(quarter)
    book = dataset_book(made, bulk, address=page_address(request, reverse("data")))
    name = names.of_quarter(made.slug, bulk.quarters[0])
    return answered(request, book, ending=ending, name=name, streamed=True)


@require_safe
def history_dataset(request: HttpRequest, dataset: str, ending: str) -> HttpResponseBase:
    """One dataset of all published quarters."""
    made, bulk = _dataset(dataset), Bulk(quarters.published().quarters)
    if not bulk.quarters:
        raise Http404("No quarter is published here.")
    book = dataset_book(made, bulk, address=page_address(request, reverse("data")))
    name = names.of_history(made.slug, bulk.quarters)
    return answered(request, book, ending=ending, name=name, streamed=True)


@require_safe
def quarter_workbook(request: HttpRequest, quarter: str) -> HttpResponseBase:
    """All datasets of one quarter in one workbook."""
    bulk = _of_quarter(quarter)
    book = whole_book(bulk, address=page_address(request, reverse("data")))
    name = names.of_quarter("all-results", bulk.quarters[0])
    return answered(request, book, ending="xlsx", name=name)


def _dataset(slug: str) -> Dataset:
    if slug not in BY_SLUG:
        raise Http404("There is no such dataset.")
    return BY_SLUG[slug]


def _of_quarter(slug: str) -> Bulk:
    return Bulk((published_or_404(slug),))

"""What every chart answers at its three addresses: a page with its table, a figure, files."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from league.presenters.chart_page import caption_of, chart_page, figure_payload, file_name
from league.presenters.charts import Offer, Place, payload_bytes
from league.presenters.downloads.charts import chart_book

from .downloads_files import answered, page_address


def chart_page_answer(request: HttpRequest, place: Place, offer: Offer) -> HttpResponse:
    return render(request, "charts/page.html", {"page": chart_page(place, offer)})


def chart_figure_answer(place: Place, offer: Offer) -> HttpResponse:
    """What the script draws: not a file to take away, which has an address of its own."""
    given = payload_bytes(figure_payload(place, offer))
    return HttpResponse(given, content_type="application/json")


def chart_file_answer(
    request: HttpRequest, place: Place, offer: Offer, *, ending: str
) -> HttpResponseBase:
    """The table of the chart's page."""
    address = reverse(place.kind, args=[*place.args, offer.name])
    book = chart_book(
        quarter=place.quarter,
        chart=offer.make(),
        title=caption_of(place, offer),
        address=page_address(request, address),
        code=place.code,
    )
    return answered(request, book, ending=ending, name=file_name(place, offer))

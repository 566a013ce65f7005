"""A trust's quarter on one page for a board paper, and as files."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from league.models import Quarter
from league.presenters.downloads import names
from league.presenters.downloads.summary import summary_book
from league.presenters.trust.summary import summary_page
from league.reads import trusts
from league.reads.trusts import TrustInQuarter

from .downloads_files import answered, page_address
from .found import published_or_404


def _found(ods_code: str, quarter: str) -> tuple[Quarter, TrustInQuarter]:
    """Raises Http404 when the trust has no results in that quarter."""
    chosen = published_or_404(quarter)
    found = trusts.in_quarter(chosen, ods_code)
    if found is None:
        raise Http404("That trust has no results in that quarter.")
    return chosen, found


@require_safe
def trust_summary(request: HttpRequest, ods_code: str, quarter: str) -> HttpResponse:
    if ods_code != ods_code.upper():
        return redirect("trust-summary", ods_code.upper(), quarter)
    page = summary_page(*_found(ods_code, quarter))
    return render(request, "pages/trust_summary.html", {"page": page})


@require_safe
def trust_summary_file(
    request: HttpRequest, ods_code: str, quarter: str, ending: str
) -> HttpResponseBase:
    code = ods_code.upper()
    chosen, found = _found(code, quarter)
    address = page_address(request, reverse("trust-summary", args=[code, quarter]))
    book = summary_book(chosen, found, address=address)
    name = names.of_quarter(f"trust-{code}_summary", chosen)
    return answered(request, book, ending=ending, name=name)

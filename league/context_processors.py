"""What every page shows beside its own content."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from league.presenters.hrefs import href
from league.presenters.links import Link
from league.reads.quarters import is_demonstration

# Name of the first page of a part, its label, and the names of all its pages.
_PARTS = (
    (
        "league-tables",
        "League tables",
        {"league-tables", "league-tables-of-type", "league-table", "domain-table", "metric-table"},
    ),
    ("trusts", "Trusts", {"trusts", "trust-latest", "trust", "trust-summary", "trust-chart"}),
    ("compare", "Compare", {"compare"}),
    ("metrics", "Metrics", {"metrics", "metric"}),
    (
        "methodology",
        "How it works",
        {"methodology", "methodology-edition", "segments", "glossary"},
    ),
    ("quarters", "Quarters", {"quarters", "quarter"}),
)


def site(request: HttpRequest) -> dict[str, object]:
    """``navigation``: links of the header; ``demonstration``: whether the figures are invented,
    asked for only when a page is made whose view does not say it."""
    match = request.resolver_match
    here = match.url_name if match else None
    return {
        "navigation": tuple(
            Link(label, href(name), current=here in names) for name, label, names in _PARTS
        ),
        "demonstration": SimpleLazyObject(is_demonstration),
    }

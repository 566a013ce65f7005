"""Links to a page's data twins, for any page that has them."""

from __future__ import annotations

from typing import Any

from django import template

from league.presenters.downloads.links import twins

register = template.Library()


@register.inclusion_tag("data/links.html", takes_context=True)
def download_links(context: dict[str, Any], what: str) -> dict[str, object]:
    """``Download this table: CSV, Excel, JSON`` of exactly the view at hand, its filters kept.
    ``what`` is said to screen readers with each link."""
    return {"what": what, "links": twins(context["request"].get_full_path())}

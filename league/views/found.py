"""What an address names, or the answer that there is no such thing."""

from __future__ import annotations

from django.http import Http404

from league.models import Quarter
from league.reads.quarters import PublishedQuarters


def published_or_404(published: PublishedQuarters, slug: str) -> Quarter:
    """The published quarter of that slug. Raises Http404 when there is none."""
    chosen = published.find(slug)
    if chosen is None:
        raise Http404("That quarter is not published here.")
    return chosen

"""What an address names, or the answer that there is no such thing."""

from __future__ import annotations

from django.http import Http404

from league.models import Quarter
from league.reads import quarters
from league.reads.quarters import QuarterAmongAll

_ABSENT = "That quarter is not published here."


def published_or_404(slug: str) -> Quarter:
    """The published quarter of that slug. Raises Http404 when there is none."""
    if (chosen := quarters.find(slug)) is None:
        raise Http404(_ABSENT)
    return chosen


def among_all_or_404(slug: str) -> QuarterAmongAll:
    """The same, with all that readers may choose instead."""
    if (chosen := quarters.among_all(slug)) is None:
        raise Http404(_ABSENT)
    return chosen

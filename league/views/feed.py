"""What was published and why, of all quarters, for readers' own programs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from league.models import Revision
from league.presenters import wording
from league.reads import quarters

AT_MOST = 100
"""Revisions in the feed."""


class RevisionFeed(Feed):
    """Newest first; an entry's identifier stays its own for ever."""

    feed_type = Atom1Feed
    description_template = None

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> bool:
        """Whether the figures are invented."""
        del request, args, kwargs
        return quarters.is_demonstration()

    def title(self, fictional: bool) -> str:
        return f"{_label(fictional)}Trust League: what was published"

    def subtitle(self, fictional: bool) -> str:
        if fictional:
            return "Demonstration data: every trust and every figure is invented."
        return (
            "Each quarter of the NHS trust league tables as it was published or revised, and why."
        )

    def link(self) -> str:
        return reverse("quarters")

    def feed_url(self) -> str:
        return reverse("feed")

    def items(self) -> list[Revision]:
        return quarters.latest_revisions(AT_MOST)

    def item_title(self, item: Revision) -> str:
        what = "published" if item.number == 1 else f"revision {item.number}"
        return f"{_label(item.quarter.fictional)}{item.quarter.label}: {what}"

    def item_description(self, item: Revision) -> str:
        return escape(wording.sentence(item.reason))  # readers take it for HTML

    def item_link(self, item: Revision) -> str:
        return f"{reverse('quarter', args=[item.quarter_id])}#revision-{item.number}"

    def item_pubdate(self, item: Revision) -> datetime:
        return item.published_at

    def item_updateddate(self, item: Revision) -> datetime:
        return item.published_at

    def item_author_name(self) -> str:
        return "Trust League"


def _label(fictional: bool) -> str:
    return "Demonstration data: " if fictional else ""

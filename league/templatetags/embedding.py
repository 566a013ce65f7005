"""How another site shows a trust's card."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse

from league.presenters.embed import snippet

register = template.Library()


@register.inclusion_tag("embed/snippet.html", takes_context=True)
def embed_snippet(context: dict[str, Any], code: str, name: str) -> dict[str, object]:
    """HTML to copy, in a part that is folded away; for a page of one quarter."""
    request = context["request"]
    path = reverse("embed-trust", args=[code])
    return {
        "path": path,
        "snippet": snippet(request.build_absolute_uri(path), name),
        "quarter": request.resolver_match.kwargs["quarter"],
    }

"""HTML of cells, of which a page has thousands."""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString


def escaped(text: str) -> str:
    """As Django's `conditional_escape`, for texts and finished HTML alone: that looks for
    translations still to come in each argument, which takes longer than the escaping."""
    return text if isinstance(text, SafeString) else escape(text)


def filled(pattern: str, *texts: str) -> SafeString:
    """As Django's `format_html`: the pattern with these texts in it, none of which can end up as
    HTML unless it was finished before."""
    return SafeString(pattern.format(*map(escaped, texts)))

"""HTML of what a page has hundreds of: cells, and options to choose from."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString

_OPTION = '<option value="{}"{}>{}</option>'


def escaped(text: str) -> str:
    """As Django's `conditional_escape`, for texts and finished HTML alone: that looks for
    translations still to come in each argument, which takes longer than the escaping."""
    return text if isinstance(text, SafeString) else escape(text)


def filled(pattern: str, *texts: str) -> SafeString:
    """As Django's `format_html`: the pattern with these texts in it, none of which can end up as
    HTML unless it was finished before."""
    return SafeString(pattern.format(*map(escaped, texts)))


def options(choices: Iterable[tuple[str, str, bool]]) -> SafeString:
    """Of a `select`: ``(value, label, chosen)`` of each."""
    chosen_or_not = ("", " selected")
    made = (
        filled(_OPTION, value, chosen_or_not[chosen], label) for value, label, chosen in choices
    )
    return SafeString("\n".join(made))

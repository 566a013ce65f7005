"""Choices of a list to choose from, which may have hundreds."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString

register = template.Library()

_OPTION = '<option value="{}"{}>{}</option>'


@register.simple_tag
def options(choices: Iterable[tuple[str, str, bool]]) -> SafeString:
    """``(value, label, chosen)`` of each."""
    made = (
        _OPTION.format(escape(value), " selected" if chosen else "", escape(label))
        for value, label, chosen in choices
    )
    return SafeString("\n".join(made))

"""The box that ticks a trust, for templates that make their rows themselves."""

from __future__ import annotations

from collections.abc import Collection

from django import template
from django.utils.safestring import SafeString

from league.tables.ticking import tick

register = template.Library()


@register.simple_tag
def tick_box(code: str, name: str, codes: Collection[str]) -> SafeString:
    """Ticked when the trust is among ``codes``."""
    return tick(code, name, ticked=code in codes)

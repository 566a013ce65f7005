"""Parts of a page that Jinja2 makes."""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def jinja(template_name: str, **values: object) -> SafeString:
    """``{% jinja "trust/without.jinja" rows=section.rows %}``: that template, which sees nothing
    but these values."""
    return SafeString(render_to_string(template_name, values, using="jinja"))

"""Links from a word to its meaning."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from league.presenters.content import glossary

register = template.Library()


@register.simple_tag
def term(slug: str, words: str = "") -> SafeString:
    """``{% term "pool" %}`` or ``{% term "pool" "the pools" %}``; KeyError for an unknown slug."""
    found = glossary.term(slug)
    address = f"{reverse('glossary')}#{found.slug}"
    return format_html('<a href="{}">{}</a>', address, words or found.name.lower())

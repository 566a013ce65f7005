"""Links from a word to its meaning, at its first use on a page: later ones stay plain."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from league.presenters.content import glossary
from league.presenters.hrefs import href
from league.tables.markup import escaped, filled

register = template.Library()

_EXPLAINED = "glossary-explained"


@register.simple_tag(takes_context=True)
def term(context: Context, slug: str, words: str = "") -> SafeString:
    """``{% term "pool" %}`` or ``{% term "pool" "the pools" %}``; KeyError for an unknown slug."""
    found = glossary.term(slug)
    return _linked(context, slug, words or found.name.lower())


@register.simple_tag(takes_context=True)
def explain(context: Context, text: str, *slugs: str) -> SafeString:
    """``{% explain page.lead "segment" "likely-range" %}``: the text with these terms linked
    where it is the first on the page to use them."""
    made, done = [], 0
    for use in glossary.first_uses(text, slugs):
        made.append(escaped(text[done : use.start]))
        made.append(_linked(context, use.slug, text[use.start : use.end]))
        done = use.end
    made.append(escaped(text[done:]))
    return SafeString("".join(made))


def _linked(context: Context, slug: str, words: str) -> SafeString:
    # The lowest dictionary of a page's rendering is the one that its included parts share.
    shared, key = context.render_context.dicts[0], f"{_EXPLAINED} {slug}"
    if key in shared:
        return SafeString(escaped(words))
    shared[key] = words
    return filled('<a href="{}#{}">{}</a>', href("glossary"), slug, words)

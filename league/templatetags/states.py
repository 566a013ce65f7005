"""Addresses that a page asks for later, so that it gets what fits it."""

from __future__ import annotations

from django import template

from league.page_cache.addresses import of_state
from league.page_cache.rendering import state

register = template.Library()


@register.filter
def of_this_state(href: str) -> str:
    """The address, naming the state of the data that this page is of, where it is made for all:
    a chart that is fetched after a publication is then still that of the page."""
    now = state()
    return of_state(href, now) if now else href

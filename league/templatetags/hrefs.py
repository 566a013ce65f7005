"""Addresses of pages, for parts that every page has: each is looked up once."""

from __future__ import annotations

from django import template

from league.presenters.hrefs import href

register = template.Library()
register.simple_tag(href)

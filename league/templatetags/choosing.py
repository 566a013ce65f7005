"""Choices of a list to choose from, which may have hundreds."""

from __future__ import annotations

from django import template

from league.tables import markup

register = template.Library()
register.simple_tag(markup.options)

"""The small pictures in the cells of tables, for templates."""

from __future__ import annotations

from django import template

from league.tables import pictures

register = template.Library()
register.simple_tag(pictures.strip_picture)
register.simple_tag(pictures.sparkline_picture)

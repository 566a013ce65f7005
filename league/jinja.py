"""Jinja2, through Django's own backend, for parts of pages that come by the dozen: see
docs/adr/0062. All else is Django's templates."""

from __future__ import annotations

from typing import Any

from jinja2 import Environment, StrictUndefined

from league.tables.pictures import sparkline_picture, strip_picture


def environment(**options: Any) -> Environment:
    """Escapes as Django's templates do; an unknown name is an error and not nothing."""
    own = {"undefined": StrictUndefined, "lstrip_blocks": True, "keep_trailing_newline": True}
    options.pop("autoescape")  # on, whatever the settings say
    made = Environment(autoescape=True, **options | own)
    made.globals |= {"sparkline_picture": sparkline_picture, "strip_picture": strip_picture}
    return made

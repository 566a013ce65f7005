"""The box by which a reader ticks a trust for a comparison."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

_BOX = (
    '<span class="app-tick">'
    '<input class="app-tick__box" type="checkbox" form="compare-ticked" name="trust" value="{code}"'
    ' id="compare-{code}" {checked}autocomplete="off"> '
    '<label class="app-tick__label" for="compare-{code}">'
    'Compare<span class="nhsuk-u-visually-hidden"> {name}</span></label></span>'
)


def tick(code: str, name: str, *, ticked: bool) -> SafeString:
    """It belongs to the form of the page (templates/compare/ticked.html)."""
    return format_html(_BOX, code=code, name=name, checked="checked " if ticked else "")

"""The box by which a reader ticks a trust for a comparison."""

from __future__ import annotations

from django.utils.safestring import SafeString

from .markup import filled

_BOX = (
    '<span class="app-tick">'
    '<input class="app-tick__box" type="checkbox" form="compare-ticked" name="trust" value="{0}"'
    ' id="compare-{0}" {2}autocomplete="off"> '
    '<label class="app-tick__label" for="compare-{0}">'
    'Compare<span class="nhsuk-u-visually-hidden"> {1}</span></label></span>'
)


def tick(code: str, name: str, *, ticked: bool) -> SafeString:
    """It belongs to the form of the page (templates/compare/ticked.html)."""
    return filled(_BOX, code, name, "checked " if ticked else "")

"""Small pictures in the cells of tables."""

from __future__ import annotations

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from league.charts.intervals import HEIGHT, WIDTH, Interval

_TICK = '<line class="app-interval__tick" x1="{0}" x2="{0}" y1="2" y2="14"/>'
_INTERVAL = (
    f'<svg class="app-interval" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    ' aria-hidden="true" focusable="false">'
    '<line class="app-interval__axis" x1="{0.left}" x2="{0.right}" y1="{0.middle}"'
    ' y2="{0.middle}"/>{1}'
    '<rect class="app-interval__range" x="{0.start}" y="5" width="{0.length}" height="6" rx="2"/>'
    '<circle class="app-interval__point" cx="{0.point}" cy="{0.middle}" r="4"/></svg>'
)


def interval_picture(interval: Interval) -> SafeString:
    """The likely range as a bar and the figure as a dot; the cell says both in words."""
    ticks = format_html_join("", _TICK, ((tick,) for tick in interval.ticks))
    # Positions are numbers: there is nothing to escape in them.
    return SafeString(_INTERVAL.format(interval, ticks))

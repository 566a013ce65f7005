"""Small pictures in the cells of tables, which have a great many of them."""

from __future__ import annotations

from django.utils.html import escape
from django.utils.safestring import SafeString

from league.charts.intervals import EDGE, HEIGHT, WIDTH, Interval
from league.charts.sparkline import Sparkline
from league.charts.strip import Strip

_TICK = '<line class="app-interval__tick" x1="{0}" x2="{0}" y1="2" y2="14"/>'
_INTERVAL = (
    f'<svg class="app-interval" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    ' aria-hidden="true" focusable="false">'
    f'<line class="app-interval__axis" x1="{EDGE}" x2="{WIDTH - EDGE}" y1="{HEIGHT // 2}"'
    f' y2="{HEIGHT // 2}"/>{{3}}'
    '<rect class="app-interval__range" x="{0}" y="5" width="{1}" height="6" rx="2"/>'
    f'<circle class="app-interval__point" cx="{{2}}" cy="{HEIGHT // 2}" r="4"/></svg>'
)
_STRIP = (
    '<svg class="app-strip" viewBox="0 0 {0.width} {0.height}" width="{0.width}"'
    ' height="{0.height}" role="img" aria-label="{1}" focusable="false">{2}'
    '<path class="app-strip__dots" d="{0.dots}" />'
    '<line class="app-strip__base" x1="0" x2="{0.width}" y1="{0.base}" y2="{0.base}" />{3}</svg>'
)
_MIDDLE = (
    '<rect class="app-strip__middle" x="{0.middle_from}" y="2" width="{0.middle_wide}"'
    ' height="{0.base}" />'
)
_LIMIT = '<line class="app-strip__limit" x1="{0.limit}" x2="{0.limit}" y1="0" y2="{0.height}" />'
_MEDIAN = (
    '<line class="app-strip__median" x1="{0.median}" x2="{0.median}" y1="2" y2="{0.height}" />'
)
_OWN = '<path class="app-strip__own" d="{0.own}" />'
_SPARK = (
    '<svg class="app-spark" viewBox="0 0 {0.width} {0.height}" width="{0.width}"'
    ' height="{0.height}" role="img" aria-label="{1}" focusable="false">'
    '<path class="app-spark__lines" d="{0.lines}" /><path class="app-spark__dots" d="{0.dots}" />'
    '<circle class="app-spark__last" cx="{0.last_x}" cy="{0.last_y}" r="3.5" /></svg>'
)


def interval_picture(interval: Interval) -> SafeString:
    """The likely range as a bar and the figure as a dot; the cell says both in words."""
    # Here as below, positions are numbers and there is nothing to escape in them.
    *positions, ticks = interval
    return SafeString(_INTERVAL.format(*positions, "".join(map(_TICK.format, ticks))))


def strip_picture(picture: Strip, label: str) -> SafeString:
    """Peers as dots along a line, and the trust's own mark among them."""
    over = [
        mark
        for mark, known in (
            (_LIMIT, picture.limit is not None),
            (_MEDIAN, picture.median is not None),
            (_OWN, picture.own is not None),
        )
        if known
    ]
    below = "" if picture.middle_from is None else _MIDDLE.format(picture)
    marks = "".join(over).format(picture)
    return SafeString(_STRIP.format(picture, escape(label), below, marks))


def sparkline_picture(line: Sparkline, label: str) -> SafeString:
    """A figure over the quarters."""
    return SafeString(_SPARK.format(line, escape(label)))

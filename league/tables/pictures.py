"""Small pictures in the cells of tables, which have a great many of them."""

from __future__ import annotations

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString

from league.charts.intervals import HEIGHT, WIDTH, Interval
from league.charts.sparkline import Sparkline
from league.charts.strip import Strip

_TICK = '<line class="app-interval__tick" x1="{0}" x2="{0}" y1="2" y2="14"/>'
_INTERVAL = (
    f'<svg class="app-interval" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    ' aria-hidden="true" focusable="false">'
    '<line class="app-interval__axis" x1="{0.left}" x2="{0.right}" y1="{0.middle}"'
    ' y2="{0.middle}"/>{1}'
    '<rect class="app-interval__range" x="{0.start}" y="5" width="{0.length}" height="6" rx="2"/>'
    '<circle class="app-interval__point" cx="{0.point}" cy="{0.middle}" r="4"/></svg>'
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
    ticks = format_html_join("", _TICK, ((tick,) for tick in interval.ticks))
    # Here as below, positions are numbers and there is nothing to escape in them.
    return SafeString(_INTERVAL.format(interval, ticks))


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

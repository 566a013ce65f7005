"""The table of a chart as a book: the rows of the chart's page, in their order."""

from __future__ import annotations

from league.charts.chart import Chart, Column
from league.files.writing import sheet
from league.files.writing.book import Book
from league.files.writing.sheet import Note
from league.models import Quarter

from . import notes
from .fields import Fields, identity, text

_CODE = "The trust's code, the key everywhere."


def chart_book(*, quarter: Quarter, chart: Chart, title: str, address: str, code: str = "") -> Book:
    """Figures as they are, missing ones left empty; ``address`` is that of the chart's page.

    Rows name their quarter, edition and revision, unless the chart is of several quarters and
    says of each row which it is; so they do their trust where ``code`` is given, the one trust
    that the chart is about.
    """
    own = {column.key for column in chart.columns}
    which: Fields[None] = () if "quarter" in own else identity(lambda _: quarter)
    if code and "ods_code" not in own:
        which = (text("ods_code", "ODS code", lambda _: code, _CODE), *which)
    same = tuple(field.cell(None) for field in which)
    made = sheet.Sheet(
        title=title,
        columns=(*map(_column, chart.columns), *(field.column for field in which)),
        rows=tuple((*row.cells, *same) for row in chart.rows),
        notes=(*_about(chart), *notes.of_quarter(quarter, address=address)),
        frozen=1,
    )
    return Book.of(made, notes.published_at(quarter))


def _about(chart: Chart) -> tuple[Note, ...]:
    return (
        Note("chart", "Chart", chart.name),
        Note("finding", "What the chart finds", f"{chart.finding}."),
        *notes.of_view(order=chart.order, shown_rows=len(chart.rows)),
    )


def _column(column: Column) -> sheet.Column:
    return sheet.Column(
        column.key,
        column.label,
        _kind(column),
        unit=column.unit,
        meaning=column.meaning,
        decimals=column.decimals,
    )


def _kind(column: Column) -> sheet.Kind:
    if column.decimals is None:
        return sheet.Kind.TEXT
    whole = column.decimals == 0 and not column.measured
    return sheet.Kind.INTEGER if whole else sheet.Kind.NUMBER

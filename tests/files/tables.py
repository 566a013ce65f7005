"""Tables made at random: every kind of column, every text that a spreadsheet might misread."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from league.files.writing.sheet import Cell, Column, Kind, Row, Sheet

SIGNS = "=+-@\t\r\n'\"＝＋－＠,;0aé£"
texts = st.text(st.sampled_from(SIGNS), max_size=6) | st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12
)
_WHOLE = 2**53
_CELLS: dict[Kind, st.SearchStrategy[Cell]] = {
    Kind.TEXT: texts,
    Kind.INTEGER: st.integers(-_WHOLE, _WHOLE),
    Kind.NUMBER: st.floats(-1e15, 1e15) | st.decimals(-4, 4, places=2).map(Decimal),
    Kind.FLAG: st.booleans(),
    Kind.DATE: st.dates(date(1948, 7, 5), date(2100, 1, 1)),
}


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Up to five columns and eight rows."""
    kinds = draw(st.lists(st.sampled_from(list(Kind)), min_size=1, max_size=5))
    columns = tuple(
        Column(f"column_{place}", f"Column {place}", kind) for place, kind in enumerate(kinds)
    )
    row = st.tuples(*(st.none() | _CELLS[kind] for kind in kinds))
    rows: list[Row] = draw(st.lists(row, max_size=8))
    return Sheet("Made up", columns, tuple(rows), frozen=draw(st.integers(0, 2)))

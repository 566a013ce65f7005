"""JSON for programs, and the description beside a CSV file."""

import json
from datetime import date
from decimal import Decimal

from hypothesis import given

from league.files.writing.as_json import ROWS_A_PIECE, json_bytes, json_pieces
from league.files.writing.book import Book
from league.files.writing.csvw import description
from league.files.writing.sheet import Cell, Column, Kind, Note, Sheet

from .tables import sheets

COLUMNS = (
    Column("ods_code", "ODS code", meaning="The key."),
    Column("access_score", "Access", Kind.NUMBER, path=("domains", "access", "score")),
    Column("access_segment", "Access", Kind.INTEGER, path=("domains", "access", "segment")),
    Column("minutes", "Wait", Kind.NUMBER, unit="minutes"),
)
NOTES = (
    Note("revision", "Revision", 2),
    Note("licence_address", "Licence", "https://licence.example/3", term="dc:license"),
    Note("quarters", "Quarters", ("Q1", "Q2")),
)
SHEET = Sheet(
    "League", COLUMNS, (("RP6", Decimal("2.50"), 3, -0.25), ("RRV", None, None, 7)), NOTES
)


def plain(cell: Cell) -> object:
    if isinstance(cell, Decimal):
        return float(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


@given(sheets())
def test_every_table_reads_back_as_it_was(sheet: Sheet) -> None:
    found = json.loads(json_bytes(Book.of(sheet)))
    keys = [column.key for column in sheet.columns]
    assert found["rows"] == [dict(zip(keys, map(plain, row), strict=True)) for row in sheet.rows]


def test_rows_nest_what_belongs_together() -> None:
    rows = json.loads(json_bytes(Book.of(SHEET)))["rows"]
    assert rows[0] == {
        "ods_code": "RP6",
        "domains": {"access": {"score": 2.5, "segment": 3}},
        "minutes": -0.25,
    }
    assert rows[1]["domains"] == {"access": {"score": None, "segment": None}}


def test_meta_holds_the_notes_and_says_what_the_columns_are() -> None:
    meta = json.loads(json_bytes(Book.of(SHEET)))["meta"]
    assert (meta["title"], meta["revision"], meta["quarters"]) == ("League", 2, ["Q1", "Q2"])
    assert meta["columns"]["rows"][1]["key"] == "domains.access.score"
    assert meta["columns"]["rows"][3]["unit"] == "minutes"


def test_several_tables_stand_under_their_names() -> None:
    one = Sheet("One", (Column("a", "A"),), (("x",),))
    found = json.loads(json_bytes(Book("Two", {"steps": one, "metrics": one})))
    assert found["steps"] == found["metrics"] == [{"a": "x"}]


def test_a_table_of_one_row_by_its_nature_is_an_object() -> None:
    one = Sheet("One", (Column("a", "A"),), (("x",),), single=True)
    found = json.loads(json_bytes(Book("Trust", {"trust": one})))
    assert found["trust"] == {"a": "x"}


def test_a_table_without_rows_is_an_empty_list() -> None:
    assert json.loads(json_bytes(Book.of(Sheet("None", (Column("a", "A"),), ()))))["rows"] == []


def test_a_long_table_comes_in_pieces_that_are_one_json() -> None:
    rows = ((number,) for number in range(ROWS_A_PIECE + 3))
    pieces = list(json_pieces(Book.of(Sheet("Long", (Column("n", "N", Kind.INTEGER),), rows))))
    assert len(pieces) > 4
    assert len(json.loads(b"".join(pieces))["rows"]) == ROWS_A_PIECE + 3


def test_the_description_names_columns_units_and_licence() -> None:
    found = json.loads(description(SHEET, url="league.csv"))
    assert found["url"] == "league.csv"
    assert found["dc:license"] == {"@id": "https://licence.example/3"}
    columns = found["tableSchema"]["columns"]
    assert [column["name"] for column in columns] == [column.key for column in COLUMNS]
    assert columns[0] == {
        "name": "ods_code",
        "titles": ["ods_code", "ODS code"],
        "datatype": "string",
        "dc:description": "The key.",
    }
    assert columns[3]["schema:unitText"] == "minutes"
    assert found["notes"][0]["schema:value"] == 2

"""A trust's files hold its whole explanation, and every key of it is documented."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, TestCase
from openpyxl import load_workbook

from league.demo.cast import cast
from league.models import Quarter, SegmentAssignment
from league.services import demonstration
from league.services.audit import Actor
from tests import factories as f
from tests.pages.england import explain, small_england
from trusts.models import Trust

DOCUMENT = Path(settings.BASE_DIR) / "docs" / "data.md"
SECTIONS = {
    *("answer", "steps", "metrics", "domains", "sureness", "movement", "way_up", "no_way_up"),
    *("context", "trend"),
}
# What the document describes once, by the places where it stands; the narrower first.
SHAPES = (
    (r"^(metrics|domains)\[\]\.peers\.(type|pool)\.", "middle."),
    (r"^(metrics|domains)\[\]\.peers\.", "peers."),
    (r"^way_up\.(metrics|finances|single\.changes|double\.changes)\[\]\.", "change."),
    (r"^steps\[\]\.figures\..*", "steps[].figures"),
)
# Documented, and in none of the invented quarters: what is only known of published ones, and
# rules that change within a year.
RARE = {
    *("movement.parts.together", "movement.parts.rounding", "movement.parts.rules"),
    *("movement.metrics[].parts.together", "movement.metrics[].parts.rules"),
}


def keys(found: Any, path: str = "") -> Iterator[str]:
    """Every path; one that leads to more is named as well where it may be empty."""
    if isinstance(found, Mapping):
        for key, each in found.items():
            yield from keys(each, f"{path}.{key}" if path else key)
    elif isinstance(found, list):
        for each in found:
            yield from keys(each, f"{path}[]")
        if not found:
            yield f"{path}[]"
    else:
        yield path


def named(path: str) -> str:
    for pattern, shape in SHAPES:
        path = re.sub(pattern, shape, path)
    return path


def documented() -> set[str]:
    """All keys of the document's part about the explanation."""
    text = DOCUMENT.read_text()
    part = text.partition("## The explanation of a trust's quarter")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in part.splitlines() if line.startswith("| `")]
    return {key for row in rows for key in re.findall(r"`([^`]+)`", row)}


def unknown(found: Iterable[str]) -> set[str]:
    """Those that the document does not have; an empty list may be of what it has entries of."""
    known = documented()
    lists = {above for path in known for above in parents(path)}
    return {path for path in found if not {path, f"{path}[]"} & known and path not in lists}


def parents(path: str) -> set[str]:
    """The path and all that it lies in, with and without the mark of a list."""
    parts = path.split(".")
    above = {".".join(parts[:end]) for end in range(1, len(parts) + 1)}
    return above | {each.removesuffix("[]") for each in above}


def explanation(client: Client, code: str, quarter: str) -> dict[str, Any]:
    response = client.get(f"/trusts/{code}/{quarter}.json")
    assert response.status_code == 200, (code, quarter)
    found = response.json()["explanation"]
    assert isinstance(found, dict)
    return found


class DemonstrationTests(TestCase):
    """Loaded once; the trusts with a story, and some of each segment."""

    shown: dict[tuple[str, str], dict[str, Any]]

    @classmethod
    def setUpTestData(cls) -> None:
        demonstration.load(by=Actor("a test"), draws=20)
        client, told = Client(), cast()
        codes = {
            *(told.renamed, told.island, told.few, told.unsafe, told.alone, told.corrected),
            *(told.successor, *told.programme, *told.unflagged),
        }
        for segment in (1, 2, 3, 4):
            rows = SegmentAssignment.objects.filter(assessment__quarter="2026-27-q1", final=segment)
            codes |= set(rows.order_by("trust").values_list("trust_id", flat=True)[:3])
        cls.shown = {
            (code, quarter): explanation(client, code, quarter)
            for code in sorted(codes)
            for quarter in ("2025-26-q1", "2025-26-q4", "2026-27-q1")
        }

    def test_every_section_is_there(self) -> None:
        for found in self.shown.values():
            assert set(found) == SECTIONS

    def test_every_key_is_documented(self) -> None:
        found = {named(path) for each in self.shown.values() for path in keys(each)}
        assert not unknown(found)

    def test_every_documented_key_occurs(self) -> None:
        found = {
            above
            for each in self.shown.values()
            for path in keys(each)
            for part in parents(path)
            for above in (part, named(part))
        }
        unseen = {path for path in documented() if path.removesuffix("[]") not in found}
        assert unseen <= RARE

    def test_contributions_sum_to_the_average(self) -> None:
        for (code, quarter), found in self.shown.items():
            (average,) = [s["figures"] for s in found["steps"] if s["key"] == "average"]
            total = sum(m["contribution"] or 0 for m in found["metrics"])
            assert abs(total - average["average"]) < 1e-9, (code, quarter)

    def test_the_parts_of_a_change_sum_to_it(self) -> None:
        split = [
            found["movement"]
            for found in self.shown.values()
            if found["movement"] and found["movement"]["status"] == "split"
        ]
        assert split
        for moved in split:
            assert round(sum(moved["parts"].values()), 4) == moved["change"]
            assert round(moved["after"] - moved["before"], 4) == moved["change"]
            for metric in moved["metrics"]:
                assert round(sum(metric["parts"].values()), 4) == metric["amount"]

    def test_places_among_peers_fit_their_number(self) -> None:
        for found in self.shown.values():
            for row in (*found["metrics"], *found["domains"]):
                peers = row["peers"]
                if peers and peers["place"]:
                    assert 1 <= peers["place"] <= peers["type"]["reported"] <= peers["trusts"]

    def test_the_statement_and_the_records_are_in_it(self) -> None:
        context = self.shown[cast().programme[0], "2025-26-q4"]["context"]
        assert context["statement"]["office"] == "Chief Executive"
        assert context["statement"]["written"] == "2026-06-11"
        assert {record["kind"] for record in context["records"]} == {
            *("cqc-rating", "enforcement-undertakings", "improvement-programme"),
        }
        assert context["in_programme"] is True
        assert self.shown[cast().few, "2025-26-q4"]["context"]["in_programme"] is False
        assert self.shown[cast().few, "2026-27-q1"]["context"]["in_programme"] is None

    def test_the_same_file_comes_each_time(self) -> None:
        where = f"/trusts/{cast().alone}/2026-27-q1.json"
        assert self.client.get(where).content == self.client.get(where).content

    def test_csv_and_excel_hold_the_same_figures(self) -> None:
        code, quarter = cast().programme[0], "2025-26-q4"
        found = self.shown[code, quarter]
        text = self.client.get(f"/trusts/{code}/{quarter}.csv").content.decode("utf-8-sig")
        rows = [row for row in csv.DictReader(io.StringIO(text)) if row["part"] == "explanation"]
        cells = {f"{row['section']} {row['path']}": row["value"] or row["words"] for row in rows}
        sheet = self.workbook(code, quarter)["Explanation"]
        body = list(sheet.iter_rows(min_row=2, values_only=True))
        expected = dict(flat(found))
        assert len(rows) == len(body) == len(expected)
        for (section, path, value, words), (where, leaf) in zip(
            body, expected.items(), strict=True
        ):
            assert f"{section} {path}" == where
            assert same(value if words is None else words, leaf), where
            assert same(cells[where], leaf), where

    def workbook(self, code: str, quarter: str) -> Any:
        content = self.client.get(f"/trusts/{code}/{quarter}.xlsx").content
        return load_workbook(io.BytesIO(content))


def flat(found: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Section and path of each figure and text, in order, by another way than the product's."""
    for section, each in found.items():
        if section != "steps":
            for path, leaf in leaves(each):
                yield f"{section} {path.removeprefix('.')}", leaf


def leaves(found: Any) -> list[tuple[str, Any]]:
    if isinstance(found, dict):
        return [(f".{key}{path}", leaf) for key in found for path, leaf in leaves(found[key])]
    if isinstance(found, list):
        return [
            (f"[{place + 1}]{path}", leaf)
            for place in range(len(found))
            for path, leaf in leaves(found[place])
        ]
    return [] if found is None else [("", found)]


def same(cell: Any, leaf: Any) -> bool:
    if isinstance(leaf, bool):
        return cell == ("yes" if leaf else "no")
    if isinstance(leaf, int | float):
        return float(cell) == pytest.approx(leaf, rel=1e-12)
    words = "" if cell is None else str(cell)
    return words.replace("\r\n", "\n") in (leaf, f"'{leaf}")


@pytest.mark.django_db
def test_what_is_not_known_is_null_and_says_why(client: Client) -> None:
    small_england()
    explain(SegmentAssignment.objects.get(assessment__quarter="2026-27-q1", trust="ZA3"))
    found = explanation(client, "ZA3", "2026-27-q1")
    assert set(found) == SECTIONS
    for section in ("answer", "sureness", "movement", "way_up"):
        assert found[section] is None
    assert found["no_way_up"]
    assert [metric["peers"] for metric in found["metrics"]] == [None, None]
    assert found["context"] == {"records": [], "in_programme": None, "statement": None}
    assert found["metrics"][0]["neighbours"] == {
        "better": {"ods_code": "ZA2", "value": 79.1},
        "worse": {"ods_code": "ZA4", "value": 77.0},
    }
    assert [row["quarter"] for row in found["trend"]] == ["2025-26-q3", "2025-26-q4", "2026-27-q1"]


@pytest.mark.django_db
def test_markup_in_a_statement_is_plain_text_in_files(client: Client) -> None:
    small_england()
    statement = f.TrustStatementFactory.create(
        trust=Trust.objects.get(pk="ZA3"),
        quarter=Quarter.objects.get(pk="2025-26-q4"),
        text='=1+1 <b>"quoted"</b>\n\nsecond',
    )
    f.StatementDecisionFactory.create(statement=statement)
    found = explanation(client, "ZA3", "2025-26-q4")
    assert found["context"]["statement"]["text"] == '=1+1 <b>"quoted"</b>\n\nsecond'
    table = client.get("/trusts/ZA3/2025-26-q4.csv").content.decode("utf-8-sig")
    (cell,) = [
        row["words"]
        for row in csv.DictReader(io.StringIO(table, newline=""))
        if row.get("path") == "statement.text"
    ]
    assert cell.startswith("'=1+1")


@pytest.mark.django_db
def test_a_statement_that_waits_is_in_no_file(client: Client) -> None:
    small_england()
    f.TrustStatementFactory.create(
        trust=Trust.objects.get(pk="ZA3"),
        quarter=Quarter.objects.get(pk="2025-26-q4"),
        text="Not yet.",
    )
    for ending in ("json", "csv"):
        content = client.get(f"/trusts/ZA3/2025-26-q4.{ending}").content.decode()
        assert "Not yet." not in content


def test_the_document_has_keys() -> None:
    assert len(documented()) > 100

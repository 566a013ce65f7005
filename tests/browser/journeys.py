"""What readers come for, done with the keyboard alone: find, sort, filter, compare, take away."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Download, Locator, Page, expect

from tests.browser.inspecting import tab_to


@dataclass(frozen=True)
class England:
    """What the journeys meet in the figures loaded; ``trusts`` are acute, in one region."""

    words: str
    """Found in the name of the first trust alone."""
    trusts: tuple[tuple[str, str], ...]
    """Codes and names."""
    region: str
    quarter: str
    label: str
    files: str
    """How the names of its files begin."""

    @property
    def table(self) -> str:
        """Address of the acute league table."""
        return f"/league-tables/acute/{self.quarter}/"


@dataclass(frozen=True)
class Reader:
    """A reader who has only a keyboard, perhaps in a browser without JavaScript."""

    page: Page
    script: bool

    def go(self, target: Locator) -> None:
        """Press Tab until the target has the focus, backwards when it lies behind."""
        tab_to(self.page, target)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def choose(self, field: Locator, words: str) -> None:
        """In a list of choices, by typing how the choice begins."""
        self.go(field)
        self.page.keyboard.type(words)

    def save(self, link: Locator) -> Download:
        """Follow a link to a file."""
        self.go(link)
        with self.page.expect_download() as given:
            self.press("Enter")
        return given.value

    def column(self, name: str) -> list[str]:
        """Cells of a column of the league table, as shown."""
        headings = self.page.locator(".app-league thead th").all_inner_texts()
        place = next(i for i, each in enumerate(headings) if each.startswith(name))
        rows = self.page.locator(".app-league tbody tr:has(td)")
        cells = rows.locator(f":scope > :nth-child({place + 1})").all_inner_texts()
        return [cell.splitlines()[0].strip() for cell in cells]

    def codes(self) -> list[str]:
        """Codes of the trusts in the league table, from the top."""
        return self.page.locator(".app-league tbody .app-code").all_inner_texts()


def find(reader: Reader, england: England) -> None:
    """From the home page to one's trust, by some words of its name."""
    page, (code, name) = reader.page, england.trusts[0]
    page.goto("/")
    reader.go(page.get_by_label("Find a trust by name, code or region"))
    page.keyboard.type(england.words)

    if reader.script:
        expect(page.get_by_role("option")).to_have_count(1)
        reader.press("ArrowDown", "Enter")
    else:
        reader.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        reader.go(page.get_by_role("main").get_by_role("link", name=name))
        reader.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page).to_have_url(f"/trusts/{code}/{england.quarter}/")


def sort_filter_and_download(reader: Reader, england: England) -> None:
    """The worst of a region first, and that very view in three kinds of file."""
    page = reader.page
    page.goto(england.table)
    _filter(reader, england.region)
    _sort(reader)

    codes, scores = reader.codes(), reader.column("Average score")
    assert set(reader.column("Region")) == {england.region}
    assert {code for code, _ in england.trusts} <= set(codes)
    assert scores == sorted(scores, key=float, reverse=True)

    for kind, read in (("CSV", _csv), ("Excel", _xlsx), ("JSON", _json)):
        given = reader.save(page.get_by_role("link", name=f"{kind} file of this table"))
        begin = f"{england.files}_acute_{england.quarter}_revision-"
        assert re.match(rf"{begin}\d+_filtered\.\w+$", given.suggested_filename)
        rows = read(Path(given.path()))
        assert [row["ods_code"] for row in rows] == codes
        assert [float(row["average_metric_score"]) for row in rows] == list(map(float, scores))
        assert {row["region"] for row in rows} == {england.region}


def _sort(reader: Reader) -> None:
    heading = reader.page.get_by_role("columnheader", name="Average score")
    link = reader.page.locator("#sort-score")
    reader.go(link)
    reader.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    if not reader.script:
        reader.go(link)
    expect(link).to_be_focused()
    reader.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")


def _filter(reader: Reader, region: str) -> None:
    page = reader.page
    reader.choose(page.locator("#id_region"), region)
    reader.go(page.locator("#apply-filters"))
    reader.press("Enter")
    expect(page.locator("#showing")).to_contain_text(re.compile(r"Showing \d+ of \d+ trusts"))
    expect(page.locator("#id_region")).to_have_value(region)


def compare(reader: Reader, england: England) -> None:
    """Three trusts side by side, from the ticks of a league table, and the figures in a file."""
    page = reader.page
    page.goto(f"{england.table}?region={england.region}")
    for code, _ in sorted(england.trusts, key=lambda trust: reader.codes().index(trust[0])):
        reader.go(page.locator(f"#compare-{code}"))
        reader.press("Space")
        expect(page.locator(f"#compare-{code}")).to_be_checked()
    reader.go(page.get_by_role("button", name="Compare ticked trusts"))
    reader.press("Enter")

    expect(page.get_by_text("Three of the")).to_contain_text("acute trusts side by side.")
    heads = page.get_by_role("table", name="Overall results").get_by_role("columnheader")
    expect(heads).to_have_count(1 + len(england.trusts))
    for code, name in england.trusts:
        assert any(name in text for text in heads.all_inner_texts()), code
    given = reader.save(page.get_by_role("link", name="CSV file of"))
    assert {row["ods_code"] for row in _csv(Path(given.path()))} == {
        code for code, _ in england.trusts
    }


def _csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def _json(path: Path) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(path.read_text())["rows"]
    return rows


def _xlsx(path: Path) -> list[dict[str, str]]:
    """Its headings are words, not names."""
    called = {"ODS code": "ods_code", "Average metric score": "average_metric_score"}
    head, *rows = load_workbook(io.BytesIO(path.read_bytes())).worksheets[0].values
    names = [called.get(str(each), str(each).lower()) for each in head]
    return [dict(zip(names, map(str, row), strict=True)) for row in rows]

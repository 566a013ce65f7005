"""Pages of NHS England's official files: the tables as published, and how they compare."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from league.services.audit import Actor
from league.services.imports import import_official
from tests.pages.reading import Reading

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]
RANK = re.compile(r"=?\b\d+\b")
Q4 = "/league-tables/acute/2025-26-q4/"


def codes_of(page: Reading) -> list[str]:
    """The code stands after the name, before the likely range and the tick for a comparison."""
    after = re.compile(r"(\w+) (?:likely \w+ to \w+ )?Compare ")
    return [after.findall(cell)[0] for cell in page.column("Trust")]


@pytest.fixture
def official(nof_dir: Path) -> None:
    """All official files, imported and published."""
    report = import_official(by=Actor("A tester", None), paths=[nof_dir], publish=True)
    assert not report.faults


@pytest.mark.usefixtures("official")
def test_official_tables_are_headed_as_published(client: Client, read: Read) -> None:
    q4 = read("/league-tables/acute/2025-26-q4/")
    codes = codes_of(q4)
    assert codes[:4] == ["RGM", "RBV", "RPY", "RBQ"]
    assert codes[-1] == "RWA"
    assert RANK.findall(q4.column("Rank")[-1]) == ["134"]

    assert client.get("/league-tables/").headers["Location"] == "/league-tables/acute/2026-27-q1/"
    q1 = read("/league-tables/acute/2026-27-q1/")
    codes = codes_of(q1)
    assert codes[:3] == ["RBQ", "RPC", "RTF"]
    assert set(codes[3:5]) == {"REN", "RP6"}
    assert [RANK.findall(cell)[0] for cell in q1.column("Rank")[3:5]] == ["=4", "=4"]
    assert codes[-1] == "RXL"

    for slug, trusts in (("2025-26-q4", 205), ("2026-27-q1", 202)):
        rows = {row[0]: row[1:3] for row in read(f"/quarters/{slug}/").rows if len(row) > 2}
        assert rows["Adjusted segment"] == (f"{trusts} of {trusts}", "100%")

    published = read("/league-tables/acute/2025-26-q3/")
    assert "As published." in published.text
    assert len(published.column("Trust")) == 134


@pytest.mark.usefixtures("official")
def test_the_official_table_reads_as_bands_whose_order_is_unsure(read: Read) -> None:
    page = read(Q4)

    bands = [row[0] for row in page.rows if len(row) == 1]
    assert [band.partition(" trusts")[0] for band in bands] == [
        *("Segment 1: 21", "Segment 2: 10", "Segment 3: 69", "Segment 4: 34")
    ]
    assert "No trust can be told apart from the one ranked next above it" in page.text
    assert "within the likely range" in page.column("Change since Q3 2025/26")[1]


@pytest.mark.usefixtures("official")
def test_a_misspelt_city_finds_its_trusts(read: Read) -> None:
    page = read(f"{Q4}?q=Livrpool")

    assert codes_of(page) == ["RBQ", "REP", "REM"]
    assert "Showing 3 of 134 trusts" in page.text


@pytest.mark.usefixtures("official")
def test_a_quarter_taken_as_published_has_no_domain_scores_and_says_so(read: Read) -> None:
    page = read("/league-tables/acute/2025-26-q3/?columns=domains,likely")

    assert set(page.column("Finance")) == {"No data not published"}
    assert set(page.column("Likely range of rank")) == {"No data not published"}

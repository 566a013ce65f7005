"""What moved since the quarter before, on a trust's page and at its charts' addresses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from league.services.handover import Handover, ValueLine
from league.services.publishing import publish
from tests.pages.england import small_england
from tests.pages.files import json_of, rows_of
from tests.pages.reading import Reading
from tests.services.builders import ACTOR, figures, handover, submit, trust_line, value_line

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]
PAGE = "/trusts/ZA1/2025-26-q4/"
CHARTS = f"{PAGE}charts"
WAITS = ("OF0023", "OF0003", "OF0010", "OF0011", "OF0014")
"""Further metrics of the acute trusts, so that more are scored than the page shows at first."""


def quarter(slug: str, *, step: float = 0.0, without: str = "") -> Handover:
    """The small quarter with more metrics; ``step`` moves the values of ZA1 by as much."""
    values = [line for line in handover(slug).values if line.metric != without]
    for place, metric in enumerate(WAITS):
        values += [
            value_line(code, metric, 60.0 + 7 * n + place) for n, code in enumerate(("ZA1", "ZA2"))
        ]
        values.append(value_line("ZA3", metric, 70.0 - place))
    return replace(handover(slug), values=tuple(_moved(line, step) for line in values))


def _moved(line: ValueLine, step: float) -> ValueLine:
    if line.code != "ZA1" or line.metric not in {*WAITS, "OF0013", "OF0082"}:
        return line
    return replace(line, value=(line.value or 0) + step)


def published(given: Handover) -> None:
    publish(by=ACTOR, quarter=submit(given).submission.quarter, reason="For a test")


@pytest.fixture
def two_quarters() -> None:
    published(quarter("2025-26-q3"))
    published(quarter("2025-26-q4", step=-9.0))


@pytest.mark.usefixtures("two_quarters")
def test_the_change_comes_first_and_then_what_made_it(read: Read) -> None:
    text = read(PAGE).text
    section = text[text.index("What moved since Q3 2025/26") :]
    assert "Its average metric score worsened by" in section
    assert section.index("Its average metric score") < section.index("Its own figures worsened")
    assert section.index("What moved it most:") < section.index("Whole change")
    assert "The parts sum to the whole change." in section


def _table(page: Reading, first: str) -> list[tuple[str, ...]]:
    """Rows of the table that begins with a row of that first cell, its head left out."""
    start = next(n for n, row in enumerate(page.rows) if row[0] == first)
    width = len(page.rows[start])
    found = []
    for row in page.rows[start + 1 :]:
        if len(row) != width:
            break
        found.append(row)
    return found


def _number(cell: str) -> int:
    """A signed figure of the page in ten-thousandths."""
    return round(float(cell.replace("\N{MINUS SIGN}", "-")) * 10_000)


@pytest.mark.usefixtures("two_quarters")
def test_the_parts_on_the_page_sum_to_the_change(read: Read) -> None:
    rows = _table(read(PAGE), "Part")
    amounts = {row[0].split(" What")[0]: _number(row[1]) for row in rows}
    whole = amounts.pop("Whole change")
    assert sum(amounts.values()) == whole
    assert amounts.keys() == {"Own figures"}


@pytest.mark.usefixtures("two_quarters")
def test_five_metrics_stand_on_the_page_and_the_others_wait(read: Read, client: Client) -> None:
    page = read(PAGE)
    starts = [n for n, row in enumerate(page.rows) if row[:2] == ("Metric", "Value, Q3 2025/26")]
    assert len(starts) == 2
    largest = page.rows[starts[0] + 1 : starts[1]]
    assert len(largest) == 5
    sizes = [abs(_number(row[-1])) for row in largest]
    assert sizes == sorted(sizes, reverse=True)
    html = client.get(PAGE).content.decode()
    assert "3 other metrics" in html
    assert html.index("moved-most") < html.index("3 other metrics") < html.index("moved-less")


@pytest.mark.usefixtures("two_quarters")
def test_every_metric_is_in_its_file_and_sums_to_the_change(client: Client, read: Read) -> None:
    rows = rows_of(client, f"{CHARTS}/movement-metrics.csv")
    total = sum(round(float(row["effect"]) * 10_000) for row in rows)
    assert total == _number(dict(_parts(read(PAGE)))["Whole change"])
    assert len(rows) == 8


def _parts(page: Reading) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in _table(page, "Part")]


@pytest.mark.usefixtures("two_quarters")
@pytest.mark.parametrize("name", ["movement", "movement-metrics"])
def test_the_charts_have_a_page_with_a_table_a_figure_and_files(
    client: Client, read: Read, name: str
) -> None:
    assert read(f"{CHARTS}/{name}/").rows
    assert client.get(f"{CHARTS}/{name}.figure.json").json()["figure"]["data"]
    for ending in ("csv", "xlsx", "json"):
        assert client.get(f"{CHARTS}/{name}.{ending}").status_code == 200


@pytest.mark.usefixtures("two_quarters")
def test_the_file_of_the_bridge_starts_and_ends_with_the_averages(client: Client) -> None:
    rows = json_of(client, f"{CHARTS}/movement.json")["rows"]
    assert (rows[0]["step"], rows[-1]["step"]) == ("Q3 2025/26", "Q4 2025/26")
    changes = sum(round((row["change"] or 0) * 10_000) for row in rows)
    assert changes == round(rows[-1]["average"] * 10_000) - round(rows[0]["average"] * 10_000)


def test_a_metric_scored_only_now_says_so(read: Read) -> None:
    published(quarter("2025-26-q3", without="OF0013"))
    published(quarter("2025-26-q4"))
    page = read(PAGE)
    assert "Scored now and not before: A&E" in page.text
    row = next(row for row in page.rows if row[0].endswith("Scored only now"))
    assert row[1:4:2] == ("No figure", "Not scored")


def test_a_quarter_as_published_tells_only_the_averages(read: Read, client: Client) -> None:
    codes = [line.code for line in handover("2025-26-q3").trusts]
    published(replace(handover("2025-26-q3"), values=(), figures=figures(*codes)))
    published(quarter("2025-26-q4"))
    page = read(PAGE)
    assert "were taken as published, because not every trust's figures are at hand" in page.text
    assert "What made up the change is not known." in page.text
    assert "Whole change" not in page.text
    assert client.get(f"{CHARTS}/movement/").status_code == 404
    assert client.get(f"{CHARTS}/movement-metrics.csv").status_code == 404


def test_the_first_quarter_of_all_has_nothing_to_compare_with(read: Read) -> None:
    published(quarter("2025-26-q4"))
    assert (
        "Q4 2025/26 is the first quarter with published results of this trust, so there is "
        "nothing to compare it with."
    ) in read(PAGE).text


def test_a_new_framework_is_said_and_not_split(read: Read) -> None:
    published(quarter("2025-26-q4"))
    lines = tuple(value_line(code, "OF0082", 5.0) for code in ("ZA1", "ZA2"))
    published(Handover("2026-27-q1", (trust_line("ZA1"), trust_line("ZA2")), lines))
    page = read("/trusts/ZA1/2026-27-q1/")
    assert "Q1 2026/27 cannot be compared with Q4 2025/26: the framework changed" in page.text
    assert "Whole change" not in page.text


def test_a_trust_that_was_not_there_before_is_said_to_be_new(read: Read) -> None:
    small = quarter("2025-26-q3")
    published(
        replace(
            small,
            trusts=tuple(line for line in small.trusts if line.code != "ZA1"),
            values=tuple(line for line in small.values if line.code != "ZA1"),
        )
    )
    published(quarter("2025-26-q4"))
    assert "The trust has no average score for Q3 2025/26" in read(PAGE).text


def test_a_quarter_published_before_this_was_worked_out_says_so(read: Read) -> None:
    small_england()
    assert (
        "What moved since Q3 2025/26 was not worked out when Q4 2025/26 was published."
    ) in read(PAGE).text

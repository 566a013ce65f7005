"""The league table: order, filters, words, and every wrong parameter."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.pages.england import Place, place, publish, small_england
from tests.pages.reading import Reading

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]
Q4 = "/league-tables/acute/2025-26-q4/"
Q1 = "/league-tables/acute/2026-27-q1/"


def codes(page: Reading) -> list[str]:
    return [cell.split()[-1] for cell in page.column("Trust")]


def test_a_table_stands_in_league_order_with_shared_ranks_marked(read: Read) -> None:
    small_england()

    page = read(Q4)

    assert codes(page) == ["ZA1", "ZA2", "ZA3", "ZA4", "ZA5", "ZA6"]
    assert page.column("Rank") == ["1", "=2 joint 2nd", "=2 joint 2nd", "4", "5", "6"]
    assert page.title == "Acute trusts: league table, Q4 2025/26 – Trust League"
    assert page.sorted_columns == {"Rank (sorted best first) – sort worst first": "ascending"}


def test_each_row_says_segment_range_and_override_in_words(read: Read) -> None:
    small_england()

    page = read(Q4)

    assert page.column("Segment")[4] == "Segment 3"
    assert page.column("Average score")[4] == "1.90"
    assert page.column("Likely range of rank")[4] == "5th to 8th"
    assert page.column("Financial override") == ["No"] * 4 + ["In deficit: held at 3", "No"]


def test_a_deficit_without_effect_is_told_from_one_that_holds(read: Read) -> None:
    small = publish("2026-27-q1")
    place(small, Place("ZA1", 1, "2.90", 4), override_flagged=True, override_moved=False)
    place(small, Place("ZA2", 2, "2.95", 4), override_flagged=None, override_moved=None)

    page = read(Q1)

    assert page.column("Financial override") == ["In deficit: no effect", "Not published"]


def test_change_is_shown_within_one_edition(read: Read) -> None:
    small_england()

    page = read(Q4)

    assert page.column("Change since Q3 2025/26") == [
        "Up 1 place better segment: 2 to 1 within the likely range",
        "Down 1 place",
        "Up 1 place better segment: 2 to 1 within the likely range",
        "Same rank",
        "Same rank",
        "No data was not in the table",
    ]


def test_no_change_is_shown_across_editions_and_the_page_says_why(read: Read) -> None:
    small_england()

    page = read(Q1)

    assert not any(cell.startswith("Change") for cell in page.rows[0])
    assert "No change since Q4 2025/26 is shown, because the framework changed" in page.text


def test_the_first_quarter_says_that_nothing_came_before(read: Read) -> None:
    small_england()

    page = read("/league-tables/acute/2025-26-q3/")

    assert "this is the first quarter here" in page.text


@pytest.mark.parametrize(
    ("sort", "expected", "aria"),
    [
        ("-rank", ["ZA6", "ZA5", "ZA4", "ZA2", "ZA3", "ZA1"], "descending"),
        ("trust", ["ZA1", "ZA2", "ZA3", "ZA4", "ZA5", "ZA6"], "ascending"),
        ("-trust", ["ZA6", "ZA5", "ZA4", "ZA3", "ZA2", "ZA1"], "descending"),
        ("score", ["ZA1", "ZA2", "ZA3", "ZA5", "ZA4", "ZA6"], "ascending"),
        ("region", ["ZA3", "ZA6", "ZA1", "ZA4", "ZA2", "ZA5"], "ascending"),
        ("-segment", ["ZA6", "ZA5", "ZA4", "ZA2", "ZA3", "ZA1"], "descending"),
        ("likely", ["ZA1", "ZA2", "ZA3", "ZA4", "ZA5", "ZA6"], "ascending"),
        ("-override", ["ZA5", "ZA1", "ZA2", "ZA3", "ZA4", "ZA6"], "descending"),
        ("change", ["ZA1", "ZA3", "ZA4", "ZA5", "ZA2", "ZA6"], "ascending"),
        ("-change", ["ZA2", "ZA4", "ZA5", "ZA1", "ZA3", "ZA6"], "descending"),
    ],
)
def test_every_column_sorts_both_ways(
    read: Read, sort: str, expected: list[str], aria: str
) -> None:
    small_england()

    page = read(f"{Q4}?sort={sort}")

    assert codes(page) == expected
    assert list(page.sorted_columns.values()) == [aria]
    assert len(page.sorted_columns) == 1


def test_trusts_without_a_figure_come_last_either_way(read: Read) -> None:
    small = publish("2026-27-q1")
    place(small, Place("ZA1", 1, "1.50", 1))
    place(small, Place("ZA2", 2, "1.60", 1), average_score=None, league_rank=None, final=None)

    assert codes(read(f"{Q1}?sort=score")) == ["ZA1", "ZA2"]
    page = read(f"{Q1}?sort=-score")
    assert codes(page) == ["ZA1", "ZA2"]
    assert page.column("Average score")[1] == "No data"
    assert page.column("Rank")[1] == "Not ranked"
    assert page.column("Segment")[1] == "No segment No score to place it by"


def test_a_filtered_table_keeps_full_ranks_and_says_how_much_it_shows(read: Read) -> None:
    small_england()

    page = read(f"{Q4}?region=Midlands&sort=-rank")

    assert codes(page) == ["ZA4", "ZA1"]
    assert page.column("Rank") == ["4", "1"]
    assert "Showing 2 of 6 trusts, grouped by segment, sorted by rank, worst first." in page.text
    assert page.links["Clear filters"] == f"{Q4}?sort=-rank"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=za4", ["ZA4"]),
        ("q=trust+za5", ["ZA5"]),
        ("segment=1", ["ZA1", "ZA2", "ZA3"]),
        ("subtype=Acute+-+Large&segment=4", ["ZA6"]),
        ("q=nobody", []),
    ],
)
def test_filters_narrow_the_table(read: Read, query: str, expected: list[str]) -> None:
    small_england()

    page = read(f"{Q4}?{query}")

    assert codes(page) == expected


def test_a_search_without_a_hit_says_so(read: Read) -> None:
    small_england()

    page = read(f"{Q4}?q=nobody")

    assert "Showing 0 of 6 trusts" in page.text
    assert "No trusts match." in page.text


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("region=Atlantis", "There is no region “Atlantis” here"),
        ("segment=9", "There is no segment “9” here"),
        ("segment=one", "There is no segment “one” here"),
        ("subtype=%00", "There is no kind of trust"),
        ("q=%00", "The search text could not be used"),
        ("q=" + "x" * 101, "The search text could not be used"),
        ("sort=price", "This table cannot be sorted by “price”"),
        ("sort=--rank", "This table cannot be sorted by “--rank”"),
        ("sort=-", "This table cannot be sorted by “-”"),
    ],
)
def test_a_wrong_parameter_is_answered_with_the_whole_table_and_a_notice(
    read: Read, query: str, notice: str
) -> None:
    small_england()

    page = read(f"{Q4}?{query}")

    assert notice in page.text
    assert len(codes(page)) == 6


def test_parameters_of_others_are_let_be(read: Read) -> None:
    small_england()

    assert len(codes(read(f"{Q4}?utm_source=paper&page=7"))) == 6


def test_links_of_a_view_carry_its_state(read: Read) -> None:
    small_england()

    page = read(f"{Q4}?region=Midlands&q=trust&sort=score")

    assert page.links["Ambulance"] == (
        "/league-tables/ambulance/2025-26-q4/?q=trust&region=Midlands&sort=score"
    )
    assert f"{Q4}?q=trust&region=Midlands&sort=-score" in page.links.values()
    assert f"{Q4}?q=trust&region=Midlands" in page.links.values()


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("/league-tables/", Q1),
        ("/league-tables/ambulance/", "/league-tables/ambulance/2026-27-q1/"),
        ("/league-tables/?quarter=2025-26-q4", Q4),
        (
            "/league-tables/?type=ambulance&quarter=2025-26-q4&region=London&q=",
            "/league-tables/ambulance/2025-26-q4/?region=London",
        ),
        ("/league-tables/?type=hospital&quarter=1999-00-q1", Q1),
    ],
)
def test_the_switch_leads_to_a_table(client: Client, address: str, target: str) -> None:
    small_england()

    response = client.get(address)

    assert (response.status_code, response.headers["Location"]) == (302, target)


def test_a_draft_is_not_shown(read: Read) -> None:
    small_england()
    assessment = publish("2026-27-q2")
    assessment.quarter.current_revision = None
    assessment.quarter.save()

    read("/league-tables/acute/2026-27-q2/", status=404)


@pytest.mark.parametrize(
    "address", ["/league-tables/hospital/2025-26-q4/", "/league-tables/acute/q4/"]
)
def test_an_unknown_table_is_not_found(read: Read, address: str) -> None:
    small_england()

    assert read(address, status=404).heading == "Page not found"

"""The league table's bands, columns, search and revisions; what the address holds."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from league.models import Quarter
from league.presenters.league_rows import CLOSE_MARK
from league.rules.standings import RULE
from tests import factories
from tests.pages.england import Place, place, publish, small_england
from tests.pages.reading import Reading
from trusts.models import Trust

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]
Q4 = "/league-tables/acute/2025-26-q4/"
Q1 = "/league-tables/acute/2026-27-q1/"


def codes(page: Reading) -> list[str]:
    return [re.findall(r"\bZA\d\b", cell)[-1] for cell in page.column("Trust")]


def bands(page: Reading) -> list[str]:
    return [row[0] for row in page.rows if len(row) == 1 and row[0].startswith("Segment")]


def headings(page: Reading) -> list[str]:
    return [cell.partition(" (sorted")[0].partition(" –")[0] for cell in page.rows[0]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["1: 3 trusts", "2: 1 trust", "3: 1 trust", "4: 1 trust"]),
        ("?sort=-rank", ["4: 1 trust", "3: 1 trust", "2: 1 trust", "1: 3 trusts"]),
        ("?sort=segment&region=Midlands", ["1: 1 of 3 trusts", "2: 1 trust"]),
    ],
)
def test_a_table_in_league_order_reads_as_bands(
    read: Read, query: str, expected: list[str]
) -> None:
    small_england()

    page = read(f"{Q4}{query}")

    assert [
        band.removeprefix("Segment ")[: len(want)]
        for band, want in zip(bands(page), expected, strict=True)
    ] == expected
    assert "grouped by segment" in page.text


def test_another_order_has_no_bands_and_says_so(read: Read) -> None:
    small_england()

    page = read(f"{Q4}?sort=score")

    assert bands(page) == []
    assert "Segments are not grouped in this order." in page.text
    assert page.column("Segment")[0] == "Segment 1 Consistently strong"


def test_the_programme_is_a_band_of_its_own_after_segment_4(read: Read) -> None:
    small = publish("2026-27-q1")
    place(small, Place("ZA1", 1, "2.80", 4), final=5)
    place(small, Place("ZA2", 2, "2.90", 4))

    page = read(Q1)

    assert codes(page) == ["ZA2", "ZA1"]
    assert [band[:9] for band in bands(page)] == ["Segment 4", "Segment 5"]


def test_trusts_that_cannot_be_told_apart_are_marked_and_counted(read: Read) -> None:
    small = publish("2026-27-q1")
    for code, rank, low, high in (("ZA1", 1, 1, 2), ("ZA2", 2, 1, 2), ("ZA3", 3, 3, 3)):
        place(small, Place(code, rank, "1.50", 1), rank_low=low, rank_high=high)

    page = read(Q1)

    assert [cell.startswith(CLOSE_MARK) for cell in page.column("Rank")] == [False, True, False]
    assert f"{CLOSE_MARK} 1 of 3 trusts cannot be told apart from the one ranked" in page.text
    assert RULE in page.text
    assert page.links["Compare any two trusts"] == "/compare/?quarter=2026-27-q1"


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ((5, 5), "3 of 5 trusts cannot be told apart from the one ranked next above: read"),
        ((4, 5), "No trust can be told apart from the one ranked next above it: read"),
    ],
)
def test_a_mark_that_would_stand_nearly_everywhere_is_said_once_instead(
    read: Read, last: tuple[int, int], said: str
) -> None:
    small = publish("2026-27-q1")
    for rank in range(1, 5):
        where = Place(f"ZA{rank}", rank, "1.50", 1)
        place(small, where, rank_low=1, rank_high=4)
    place(small, Place("ZA5", 5, "1.50", 1), rank_low=last[0], rank_high=last[1])

    page = read(Q1)

    assert page.column("Rank") == ["1", "2", "3", "4", "5"]
    assert said in page.text
    assert "Compare any two trusts" in page.links


def test_the_likely_range_stands_with_the_name_as_well(read: Read) -> None:
    small_england()

    assert page_names(read(Q4))[0] == "Invented Trust ZA1 ZA1 likely 1st to 4th"
    assert page_names(read(f"{Q4}?columns=score"))[0] == "Invented Trust ZA1 ZA1 likely 1st to 4th"


def page_names(page: Reading) -> list[str]:
    return [cell.partition(" Compare")[0] for cell in page.column("Trust")]


def test_without_likely_ranges_nothing_is_said_of_them(read: Read) -> None:
    small = publish("2026-27-q1")
    place(small, Place("ZA1", 1, "1.50", 1), rank_low=None, rank_high=None)

    page = read(Q1)

    assert page.column("Likely range of rank") == ["No data not published"]
    assert "cannot be told apart from the one ranked next above." not in page.text


def test_domain_scores_are_columns_that_sort_and_lead_to_their_tables(read: Read) -> None:
    small = publish("2026-27-q1")
    for code, score in (("ZA1", 2.5), ("ZA2", 1.25), ("ZA3", None)):
        row = place(small, Place(code, int(code[-1]), "1.50", 1))
        factories.DomainScoreFactory.create(
            assessment=small,
            trust=row.trust,
            domain="access",
            score=score,
            rounded=score,
            segment=score and 2,
        )

    page = read(f"{Q1}?columns=score,access&sort=access")

    assert headings(page) == ["Rank", "Trust", "Average score", "Access"]
    assert codes(page) == ["ZA2", "ZA1", "ZA3"]
    assert page.column("Access") == ["1.25 Segment 2", "2.50 Segment 2", "No data no metric scored"]
    assert page.links["Details: Access to services"] == f"{Q1}domains/access/"


def test_a_domain_that_is_not_at_hand_says_so(read: Read) -> None:
    small_england()

    page = read(f"{Q4}?columns=domains")

    assert headings(page)[2:] == ["Access", "Patient safety", "Effectiveness", "People", "Finance"]
    assert page.column("Access")[0] == "No data not published"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("columns=trust", ["Rank", "Trust"]),
        (
            "columns=trust&columns=region&columns=score",
            ["Rank", "Trust", "Average score", "Region"],
        ),
        ("columns=region,score", ["Rank", "Trust", "Average score", "Region"]),
        ("columns=subtype", ["Rank", "Trust", "Kind of trust"]),
    ],
)
def test_columns_are_chosen_in_the_address(read: Read, query: str, expected: list[str]) -> None:
    small_england()

    assert headings(read(f"{Q4}?{query}")) == expected


def test_links_keep_the_columns_and_a_hidden_column_still_sorts(read: Read) -> None:
    small_england()

    page = read(f"{Q4}?columns=score&columns=trust&sort=region&region=London")

    assert "sorted by region, A to Z" in page.text
    assert page.links["Clear filters"] == f"{Q4}?columns=score&sort=region"
    kept = page.links["Mental health and community"]
    assert kept.endswith("?region=London&columns=score&sort=region")


def test_an_unknown_column_is_left_out_with_a_notice(read: Read) -> None:
    small_england()

    page = read(f"{Q4}?columns=price")

    assert "There is no column “price” here, so it was left out." in page.text
    assert "Average score" in headings(page)


def test_the_change_column_is_dropped_where_nothing_compares(read: Read) -> None:
    small_england()

    page = read(f"{Q1}?columns=change,score")

    assert headings(page) == ["Rank", "Trust", "Average score"]
    assert "No change since Q4 2025/26 is shown" in page.text


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("override=held", ["ZA5"]),
        ("override=none", ["ZA1", "ZA2", "ZA3", "ZA4", "ZA6"]),
        ("override=no-effect", []),
        ("moved=better", ["ZA1", "ZA3"]),
        ("moved=worse", []),
        ("moved=same", ["ZA2", "ZA4", "ZA5"]),
    ],
)
def test_override_and_move_narrow_the_table(read: Read, query: str, expected: list[str]) -> None:
    small_england()

    assert codes(read(f"{Q4}?{query}")) == expected


def test_moves_cannot_be_asked_for_across_editions(read: Read) -> None:
    small_england()

    page = read(f"{Q1}?moved=better")

    assert "There is no moved segment “better” here" in page.text
    assert len(codes(page)) == 6


def test_boards_are_offered_only_where_one_is_known(read: Read) -> None:
    small_england()
    assert "Integrated care board" not in read(Q4).text

    Trust.objects.filter(pk="ZA4").update(icb="Invented North")

    page = read(f"{Q4}?icb=Invented+North")
    assert "Integrated care board" in page.text
    assert codes(page) == ["ZA4"]


@pytest.fixture
def liverpool() -> None:
    small = publish("2026-27-q1")
    place(small, Place("ZA1", 1, "1.50", 1), name="Liverpool Invented Hospitals")
    place(small, Place("ZA2", 2, "1.60", 1), name="Blackpool Invented Hospitals")
    Trust.objects.filter(pk="ZA1").update(
        name="Liverpool Invented Hospitals", former_names=["Broadgreen Infirmary"]
    )
    Trust.objects.filter(pk="ZA2").update(name="Blackpool Invented Hospitals")


@pytest.mark.usefixtures("liverpool")
@pytest.mark.parametrize("text", ["Livrpool", "lvierpool", "Brodgreen", "Liverpol hospitals"])
def test_a_misspelt_search_shows_trusts_like_it_and_says_so(read: Read, text: str) -> None:
    page = read(f"{Q1}?q={text}")

    assert codes(page) == ["ZA1"]
    assert f"No trust is called “{text}”. Showing trusts with names like it." in page.text
    assert "Showing 1 of 2 trusts" in page.text


@pytest.mark.usefixtures("liverpool")
@pytest.mark.parametrize("text", ["liverpool", "Broadgreen", "za1"])
def test_a_right_search_is_not_taken_for_a_misspelt_one(read: Read, text: str) -> None:
    page = read(f"{Q1}?q={text}")

    assert codes(page) == ["ZA1"]
    assert "No trust is called" not in page.text


def test_a_later_revision_says_which_and_why_on_top(read: Read) -> None:
    small = publish("2026-27-q1")
    place(small, Place("ZA1", 1, "1.50", 1))
    assert "Revision 2" not in read(Q1).text

    again = factories.AssessmentFactory.create(submission=small.submission)
    place(again, Place("ZA1", 1, "1.40", 1))
    revision = factories.RevisionFactory.create(
        assessment=again, reason="A trust sent its values again", number=2
    )
    Quarter.objects.filter(pk="2026-27-q1").update(current_revision=revision)

    page = read(Q1)
    assert "Revision 2, published on" in page.text
    assert page.text.index("A trust sent its values again") < page.text.index("Showing all")


def test_the_quarter_switch_carries_the_whole_view(client: Client) -> None:
    small_england()
    asked: dict[str, Any] = {
        "type": "acute",
        "quarter": "2025-26-q3",
        "override": "held",
        "columns": ["score", "region"],
    }

    response = client.get("/league-tables/", asked)

    assert response.headers["Location"] == (
        "/league-tables/acute/2025-26-q3/?override=held&columns=score,region"
    )

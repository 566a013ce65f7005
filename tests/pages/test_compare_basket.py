"""The basket of a comparison, which is its address: filling it, emptying it, and every fault."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from urllib.parse import quote

import pytest
from django.test import Client

from league.models import SegmentAssignment
from tests import factories
from tests.pages.england import Place, explain, place, small_england
from tests.pages.reading import Reading

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]
Counted = Callable[[int], AbstractContextManager[object]]

Q4 = "quarter=2025-26-q4"
Q1 = "quarter=2026-27-q1"


def compare(*codes: str, rest: str = Q4) -> str:
    return f"/compare/?{'&'.join([*(f'trust={code}' for code in codes), rest])}"


def compared(page: Reading) -> list[str]:
    """Codes of the trusts side by side; none when there is no comparison."""
    return [cell.split()[-1] for cell in page.rows[0][1:]] if page.rows else []


def test_an_empty_basket_says_how_to_fill_it(read: Read) -> None:
    small_england()

    page = read("/compare/")

    assert "Choose two to six trusts of one type" in page.text
    assert page.links["Ambulance"] == "/league-tables/ambulance/2026-27-q1/"
    assert compared(page) == []


def test_one_trust_is_offered_its_neighbours_and_its_like(read: Read) -> None:
    small_england()

    page = read(compare("ZA4"))

    assert "Add at least one more of the acute trusts to compare it with." in page.text
    assert page.links["Add Invented Trust ZA5"] == compare("ZA4", "ZA5")
    assert page.links["Add both"] == compare("ZA4", "ZA3", "ZA5")
    assert page.links["Add Invented Trust ZA1"] == compare("ZA4", "ZA1")
    assert compared(page) == []


@pytest.mark.parametrize(
    ("code", "expected"),
    [("ZA1", ["ZA2", "ZA3"]), ("ZA4", ["ZA3", "ZA5"]), ("ZA6", ["ZA4", "ZA5"])],
)
def test_the_way_to_a_trusts_neighbours_is_one_address(
    client: Client, code: str, expected: list[str]
) -> None:
    small_england()

    response = client.get(f"{compare(code)}&beside=neighbours")

    assert response.headers["Location"] == compare(code, *expected)


def test_each_trust_can_be_taken_out(read: Read) -> None:
    small_england()

    page = read(compare("ZA1", "ZA2", "ZA4"))

    assert page.links["Remove Invented Trust ZA2 from the comparison"] == compare("ZA1", "ZA4")
    assert page.links["Start again with no trusts"] == f"/compare/?{Q4}"


@pytest.mark.parametrize("typed", ["ZA4", "za4", "invented trust za4"])
def test_a_trust_named_in_full_is_added_at_once(client: Client, typed: str) -> None:
    small_england()

    response = client.get(f"{compare('ZA1')}&q={quote(typed)}")

    assert (response.status_code, response.headers["Location"]) == (302, compare("ZA1", "ZA4"))


def test_a_search_lists_whom_it_finds_and_says_why_some_cannot_be_added(read: Read) -> None:
    small_england()

    page = read(f"{compare('ZA1')}&q=invented")

    assert "8 trusts match “invented”" in page.text
    assert page.links["Add Invented Trust ZA2 to the comparison"] == compare("ZA1", "ZA2")
    assert "Invented Trust ZA1 ZA1 Acute - Large Compared already" in page.text
    assert "One of the ambulance trusts: not comparable with these" in page.text


def test_a_long_list_of_matches_is_cut_and_says_so(read: Read) -> None:
    small_england()
    assessment = SegmentAssignment.objects.get(
        assessment__quarter="2025-26-q4", trust="ZA1"
    ).assessment
    for number in range(7, 20):
        place(assessment, Place(f"Y{number:03d}", number, "3.50", 4))

    page = read(f"{compare('ZA1')}&q=trust")

    assert "21 trusts match “trust”" in page.text
    assert "9 more: type more of the name to find fewer." in page.text


def test_a_search_that_finds_nobody_says_so(read: Read) -> None:
    small_england()

    page = read(f"{compare('ZA1', 'ZA2')}&q=nowhere")

    assert "No trust of this quarter matches “nowhere”" in page.text
    assert compared(page) == ["ZA1", "ZA2"]


def test_a_misspelt_name_finds_those_spelt_alike(read: Read) -> None:
    small_england()

    page = read(f"{compare('ZA1')}&q=Invnted")

    assert "No trust matches “Invnted”; these are spelt alike" in page.text
    assert page.links["Add Invented Trust ZA2 to the comparison"] == compare("ZA1", "ZA2")


def test_some_words_of_a_name_find_trusts_that_have_them(read: Read) -> None:
    small_england()

    page = read(f"{compare('ZA1')}&q=borough+za3")

    assert "No trust matches all of “borough za3”; these have some of its words" in page.text
    assert "Invented Trust ZA3" in page.text


def test_the_name_of_a_merged_trust_finds_its_successor(read: Read) -> None:
    small_england()
    factories.TrustFactory.create(
        ods_code="ZZ9", name="Former Hospitals", closed=date(2024, 4, 1), successor_id="ZA2"
    )

    page = read(f"{compare('ZA1')}&q=former")

    assert "1 trust matches “former”" in page.text
    assert page.links["Add Invented Trust ZA2 to the comparison"] == compare("ZA1", "ZA2")


def test_trusts_of_different_types_are_not_compared_and_led_on(read: Read) -> None:
    small_england()

    page = read(compare("ZA1", "ZX1", "ZA2"))

    assert "These are acute trusts and ambulance trusts." in page.text
    assert compared(page) == []
    names = "Invented Trust ZA1 and Invented Trust ZA2"
    assert page.links[f"Compare the acute trusts: {names}"] == compare("ZA1", "ZA2")
    assert page.links["Compare Invented Trust ZX1 with other ambulance trusts"] == compare("ZX1")


def test_more_than_six_are_too_many(read: Read) -> None:
    small_england()
    row = SegmentAssignment.objects.get(assessment__quarter="2025-26-q4", trust="ZA1")
    place(row.assessment, Place("ZA7", 7, "3.10", 4))
    place(row.assessment, Place("ZA8", 8, "3.20", 4))

    page = read(compare(*(f"ZA{n}" for n in range(1, 9))))

    assert compared(page) == ["ZA1", "ZA2", "ZA3", "ZA4", "ZA5", "ZA6"]
    assert (
        "Up to six trusts can be compared at once, so Invented Trust ZA7 and Invented Trust ZA8 "
        "were left out."
    ) in page.text
    assert "Add a trust by name, code or region" not in page.text


def test_a_full_basket_takes_no_more_from_a_search(read: Read) -> None:
    small_england()

    page = read(f"{compare(*(f'ZA{n}' for n in range(1, 7)))}&q=ZX1")

    assert "not comparable with these" in page.text
    assert len(compared(page)) == 6


@pytest.mark.parametrize(
    ("codes", "notice"),
    [
        (["NOONE"], "No trust has the code “NOONE”, so it was left out."),
        (["NO1", "NO2"], "No trusts have the codes “NO1” and “NO2”, so they were left out."),
        (["ZA1 OR 1=1"], "have the codes “OR” and “1=1”"),
        (["x\x00y"], "No trust has the code"),
        (["<b>"], "No trust has the code “<B>”"),
        (["A" * 5000], f"No trust has the code “{'A' * 40}”"),
        (["\N{SHRUG}"], "No trust has the code"),
    ],
)
def test_codes_that_no_trust_has_are_left_out_and_named(
    read: Read, codes: list[str], notice: str
) -> None:
    small_england()

    page = read(compare("ZA1", *(quote(code) for code in codes), "ZA2"))

    assert notice in page.text
    assert compared(page) == ["ZA1", "ZA2"]


@pytest.mark.parametrize("given", ["trust=za1&trust=ZA2", "trust=ZA1,ZA2", "trust=%20ZA1+za2"])
def test_codes_are_read_however_they_are_typed(read: Read, given: str) -> None:
    small_england()

    assert compared(read(f"/compare/?{given}&{Q4}")) == ["ZA1", "ZA2"]


def test_a_trust_asked_for_twice_counts_once(read: Read) -> None:
    small_england()

    page = read(compare("ZA1", "za1", "ZA2", "ZA1"))

    assert compared(page) == ["ZA1", "ZA2"]


def test_a_thousand_codes_are_answered(read: Read) -> None:
    small_england()

    page = read(compare("ZA1", "ZA2", *(f"X{n:03d}" for n in range(900))))

    assert compared(page) == ["ZA1", "ZA2"]


@pytest.mark.parametrize("quarter", ["1999-00-q1", "nonsense", "%00", "2026-27-q4"])
def test_an_unknown_quarter_shows_the_latest_and_says_so(read: Read, quarter: str) -> None:
    small_england()

    page = read(compare("ZA1", "ZA2", rest=f"quarter={quarter}"))

    assert page.heading == "Q1 2026/27 Compare trusts"
    assert "There is no quarter “" in page.text
    assert compared(page) == ["ZA1", "ZA2"]


@pytest.mark.parametrize("text", ["%00", "a" * 500, "%F0%9F%A4%B7", "'; DROP TABLE", "%25_%25"])
def test_no_search_text_breaks_the_page(read: Read, text: str) -> None:
    small_england()

    assert compared(read(f"{compare('ZA1', 'ZA2')}&q={text}")) == ["ZA1", "ZA2"]


def test_a_trust_without_results_in_the_quarter_stays_in_the_basket(read: Read) -> None:
    small_england()

    page = read(compare("ZA1", "ZA6", "ZA2", rest="quarter=2025-26-q3"))

    assert "Invented Trust ZA6 has no results for Q3 2025/26, so it is not compared." in page.text
    assert compared(page) == ["ZA1", "ZA2"]
    assert page.links["Remove Invented Trust ZA6 from the comparison"] == compare(
        "ZA1", "ZA2", rest="quarter=2025-26-q3"
    )
    assert page.links["Remove Invented Trust ZA1 from the comparison"] == compare(
        "ZA6", "ZA2", rest="quarter=2025-26-q3"
    )


@pytest.mark.parametrize("codes", [("ZZ9", "ZA1", "ZA2"), ("ZA1", "ZZ9", "ZA2")])
def test_a_successor_already_compared_is_not_compared_twice(
    read: Read, codes: tuple[str, ...]
) -> None:
    small_england()
    factories.TrustFactory.create(
        ods_code="ZZ9", name="Old Trust", closed=date(2024, 4, 1), successor_id="ZA1"
    )

    page = read(compare(*codes))

    assert compared(page) == ["ZA1", "ZA2"]
    assert "already" in page.text


def test_a_closed_trust_without_successor_is_left_out(read: Read) -> None:
    small_england()
    factories.TrustFactory.create(ods_code="ZZ9", name="Old Trust", closed=date(2024, 4, 1))

    page = read(compare("ZZ9", "ZA1"))

    assert "Old Trust has no results for Q4 2025/26, so it is not compared." in page.text
    assert "Add at least one more of the acute trusts" in page.text


def test_the_files_of_what_cannot_be_compared_are_not_found(client: Client) -> None:
    assert client.get("/compare.csv?trust=ZA1&trust=ZA2").status_code == 404
    small_england()

    assert client.get("/compare.csv?trust=ZA1").status_code == 404
    assert client.get("/compare.json?trust=ZA1&trust=ZX1").status_code == 404


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/compare/", 3),
        (compare("ZA1"), 3),
        (compare("ZA1", "ZA2"), 6),
        (compare("ZA1", "ZA2", "ZA3", "ZA4", "ZA5", "ZA6", rest=Q1), 6),
        (f"{compare('ZA1', 'ZA2')}&q=trust", 7),
        (f"{compare('ZA1', 'ZA2', 'ZZ9')}&q=trust", 8),
        (compare("ZA1", "ZX1"), 3),
    ],
)
def test_a_comparison_takes_few_queries_however_many_trusts(
    client: Client, django_assert_num_queries: Counted, address: str, queries: int
) -> None:
    small_england()
    factories.TrustFactory.create(ods_code="ZZ9", closed=date(2024, 4, 1), successor_id="ZA3")
    for row in SegmentAssignment.objects.filter(trust__in=["ZA1", "ZA2", "ZA4"]):
        explain(row)

    with django_assert_num_queries(queries):
        assert client.get(address).status_code == 200

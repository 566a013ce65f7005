"""Finding a trust: the register by letter, type and region, misspellings, and suggestions."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from django.test import Client

from league.presenters.suggestions import SHOWN
from tests import factories
from tests.pages.england import small_england
from tests.pages.reading import Reading

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]
Counted = Callable[[int], AbstractContextManager[object]]

TRUSTS = (
    ("ZL1", "University Hospitals of Leicester NHS Trust", "Midlands"),
    ("ZL2", "Leicestershire Partnership NHS Trust", "Midlands"),
    ("ZG1", "Guy's and St Thomas\N{RIGHT SINGLE QUOTATION MARK} NHS Foundation Trust", "London"),
    ("ZC1", "The Christie NHS Foundation Trust", "North West"),
)


@pytest.fixture
def trusts() -> None:
    for code, name, region in TRUSTS:
        factories.TrustFactory.create(ods_code=code, name=name, region=region)


def suggested(client: Client, text: str) -> dict[str, Any]:
    response = client.get("/trusts/suggest", {"q": text})
    assert response.status_code == 200
    found: dict[str, Any] = json.loads(response.content)
    return found


def labels(found: dict[str, Any]) -> list[str]:
    return [option["label"] for option in found["options"]]


def register_codes(page: Reading) -> list[str]:
    return [row[0].split(" Compare")[0].split()[-1] for row in page.rows[1:] if len(row) > 1]


@pytest.mark.usefixtures("trusts")
@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("leicester", ["ZL2", "ZL1"]),
        ("guys and st thomas", ["ZG1"]),
        ("Guy's & St. Thomas'", ["ZG1"]),
        ("zc1", ["ZC1"]),
        ("midlands partnership", ["ZL2"]),
    ],
)
def test_the_register_is_searched_without_care_for_marks(
    read: Read, text: str, codes: list[str]
) -> None:
    page = read(f"/trusts/?q={text.replace('&', '%26')}")
    assert register_codes(page) == codes
    assert "match" in page.text


@pytest.mark.usefixtures("trusts")
def test_a_misspelt_name_is_found_and_said_to_be_only_alike(read: Read) -> None:
    page = read("/trusts/?q=liecester")

    assert register_codes(page)[0] == "ZL1"
    assert "No trust matches “liecester”." in page.text
    assert "like it." in page.text
    assert "It does not know single hospitals" in page.text


@pytest.mark.usefixtures("trusts")
def test_a_match_still_says_that_hospitals_and_places_are_not_known(read: Read) -> None:
    assert "not by hospital or place" in read("/trusts/?q=leicester").text
    assert "not by hospital or place" not in read("/trusts/?region=Midlands").text


@pytest.mark.usefixtures("trusts")
def test_type_and_region_narrow_the_register_and_the_search(read: Read) -> None:
    assert register_codes(read("/trusts/?region=Midlands")) == ["ZL2", "ZL1"]
    page = read("/trusts/?q=leicester&region=London")
    assert "No trust matches “leicester” and the other filters." in page.text
    page = read("/trusts/?region=Wales")
    assert "There is no region “Wales” here" in page.text
    assert len(register_codes(page)) == 4


def test_a_long_register_is_parted_by_letters_without_the_article(read: Read) -> None:
    for number in range(30):
        factories.TrustFactory.create(ods_code=f"Y{number:03d}", name=f"Borough Trust {number}")
    factories.TrustFactory.create(ods_code="ZC1", name="The Christie NHS Foundation Trust")

    page = read("/trusts/")

    assert [row[0] for row in page.rows if len(row) == 1] == ["B", "C"]
    assert page.links["Trusts beginning with C"] == "#letter-C"
    assert register_codes(page)[-1] == "ZC1"


def test_a_short_register_has_no_letters(read: Read) -> None:
    small_england()

    page = read("/trusts/")

    assert [row for row in page.rows if len(row) == 1] == []
    assert "#letter-I" not in page.links.values()


def test_an_old_code_leads_to_the_new_trust(read: Read) -> None:
    small_england()
    factories.TrustFactory.create(
        ods_code="ZZ9", name="Old Trust", closed=date(2026, 4, 1), successor_id="ZA1"
    )

    page = read("/trusts/?q=zz9")

    assert "Closed on 1 April 2026; now part of Invented Trust ZA1" in page.text
    assert page.links["Invented Trust ZA1"] == "/trusts/ZA1/"


@pytest.mark.usefixtures("trusts")
def test_suggestions_put_the_likeliest_first(client: Client) -> None:
    found = suggested(client, "leic")

    assert labels(found) == [TRUSTS[1][1], TRUSTS[0][1]]
    assert found["options"][1] == {
        "label": "University Hospitals of Leicester NHS Trust",
        "detail": "Acute trust · Midlands · ZL1",
        "href": "/trusts/ZL1/",
    }
    assert found["said"] == "2 suggestions. Use the up and down arrow keys."


@pytest.mark.usefixtures("trusts")
def test_a_region_is_suggested_before_its_trusts(client: Client) -> None:
    region, *others = suggested(client, "north w")["options"]

    assert region == {
        "label": "North West",
        "detail": "Region · 1 trust",
        "href": "/trusts/?region=North+West",
    }
    assert [each["href"] for each in others] == ["/trusts/ZC1/"]


@pytest.mark.usefixtures("trusts")
def test_misspellings_are_suggested_as_such(client: Client) -> None:
    found = suggested(client, "cristie")

    assert labels(found) == ["The Christie NHS Foundation Trust"]
    assert found["said"].startswith("No trust matches “cristie”. Spelt alike: 1 suggestion.")


@pytest.mark.usefixtures("trusts")
def test_trusts_with_some_of_the_words_are_suggested_as_the_plain_search_shows_them(
    client: Client, read: Read
) -> None:
    factories.TrustFactory.create(ods_code="ZL3", name="Royal Leicester Homes")
    text = "royal christie hospital"

    found = suggested(client, text)

    codes = [option["href"].split("/")[2] for option in found["options"]]
    assert codes == register_codes(read(f"/trusts/?q={text}")) == ["ZC1", "ZL3"]
    assert found["said"].startswith(
        "No trust matches “royal christie hospital”. With some of its words: 2 suggestions."
    )


def test_a_closed_trust_is_suggested_with_what_became_of_it(client: Client) -> None:
    factories.TrustFactory.create(ods_code="ZA1", name="New Trust")
    factories.TrustFactory.create(
        ods_code="ZZ9", name="Gone", closed=date(2026, 4, 1), successor_id="ZA1"
    )
    factories.TrustFactory.create(ods_code="ZZ8", name="Gone too", closed=date(2026, 4, 1))

    details = [option["detail"] for option in suggested(client, "gone")["options"]]

    assert details[0] == "ZZ9 · Now part of New Trust"
    assert details[1].endswith("ZZ8 · Closed")


@pytest.mark.usefixtures("trusts")
@pytest.mark.parametrize("text", ["", "l", "''", "x" * 101, "\x00\x00", "xyzxyz"])
def test_nothing_is_suggested_for_what_no_name_can_hold(client: Client, text: str) -> None:
    assert suggested(client, text)["options"] == []


def test_only_a_few_are_suggested(client: Client) -> None:
    for number in range(SHOWN + 4):
        factories.TrustFactory.create(ods_code=f"Y{number:03d}", name=f"Borough Trust {number}")

    found = suggested(client, "borough")

    assert len(found["options"]) == SHOWN
    assert "4 more: type more of the name." in found["said"]


@pytest.mark.usefixtures("trusts")
@pytest.mark.parametrize(
    ("text", "queries"), [("leicester", 1), ("liecester", 1), ("xyzxyz", 2), ("hospital", 1)]
)
def test_suggestions_take_few_queries(
    client: Client, django_assert_num_queries: Counted, text: str, queries: int
) -> None:
    """A second one only where nothing is like what was typed."""
    with django_assert_num_queries(queries):
        suggested(client, text)


@pytest.mark.usefixtures("trusts")
def test_what_is_no_trust_is_explained_with_ways_on(read: Read) -> None:
    page = read("/trusts/?q=aintree")

    assert "No trust matches “aintree”." in page.text
    assert "It does not know single hospitals, places or postcodes." in page.text
    assert page.links["North West"] == "/trusts/?region=North+West"
    assert page.links["all trusts in England"] == "/trusts/"
    assert register_codes(page) == []


@pytest.mark.usefixtures("trusts")
def test_trusts_with_a_single_word_of_the_search_are_shown_as_such(read: Read) -> None:
    factories.TrustFactory.create(ods_code="ZL3", name="Royal Leicester Homes")

    page = read("/trusts/?q=royal+christie+hospital")

    assert register_codes(page) == ["ZC1", "ZL3"]
    assert "No trust matches all of “royal christie hospital”." in page.text
    assert "2 trusts have some of its words." in page.text


@pytest.mark.usefixtures("trusts")
def test_the_rarest_word_of_a_search_comes_first(read: Read) -> None:
    assert register_codes(read("/trusts/?q=christie+leicester"))[0] == "ZC1"
    assert register_codes(read("/trusts/?q=christie+hay")) == ["ZC1"]


@pytest.mark.usefixtures("trusts")
def test_words_of_many_names_lead_nowhere(read: Read) -> None:
    page = read("/trusts/?q=aintree+university+hospital")

    assert "No trust matches “aintree university hospital”." in page.text


@pytest.mark.usefixtures("trusts")
def test_a_search_in_vain_is_offered_without_its_filters(read: Read) -> None:
    page = read("/trusts/?q=christie&region=London")

    assert page.links["Search among trusts of all types and regions"] == "/trusts/?q=christie"

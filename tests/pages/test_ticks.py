"""Trusts ticked for a comparison stay ticked while their table is sorted, without a script too."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.test import Client

from league.presenters import ticks
from tests.pages.content_quarters import publish_everything

pytestmark = pytest.mark.django_db

LEAGUE = "/league-tables/acute/2026-27-q1/"
METRIC = f"{LEAGUE}metrics/OF0013/"
DOMAIN = f"{LEAGUE}domains/access/"
BOX = re.compile(r'name="trust" value="(\w+)" id="compare-\w+" (checked)?')


@pytest.fixture(autouse=True)
def quarter() -> None:
    publish_everything("2026-27-q1")


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().replace("&amp;", "&")


def boxes(html: str) -> dict[str, bool]:
    return {code: bool(checked) for code, checked in BOX.findall(html)}


@pytest.mark.parametrize("address", [LEAGUE, METRIC, DOMAIN, "/trusts/"])
def test_every_table_of_trusts_has_ticks_that_its_address_keeps(
    client: Client, address: str
) -> None:
    plain = boxes(page(client, address))
    assert {"ZA1", "ZA2", "ZA3"} <= set(plain)
    assert not any(plain.values())
    ticked = page(client, f"{address}?trust=ZA1,ZA3&trust=za2")
    assert {code for code, checked in boxes(ticked).items() if checked} == {"ZA1", "ZA2", "ZA3"}
    assert "3 trusts are ticked." in ticked


@pytest.mark.parametrize("address", [LEAGUE, METRIC, DOMAIN])
def test_the_links_that_sort_carry_the_ticks(client: Client, address: str) -> None:
    html = page(client, f"{address}?trust=ZA1,ZA2")
    links = re.findall(r'id="sort-\w+" href="([^"]+)"', html)
    assert len(links) > 3
    assert all("trust=ZA1,ZA2" in link for link in links)
    again = page(client, links[-1])
    assert {code for code, checked in boxes(again).items() if checked} == {"ZA1", "ZA2"}


def test_ticks_out_of_sight_are_compared_all_the_same(client: Client) -> None:
    html = page(client, f"{LEAGUE}?q=ZA1&trust=ZA1,ZA2")
    assert boxes(html) == {"ZA1": True}
    assert '<input type="hidden" name="trust" value="ZA2">' in html
    assert '<input type="hidden" name="trust" value="ZA1,ZA2">' in html, "the filters carry them"


def test_ticks_of_one_type_stay_with_it_and_go_along_to_other_quarters(client: Client) -> None:
    html = page(client, f"{LEAGUE}?trust=ZA1")
    assert 'href="/league-tables/ambulance/2026-27-q1/"' in html
    response = client.get("/league-tables/?type=acute&quarter=2026-27-q1&trust=ZA1,ZA2")
    assert response["Location"] == f"{LEAGUE}?trust=ZA1,ZA2"


@pytest.mark.parametrize(
    "view", [f"{LEAGUE}?segment=3&sort=-score", f"{METRIC}?sort=value", DOMAIN, "/trusts/?q=ZA"]
)
def test_a_button_keeps_the_ticks_without_a_script(client: Client, view: str) -> None:
    html = page(client, view)
    (offered,) = re.findall(r'name="keep" value="([^"]+)"', html)
    assert offered == view
    asked = urlencode([("trust", "ZA1"), ("trust", "ZA2"), ("keep", offered)])
    response = client.get(f"/compare/?{asked}")
    join = "&" if "?" in view else "?"
    assert response["Location"] == f"{view}{join}trust=ZA1,ZA2#showing"


def test_a_tick_taken_away_is_kept_away(client: Client) -> None:
    response = client.get("/compare/", {"keep": f"{LEAGUE}?trust=ZA1,ZA2"})
    assert response["Location"] == f"{LEAGUE}#showing"


@pytest.mark.parametrize(
    "keep",
    ["https://example.org/", "//example.org/league-tables/", "/admin/", "/compare/", "x" * 5000],
)
def test_nobody_is_led_elsewhere(client: Client, keep: str) -> None:
    assert client.get("/compare/", {"trust": "ZA1", "keep": keep}).status_code == 200


def test_nonsense_is_not_carried(client: Client) -> None:
    html = page(client, f"{METRIC}?{urlencode({'trust': '<script>,../..,' + 'x' * 500})}")
    assert not any(boxes(html).values())
    assert "trust=" not in html.split("<main")[1].split("sort-rank")[1][:300]


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ("", "Tick two to six trusts to see them side by side."),
        ("ZA1", "One trust is ticked. Tick at least one more."),
        ("ZA1,ZA2", "2 trusts are ticked."),
        (
            "ZA1,ZA2,ZA3,ZA4,ZA5,ZA6,ZA7",
            "7 trusts are ticked: only the first six can be compared.",
        ),
    ],
)
def test_how_many_are_ticked_is_said(codes: str, said: str) -> None:
    parameter = ticks.ticked(QueryDict(urlencode({"trust": codes}))).get("trust", "")
    assert ticks.ticks(parameter, (), "/").said == said

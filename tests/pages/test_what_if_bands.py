"""A what-if of metrics that are scored by their source: which bands can be tried, and how told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from league.services import workings
from league.services.handover import Handover
from tests.pages.reading import Reading
from tests.pages.test_what_if import of_2026, published
from tests.services.builders import value_line

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]


@pytest.fixture(autouse=True)
def _nothing_held() -> None:
    """Each test has its own assessments under the same numbers."""
    workings._of.cache_clear()
    workings._drawn.cache_clear()


def test_a_band_of_a_source_is_chosen(read: Read, client: Client) -> None:
    published(of_2026())

    page = read("/trusts/ZA3/2026-27-q1/what-if/?OF2046=1")

    assert "NHS England publishes only a band for Hospital mortality (SHMI)" in page.text
    assert "Published: band 2 (" in page.text
    html = client.get("/trusts/ZA3/2026-27-q1/what-if/?OF2046=1").content.decode()
    assert '<option value="1" selected>' in html
    menu = html.split('name="OF2046"')[1].split("</select>")[0]
    assert re.findall(r'<option value="(.*?)"', menu) == ["1", "2", "3"]  # SHMI has three


def between_bands(of_zm1: float = 2.5) -> Handover:
    """A score that its source gives, of no name and no table: any from 1 to 4 is taken."""
    made = of_2026()
    given = (
        value_line("ZM1", "OF2029", of_zm1, "score"),
        value_line("ZA3", "OF2048", 3.0, "score"),
    )
    return replace(made, values=(*made.values, *given))


BETWEEN = "/trusts/ZM1/2026-27-q1/what-if/"


def test_a_score_between_two_bands_is_published_as_it_is(read: Read, client: Client) -> None:
    published(between_bands())

    page = read(BETWEEN)

    assert "All values are as published, so this is the published result." in page.text
    assert "Published: score 2.5" in page.text
    html = client.get(BETWEEN).content.decode()
    assert '<option value="2.5" selected>Score 2.5</option>' in html


def test_from_between_two_bands_another_can_be_chosen_and_the_published_one_again(
    client: Client,
) -> None:
    published(between_bands())

    html = client.get(f"{BETWEEN}?OF2029=1").content.decode()

    assert "Band 1 instead of Score 2.5" in Reading.of(html).text
    assert '<option value="1" selected>' in html
    assert '<option value="2.5" >Score 2.5</option>' in html
    assert client.get(BETWEEN, {"OF2029": "2.50"}).headers["Location"] == BETWEEN


def test_what_can_be_handed_in_of_a_band_can_be_tried(client: Client) -> None:
    published(between_bands())

    page = Reading.of(client.get(f"{BETWEEN}?OF2029=1.25").content.decode())

    assert "Score 1.25 instead of Score 2.5" in page.text
    for wrong in ("0.5", "4.5"):
        refused = Reading.of(client.get(f"{BETWEEN}?OF2029={wrong}").content.decode())
        assert "choose a band from 1 to 4" in refused.text


def test_a_band_that_has_a_name_is_whole(read: Read) -> None:
    published(of_2026())

    page = read("/trusts/ZA3/2026-27-q1/what-if/?OF2046=1.5")

    assert "Hospital mortality (SHMI): choose a band from 1 to 3" in page.text

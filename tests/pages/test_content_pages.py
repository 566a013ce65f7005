"""Pages that explain: with computed data, with none, and as published."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from league import editions
from league.models import MetricScore, SegmentAssignment
from league.presenters.content import glossary, worked
from league.rules.scoring import Rule
from league.rules.wording import cut as cut_words
from tests.pages.content_quarters import publish_everything
from tests.pages.england import small_england
from tests.pages.reading import Reading

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]

EDITIONS = tuple(edition.slug for edition in editions.all_editions())
PAGES = (
    "/segments/",
    "/methodology/",
    *(f"/methodology/{slug}/" for slug in EDITIONS),
    "/glossary/",
    "/metrics/",
    "/metrics/OF0013/",
    "/about/",
)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_stands_without_any_data(read: Read, address: str) -> None:
    page = read(address)

    assert page.heading
    assert page.inline == ()
    assert "{" not in page.text


@pytest.mark.parametrize("address", PAGES)
def test_readers_get_no_cookie(client: Client, address: str) -> None:
    assert not client.get(address).cookies


@pytest.mark.parametrize("address", PAGES)
def test_every_page_takes_few_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    publish_everything("2025-26-q4")
    publish_everything("2026-27-q1")

    with django_assert_max_num_queries(8):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", PAGES)
def test_links_inside_the_site_lead_somewhere(client: Client, read: Read, address: str) -> None:
    publish_everything("2025-26-q4")
    targets = {href.partition("#")[0] for href in read(address).links.values()}

    inside = sorted(href for href in targets if href.startswith("/"))
    assert inside
    for href in inside:
        assert client.get(href).status_code in {200, 302}, href


def test_terms_lead_to_their_meaning(client: Client, read: Read) -> None:
    html = client.get("/glossary/").content.decode()
    known = set(re.findall(r'id="([a-z-]+)"', html))
    assert {term.slug for term in glossary.terms()} <= known

    for address in PAGES:
        for href in read(address).links.values():
            if href.startswith("/glossary/#"):
                assert href.partition("#")[2] in known


def test_anchors_of_a_page_exist(client: Client) -> None:
    publish_everything("2026-27-q1")
    for address in PAGES:
        html = client.get(address).content.decode()
        identifiers = re.findall(r'\bid="([^"]+)"', html)
        assert len(identifiers) == len(set(identifiers)), address
        for anchor in re.findall(r'href="#([^"]+)"', html):
            assert anchor in identifiers, (address, anchor)


def test_segments_are_counted_by_type_and_lead_to_filtered_tables(read: Read) -> None:
    small_england()

    page = read("/segments/")

    assert page.links["3 acute trusts in segment 1"] == (
        "/league-tables/acute/2026-27-q1/?segment=1"
    )
    assert page.links["1 ambulance trust in segment 3"] == (
        "/league-tables/ambulance/2026-27-q1/?segment=3"
    )
    assert "The results of 2026/27 give segments 1 to 4 only." in page.text
    for number in (1, 2, 3, 4, 5):
        assert f"Segment {number}" in page.text


def test_segments_without_data_say_so(read: Read) -> None:
    assert "No quarter is published here yet, so no trusts are counted." in read("/segments/").text


@pytest.mark.parametrize(
    ("slug", "quarter"), [("nof-2025-26", "2025-26-q4"), ("nof-2026-27", "2026-27-q1")]
)
def test_examples_of_an_edition_are_stored_results(read: Read, slug: str, quarter: str) -> None:
    assessment = publish_everything(quarter)

    page = read(f"/methodology/{slug}/")

    scores = MetricScore.objects.filter(assessment=assessment, score__isnull=False)
    for model, rule in set(scores.values_list("model", "rule")):
        sentences = set(scores.filter(model=model, rule=rule).values_list("sentence", flat=True))
        assert any(sentence in page.text for sentence in sentences), (model, rule)
    (held,) = SegmentAssignment.objects.held_by_override(assessment)[:1]
    for step in held.steps:
        if step["key"] in {"average", "unadjusted", "override", "rank"}:
            assert step["sentence"] in page.text, step["key"]
    for cut in assessment.cuts:
        assert cut_words(cut) in page.text


@pytest.mark.parametrize("quarter", ["2025-26-q4", "2026-27-q1"])
def test_the_arithmetic_shown_gives_the_score_stored(quarter: str) -> None:
    assessment = publish_everything(quarter)
    ranked = MetricScore.objects.filter(assessment=assessment, rule=Rule.SPREAD)
    assert ranked.count() > 100

    for row in ranked:
        shown = worked.arithmetic(row)
        if row.spread_size == 1:
            assert shown.startswith("alone, it takes the better end")
            continue
        figures = re.fullmatch(
            r"([\d.]+) \+ ([\d.]+) × \((\d+) − 1\) ÷ \((\d+) − 1\) = ([\d.]+)", shown
        )
        assert figures is not None, shown
        best, span, rank, size, said = (float(figure) for figure in figures.groups())
        assert row.score == pytest.approx(best + span * (rank - 1) / (size - 1))
        assert said == pytest.approx(row.score, abs=0.0051)


def test_contributions_shown_sum_to_the_average(read: Read) -> None:
    publish_everything("2025-26-q4")

    rows = read("/methodology/").rows

    contributions = [float(row[3]) for row in rows if len(row) == 4 and row[3][:1].isdigit()]
    (total,) = (float(row[1]) for row in rows if row[0] == "Average metric score")
    assert len(contributions) > 10
    assert sum(contributions) == pytest.approx(total, abs=0.002)


def test_the_matrix_stands_as_the_engine_has_it(read: Read) -> None:
    rows = read("/methodology/nof-2025-26/").rows
    matrix = editions.get("nof-2025-26").by_id["OF1080"].scoring.matrix

    for place, cells in enumerate(matrix, start=1):
        assert (str(place), *map(str, cells)) in rows


def test_combinations_that_are_not_known_say_so(read: Read) -> None:
    rows = read("/methodology/nof-2026-27/").rows

    assert ("2", "1", "2", "2", "Not known") in rows


def test_an_edition_without_quarters_has_rules_but_no_examples(read: Read) -> None:
    publish_everything("2025-26-q4")

    page = read("/methodology/nof-2026-27/")

    assert "No quarter of this edition is published here." in page.text
    assert "Example:" not in page.text
    assert "1.92, 2.32 and 2.77" in page.text


def test_a_quarter_taken_as_published_gives_no_false_examples(read: Read) -> None:
    """Factories' quarters have a metric score, but no result of every rule."""
    small_england()

    page = read("/methodology/nof-2026-27/")

    assert "Q1 2026/27" in page.text
    assert page.heading.endswith("NHS Oversight Framework 2026/27")


def test_an_unknown_edition_is_not_found(read: Read) -> None:
    read("/methodology/nof-1999-00/", status=404)


def test_about_names_source_licence_limits_and_contact(read: Read, settings: Settings) -> None:
    publish_everything("2025-26-q4")
    settings.CONTACT_EMAIL = "readers@example.org"

    page = read("/about/")

    assert "Open Government Licence v3.0" in page.links
    assert page.links["readers@example.org"] == "mailto:readers@example.org"
    assert "This is not a site of NHS England or the NHS." in page.text
    assert page.links["Q4 2025/26"] == "/quarters/2025-26-q4/"


def test_about_without_contact_offers_none(read: Read, settings: Settings) -> None:
    settings.CONTACT_EMAIL = ""

    page = read("/about/")

    assert "Write to" not in page.text
    assert "Contact" not in page.text


def test_about_says_when_figures_are_invented(read: Read) -> None:
    publish_everything("2025-26-q4", fictional=True)

    assert "All figures here are invented" in read("/about/").text

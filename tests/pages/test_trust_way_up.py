"""The way up on a trust's page, each way leading to the what-if that shows it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from django.test import Client

from league.models import SegmentAssignment
from league.services import workings
from league.services.handover import Handover
from tests.pages import england
from tests.pages.reading import Reading
from tests.pages.test_what_if import _nothing_held, published
from tests.services.builders import handover

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]
__all__ = ["_nothing_held"]


def section(page: Reading) -> str:
    """The words of the way up."""
    return page.text.partition(" The way up For ")[2] or page.text.rpartition("The way up ")[2]


def in_deficit(code: str, quarter: str = "2025-26-q4") -> Handover:
    made = handover(quarter)
    lines = [
        replace(line, value=1.0) if (line.code, line.metric) == (code, "OF5004") else line
        for line in made.values
    ]
    return replace(made, values=tuple(lines))


def test_each_metric_that_could_do_it_leads_to_its_what_if(read: Read) -> None:
    published()
    row = SegmentAssignment.objects.get(trust="ZA2")

    page = read("/trusts/ZA2/2025-26-q4/")
    tried = [href for words, href in page.links.items() if words.startswith("Try it")]

    assert (
        f"What one metric would need for segment {(row.adjusted or 0) - 1}, the shortest"
        in page.text
    )
    assert tried
    for href in (*tried, page.links["Try the shortest way with one metric"]):
        shown = read(href)
        better = (f"Segment {row.adjusted}", f"Segment {(row.adjusted or 0) - 1}")
        assert next(cells[1:] for cells in shown.rows if cells[0] == "Segment") == better


def test_the_best_trust_hears_how_far_it_could_slip(read: Read) -> None:
    published()

    page = read("/trusts/ZA1/2025-26-q4/")

    assert "It is in segment 1: there is none above." in page.text
    assert page.links["Try other values"] == "/trusts/ZA1/2025-26-q4/what-if/"


def test_of_a_deficit_it_says_that_finance_alone_holds_the_segment(read: Read) -> None:
    published(in_deficit("ZA1"))

    page = read("/trusts/ZA1/2025-26-q4/")

    assert (
        "Only its finances hold it in segment 3: without its deficit it would be in segment 1"
        in page.text
    )
    shown = read(page.links["Try it without the deficit"])
    assert next(row[1:] for row in shown.rows if row[0] == "Segment") == ("Segment 3", "Segment 1")


def test_the_ways_of_a_trust_in_deficit_take_the_deficit_away_as_well(read: Read) -> None:
    published(in_deficit("ZM2"))
    row = SegmentAssignment.objects.get(trust="ZM2")

    page = read("/trusts/ZM2/2025-26-q4/")
    ways = [href for words, href in page.links.items() if words.startswith("Try the shortest")]

    assert (row.unadjusted, row.adjusted) == (3, 3)
    assert "Two things hold it in segment 3: its score, and its deficit." in page.text
    assert ways
    for href in ways:
        assert href.endswith("&deficit=no")
        shown = read(href)
        outcome = next(cells[1:] for cells in shown.rows if cells[0] == "Segment")
        assert outcome == ("Segment 3", "Segment 2")


def test_finances_that_would_end_a_derived_deficit_are_told_and_tried(read: Read) -> None:
    made = handover("2026-27-q1")
    lines = [
        replace(line, value=-0.5) if (line.code, line.metric) == ("ZA1", "OF0079") else line
        for line in made.values
        if line.metric != "OF5004"
    ]
    published(replace(made, values=tuple(lines)))

    page = read("/trusts/ZA1/2026-27-q1/")
    shown = read(page.links["Try Planned surplus or deficit at 0%"])

    assert (
        "It would not be in deficit with Planned surplus or deficit at 0% instead of" in page.text
    )
    assert next(row[1:] for row in shown.rows if row[0] == "In deficit") == ("Yes", "No")


def test_a_quarter_as_published_says_what_is_not_known(read: Read) -> None:
    assessment = england.publish("2025-26-q4", basis="published")
    england.place(assessment, england.Place("ZA1", 1, "1.60", 1))

    page = read("/trusts/ZA1/2025-26-q4/")

    assert "so what another value would lead to cannot be worked out." in page.text
    assert "Try other values" not in page.links


def test_the_first_page_of_a_quarter_in_a_process_takes_fifteen_queries_at_most(
    client: Client, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    published()
    client.get("/trusts/ZA2/2025-26-q4/")
    workings._of.cache_clear()

    with django_assert_max_num_queries(15):
        client.get("/trusts/ZA2/2025-26-q4/")
    assert workings._of.cache_info().misses == 1

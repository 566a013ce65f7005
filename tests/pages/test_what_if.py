"""A what-if in the address: what it shows, what it refuses, and that nothing is kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from django.test import Client

from league import rules
from league.models import (
    Assessment,
    AuditEvent,
    MetricScore,
    MetricValue,
    SegmentAssignment,
    Submission,
)
from league.services import workings
from league.services.handover import Handover
from league.services.publishing import publish
from tests.factories import MetricValueFactory
from tests.pages import england
from tests.pages.reading import Reading
from tests.services.builders import ACTOR, TYPES, handover, submit, value_line

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]
PAGE = "/trusts/ZA3/2025-26-q4/what-if/"


@pytest.fixture(autouse=True)
def _nothing_held() -> None:
    """Each test has its own assessments under the same numbers."""
    workings._of.cache_clear()
    workings._drawn.cache_clear()


def published(given: Handover | None = None, *, draws: int = 200) -> Assessment:
    applied = submit(given or handover(), draws=draws)
    publish(by=ACTOR, quarter=applied.submission.quarter, reason="For a test")
    return applied.assessment


def of_2026(**values: float) -> Handover:
    """A quarter of the edition that has bands from a source and derives the flag; given values
    are those of ZA3."""
    made = handover("2026-27-q1")
    lines = [
        replace(line, value=values.get(line.metric, line.value)) if line.code == "ZA3" else line
        for line in made.values
        if line.metric != "OF5004"
    ]
    lines += [value_line(code, "OF2046", 2.0, unit="score") for code in TYPES]
    return replace(made, values=tuple(lines))


def figure(page: Reading, name: str) -> tuple[str, ...]:
    """The row of that name: published and hypothetical."""
    return next(row[1:] for row in page.rows if row[0] == name)


def test_published_values_show_the_published_result(read: Read) -> None:
    published()
    row = SegmentAssignment.objects.get(trust="ZA3")

    page = read(PAGE)

    assert figure(page, "Segment") == (f"Segment {row.final}", "No change")
    assert figure(page, "Average metric score") == (f"{row.average_score:.2f}", "No change")
    assert figure(page, "Likely range of rank")[1] == "No change"
    assert "All values are as published, so this is the published result." in page.text
    assert "Restore the published values" not in page.links


@pytest.mark.parametrize("code", TYPES)
def test_before_is_what_the_trust_s_page_says(read: Read, code: str) -> None:
    published()
    row = SegmentAssignment.objects.get(trust=code)

    page = read(f"/trusts/{code}/2025-26-q4/what-if/?OF0082=1.5")

    assert figure(page, "Segment")[0] == f"Segment {row.final}"
    assert figure(page, "Average metric score")[0] == f"{row.average_score:.2f}"
    assert (row.score_low, row.rank_low) != (None, None)
    low, high = f"{row.score_low:.2f}", f"{row.score_high:.2f}"
    said = low if low == high else f"Between {low} and {high}"
    assert figure(page, "Likely range of score")[0] == said


def test_several_values_are_changed_at_once(read: Read) -> None:
    published()

    page = read(f"{PAGE}?OF0082=3.1&OF0013=95")

    assert page.title == "What if: Invented Trust ZA3, Q4 2025/26 – Trust League"
    assert "Hypothetical" in page.text
    assert "Nothing on this page is a result, and nothing is stored." in page.text
    assert "2 values are changed: A&E within four hours and Staff sickness absence." in page.text
    assert "3.1% instead of 6.3%. Score 1.00 instead of" in page.text
    assert "It would pass 2 trusts Invented Trust" in page.text
    assert "Its score would be 1.00 instead of" in page.text
    assert page.links["Restore the published values"] == PAGE


def test_the_new_result_is_explained(read: Read) -> None:
    published()

    page = read(f"{PAGE}?OF0013=78")

    assert "Reaches the standard of 78%: scores 1.00." in page.text
    assert "How the hypothetical segment would come about, step by step" in page.text
    assert "How every metric would be scored" in page.text


def test_a_change_of_another_s_segment_is_said(read: Read) -> None:
    published()

    page = read(f"{PAGE}?OF0082=1&OF0013=99")

    assert "would change segment" in page.text
    assert "The segments' ends would move with the scores of all trusts" in page.text


def test_the_deficit_can_be_set(read: Read) -> None:
    published()

    page = read("/trusts/ZA1/2025-26-q4/what-if/?deficit=yes")

    assert figure(page, "In deficit") == ("No", "Yes")
    assert figure(page, "Segment") == ("Segment 1", "Segment 3")
    assert "Its deficit would hold it in segment 3" in page.text


def test_a_derived_deficit_follows_the_finances_and_has_no_field_of_its_own(read: Read) -> None:
    published(of_2026())

    page = read("/trusts/ZA3/2026-27-q1/what-if/?OF0079=-1")

    assert "In deficit, or receiving deficit support" not in page.text
    assert "Whether the trust is in deficit follows from these figures" in page.text
    assert figure(page, "In deficit") == ("No", "Yes")


def test_a_metric_of_parts_says_that_its_parts_change_it(read: Read) -> None:
    published(of_2026())

    page = read("/trusts/ZA3/2026-27-q1/what-if/?OF0081=-2")

    assert (
        "Combined finance is worked out from its parts: change Planned surplus or deficit and "
        "Difference from the financial plan." in page.text
    )
    assert "Combined finance Score 3.00 instead of 1.00." in page.text


def test_a_published_value_too_long_to_be_typed_is_no_fault(read: Read) -> None:
    made = handover()
    long = value_line("ZA3", "OF0020", 12_345_678_901.0, "count")
    published(replace(made, values=(*made.values, long)))

    page = read(PAGE)

    assert "All values are as published, so this is the published result." in page.text


FAULTS = [
    ("OF0082=", "Staff sickness absence: enter a figure"),
    ("OF0082=lots", "Staff sickness absence: enter a number, like 6.3"),
    ("OF0082=1e9", "Staff sickness absence: enter a number, like 6.3"),
    ("OF0082=nan", "Staff sickness absence: enter a number, like 6.3"),
    ("OF0082=%D9%A1%D9%A2", "Staff sickness absence: enter a number, like 6.3"),
    ("OF0082=101", "Staff sickness absence: enter a number from 0 to 100"),
    ("OF0082=-0.1", "Staff sickness absence: enter a number from 0 to 100"),
    ("deficit=perhaps", "Deficit: choose yes or no"),
]


@pytest.mark.parametrize(("query", "message"), FAULTS)
def test_a_value_that_cannot_be_is_named_at_its_field_and_above(
    read: Read, query: str, message: str
) -> None:
    published()

    page = read(f"{PAGE}?{query}")

    assert page.title.startswith("Error: What if")
    assert page.text.count(message) == 3  # in the summary, in the news, at the field
    assert f"There is a problem {message}" in page.text
    assert f"Error: {message}" in page.text
    assert page.links[message] == f"#{query.partition('=')[0]}"
    assert "Nothing could be worked out, because a figure cannot be used." in page.text


def test_nothing_typed_is_lost_beside_a_fault(client: Client) -> None:
    published()

    html = client.get(f"{PAGE}?OF0082=six&OF0013=80.5&deficit=yes").content.decode()

    assert 'value="six"' in html
    assert 'value="80.5"' in html
    assert '<option value="yes" selected>' in html


@pytest.mark.parametrize(
    ("typed", "value"),
    [("3.1", "3.1%"), ("3.10%", "3.1%"), (" 4 ", "4%"), ("+2.5", "2.5%")],
)
def test_numbers_as_people_write_them(read: Read, client: Client, typed: str, value: str) -> None:
    published()

    response = client.get(PAGE, {"OF0082": typed})

    assert f"{value} instead of 6.3%." in Reading.of(response.content.decode()).text


@pytest.mark.parametrize(("typed", "value"), [("\N{MINUS SIGN}1.5", -1.5), ("-1.5", -1.5)])
def test_a_minus_of_either_kind(read: Read, client: Client, typed: str, value: float) -> None:
    made = handover()
    lines = [
        replace(line, value=-3.0) if (line.code, line.metric) == ("ZA1", "OF0079") else line
        for line in made.values
    ]
    published(replace(made, values=tuple(lines)))

    response = client.get(PAGE, {"OF0079": typed})

    assert "−1.5% instead of 0%" in Reading.of(response.content.decode()).text


def test_the_whole_form_leads_to_an_address_with_what_is_changed(client: Client) -> None:
    published()
    form = {"OF0082": "3.1", "OF0013": "66", "OF0079": "0", "OF0081": "0.2", "deficit": "no"}

    response = client.get(PAGE, form)

    assert response.status_code == 302
    assert response.headers["Location"] == f"{PAGE}?OF0082=3.1"
    assert client.get(PAGE, {"OF0013": "66.0"}).headers["Location"] == PAGE


def test_what_cannot_be_changed_is_named_and_left_out(read: Read) -> None:
    published()

    page = read(f"{PAGE}?OF9999=1&OF0082=5")

    assert "Nothing here can be changed by the name of “OF9999”, so it was left out." in page.text
    assert figure(page, "Average metric score")[1] != "No change"


def test_of_a_metric_made_of_parts_it_says_what_to_change_instead(read: Read) -> None:
    published()

    page = read(f"{PAGE}?OF1080=1")

    assert (
        "by the name of “OF1080”, so it was left out. Combined finance is worked out" in page.text
    )


def test_nothing_is_stored(client: Client) -> None:
    assessment = published()
    models = (Assessment, Submission, MetricValue, MetricScore, SegmentAssignment, AuditEvent)
    before = [model._default_manager.count() for model in models]

    client.get(f"{PAGE}?OF0082=1")

    assert [model._default_manager.count() for model in models] == before
    assert workings.of(assessment) is not None


def test_it_is_kept_out_of_search_engines(client: Client) -> None:
    published()

    response = client.get(PAGE)

    assert response.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in response.content.decode()


def test_a_quarter_as_published_says_why_it_cannot_be_worked_out(read: Read) -> None:
    assessment = england.publish("2025-26-q4", basis="published")
    england.place(assessment, england.Place("ZA1", 1, "1.60", 1))

    page = read("/trusts/ZA1/2025-26-q4/what-if/")

    assert "were taken as NHS England published them" in page.text
    assert page.links["What is known of Invented Trust ZA1 in Q4 2025/26"] == (
        "/trusts/ZA1/2025-26-q4/"
    )
    assert "Work it out" not in page.text


def test_results_of_older_rules_are_not_mixed_with_todays(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    published()
    monkeypatch.setattr("league.rules.VERSION", "later")

    page = read(PAGE)

    assert "was computed by an earlier version of the rules" in page.text


def test_of_a_type_of_too_many_trusts_it_says_that_ranges_are_left_out(
    read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three acute trusts, and room for the draws of two."""
    monkeypatch.setattr("league.rules.redraw.HELD", 2 * 200)
    published()

    page = read(f"{PAGE}?OF0082=3.1")

    assert "of a type of more than 2 trusts they would take more memory" in page.text
    assert "Likely ranges show" not in page.text
    assert figure(page, "Likely range of rank") == ("Not known", "No change")
    assert figure(page, "Average metric score")[1] != "No change"
    others = read("/trusts/ZM1/2025-26-q4/what-if/")
    assert "Likely ranges show" in others.text


def test_a_result_without_ranges_says_so(read: Read) -> None:
    published(draws=0)

    page = read(PAGE)

    assert "This result was computed without likely ranges." in page.text


def test_a_result_without_values_says_so(read: Read) -> None:
    assessment = england.publish("2025-26-q4", rules_version=rules.VERSION)
    england.place(assessment, england.Place("ZA1", 1, "1.60", 1))

    page = read("/trusts/ZA1/2025-26-q4/what-if/")

    assert "The values behind this result are not at hand." in page.text


def test_a_result_in_which_nothing_was_scored_says_so_too(read: Read) -> None:
    """None is computed any more, but one may have been stored."""
    assessment = england.publish("2026-27-q1", rules_version=rules.VERSION)
    england.place(assessment, england.Place("ZA1", 1, "1.60", 1))
    MetricValueFactory.create(
        submission=assessment.submission, trust_id="ZA1", metric="OF0079", value=0.0
    )

    page = read("/trusts/ZA1/2026-27-q1/what-if/")

    assert "The values behind this result are not at hand." in page.text
    read("/trusts/ZA1/2026-27-q1/")


def test_small_letters_lead_to_the_code_with_the_scenario(client: Client) -> None:
    published()

    response = client.get("/trusts/za3/2025-26-q4/what-if/?OF0082=3")

    assert response.headers["Location"] == f"{PAGE}?OF0082=3"


@pytest.mark.parametrize("address", ["/trusts/ZZ9/2025-26-q4/", "/trusts/ZA3/2024-25-q1/"])
def test_an_unknown_trust_or_quarter_is_not_found(read: Read, address: str) -> None:
    published()

    read(f"{address}what-if/", 404)


def test_it_asks_the_database_little(
    client: Client, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    published()
    client.get(PAGE)

    with django_assert_num_queries(4):
        client.get(f"{PAGE}?OF0082=1.5&OF0013=90")

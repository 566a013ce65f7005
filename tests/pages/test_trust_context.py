"""What stands beside a trust's rank: other oversight with its source, and its own words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from league.models import OversightKind, Quarter, TrustStatement
from tests import factories as f
from tests.pages.england import Place, place, publish, small_england
from tests.pages.reading import Reading
from trusts.models import Trust

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]
PAGE = "/trusts/ZA1/2025-26-q4/"
NOT_HELD_MEANS = "“Not held here” says only that this site has no record."


@pytest.fixture(autouse=True)
def england() -> None:
    small_england()


def recorded(kind: OversightKind, value: str, first: date, last: date | None = None) -> None:
    f.OversightRecordFactory.create(
        trust_id="ZA1",
        trust=Trust.objects.get(pk="ZA1"),
        kind=kind,
        value=value,
        valid_from=first,
        valid_to=last,
        source="A public register",
    )


def said(text: str = "We opened a theatre.", *decisions: str, **fields: object) -> TrustStatement:
    given = {"trust": Trust.objects.get(pk="ZA1"), "quarter": Quarter.objects.get(pk="2025-26-q4")}
    made = f.TrustStatementFactory.create(**{**given, "text": text, **fields})
    for decision in decisions:
        f.StatementDecisionFactory.create(statement=made, decision=decision)
    return made


def context(client: Client, where: str = PAGE) -> str:
    """The words of the section."""
    page = client.get(where).content.decode()
    section = page.partition('aria-labelledby="context"')[2].partition("</section>")[0]
    return Reading.of(f"<section {section}").text


def test_what_is_not_held_is_not_called_none(client: Client) -> None:
    text = context(client)
    assert "CQC rating Not held here" in text
    assert "Enforcement undertakings Not held here" in text
    assert "Provider Improvement Programme Not held here" in text
    assert NOT_HELD_MEANS in text
    assert "No statement of the trust on Q4 2025/26 is held here." in text


def test_records_are_shown_with_their_days_and_source(client: Client) -> None:
    recorded(OversightKind.CQC_RATING, "Good", date(2023, 5, 4))
    recorded(
        OversightKind.ENFORCEMENT_UNDERTAKINGS, "Urgent care", date(2024, 1, 8), date(2026, 1, 31)
    )
    text = context(client)
    assert "CQC rating Good Since 4 May 2023. Source: A public register" in text
    assert "Urgent care 8 January 2024 to 31 January 2026. Source: A public register" in text
    assert NOT_HELD_MEANS in text


def test_a_record_counts_on_any_day_of_the_quarter_and_on_no_other(client: Client) -> None:
    recorded(OversightKind.ENFORCEMENT_UNDERTAKINGS, "Until new year", *(date(2025, 1, 1),) * 2)
    recorded(OversightKind.ENFORCEMENT_UNDERTAKINGS, "First day", *(date(2026, 1, 1),) * 2)
    recorded(OversightKind.ENFORCEMENT_UNDERTAKINGS, "Last day", date(2026, 3, 31))
    recorded(OversightKind.ENFORCEMENT_UNDERTAKINGS, "Day after", date(2026, 4, 1))
    text = context(client)
    assert "First day" in text
    assert "Last day" in text
    assert "Until new year" not in text
    assert "Day after" not in text
    assert text.index("Last day") < text.index("First day"), "the newest comes first"


def test_records_of_another_trust_are_not_shown(client: Client) -> None:
    f.OversightRecordFactory.create(trust=Trust.objects.get(pk="ZA2"), value="Outstanding")
    assert "Outstanding" not in context(client)


@pytest.mark.parametrize(
    ("placed", "words"),
    [
        (True, "In the programme In Q2 2025/26. Source: The quarter's own figures"),
        (False, "Not held here. The quarter's own figures do not place it in the programme."),
        (None, "Provider Improvement Programme Not held here “Not held here”"),
    ],
)
def test_the_quarters_own_figures_tell_of_the_programme(
    client: Client, placed: bool | None, words: str
) -> None:
    figures = {} if placed is None else {"programme": placed}
    steps = [{"key": "programme", "sentence": "Told.", "figures": figures}]
    assessment = publish("2025-26-q2")
    place(assessment, Place("ZA1", 1, "1.50", 1), steps=steps)
    assert words in context(client, "/trusts/ZA1/2025-26-q2/")


def test_segment_5_says_that_it_is_in_the_programme(client: Client) -> None:
    assessment = publish("2025-26-q2")
    place(assessment, Place("ZA1", 1, "1.50", 1), final=5)
    assert "In the programme In Q2 2025/26" in context(client, "/trusts/ZA1/2025-26-q2/")


def test_an_edition_without_the_programme_says_nothing_of_it(client: Client) -> None:
    steps = [{"key": "programme", "sentence": "Told.", "figures": {"programme": False}}]
    quarter = Quarter.objects.get(pk="2026-27-q1")
    revision = f.RevisionFactory.create(assessment__submission__quarter=quarter)
    Quarter.objects.filter(pk=quarter.pk).update(current_revision=revision)
    place(revision.assessment, Place("ZA1", 1, "1.50", 1), steps=steps)
    text = context(client, "/trusts/ZA1/2026-27-q1/")
    assert "do not place it" not in text


def test_everything_held_needs_no_explanation_of_what_is_not(client: Client) -> None:
    for kind in OversightKind:
        recorded(kind, "Something", date(2025, 1, 1))
    assert NOT_HELD_MEANS not in context(client)


def test_an_accepted_statement_is_shown_with_office_and_day(client: Client) -> None:
    said("First line\nsecond line.\n\nAnother paragraph.", "accepted")
    text = context(client)
    assert "First line second line. Another paragraph. Chief Executive, 10 September 2026" in text
    assert "The words are the trust's own. Nobody here has checked what they say." in text
    assert "No statement" not in text


@pytest.mark.parametrize("decisions", [(), ("declined",), ("accepted", "withdrawn")])
def test_any_other_statement_is_not(client: Client, decisions: tuple[str, ...]) -> None:
    said("Hidden words.", *decisions)
    text = context(client)
    assert "Hidden words." not in text
    assert "No statement of the trust on Q4 2025/26 is held here." in text


def test_the_newest_accepted_one_is_shown_and_an_older_one_after_its_withdrawal(
    client: Client,
) -> None:
    said("Older words.", "accepted")
    newest = said("Newer words.", "accepted", written_at=datetime(2026, 10, 1, 9, tzinfo=UTC))
    said("Waiting words.", written_at=datetime(2026, 10, 2, 9, tzinfo=UTC))
    assert "Newer words." in context(client)
    assert "Older words." not in context(client)
    f.StatementDecisionFactory.create(statement=newest, decision="withdrawn")
    assert "Older words." in context(client)
    assert "Newer words." not in context(client)


def test_a_statement_belongs_to_its_quarter(client: Client) -> None:
    said("Of another quarter.", "accepted", quarter=Quarter.objects.get(pk="2025-26-q3"))
    assert "Of another quarter." not in context(client)


def test_markup_in_a_statement_is_shown_as_text(client: Client) -> None:
    said("<script>alert(1)</script> & <b>bold</b>", "accepted", office="<i>Office</i>")
    page = client.get(PAGE).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;bold&lt;/b&gt;" in page
    assert "&lt;i&gt;Office&lt;/i&gt;" in page
    assert "<script>alert" not in page


def test_a_statement_older_than_the_revision_says_so(client: Client) -> None:
    said("Before the correction.", "accepted")
    quarter = Quarter.objects.get(pk="2025-26-q4")
    assert quarter.current_revision is not None
    assert "It was written before revision" not in context(client)
    later = f.RevisionFactory.create(
        number=2,
        quarter=quarter,
        assessment=f.AssessmentFactory.create(submission__quarter=quarter),
        published_at=datetime(2026, 10, 5, 9, tzinfo=UTC),
    )
    place(later.assessment, Place("ZA1", 1, "1.50", 1))
    Quarter.objects.filter(pk=quarter.pk).update(current_revision=later)
    assert (
        "It was written before revision 2 of these figures was published on 5 October 2026."
        in context(client)
    )


def test_the_page_names_the_section_among_its_parts(read: Read) -> None:
    assert read(PAGE).links["Context"] == "#context"

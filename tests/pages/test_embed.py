"""A trust's card for other sites: framable, alone of all pages, and small."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from league.models import Quarter, SegmentAssignment
from tests import factories as f
from tests.pages.england import explain, small_england
from tests.pages.reading import Reading
from trusts.models import Trust

pytestmark = pytest.mark.django_db

CARD = "/embed/trusts/ZA3/"
# What the parts of addresses may be, so that there is one of each kind.
PARTS = {
    "trust_type": "acute",
    "quarter": "2025-26-q4",
    "ods_code": "ZA3",
    "ending": "json",
    "metric_id": "OF0013",
    "domain": "access",
    "slug": "nof-2025-26",
    "dataset": "segments",
    "chart": "likely-ranges",
    "name": "likely-ranges",
}


def card(client: Client, where: str = CARD, status: int = 200) -> Reading:
    response = client.get(where)
    assert response.status_code == status
    assert "X-Frame-Options" not in response.headers
    assert "frame-ancestors *" in response.headers["Content-Security-Policy"]
    return Reading.of(response.content.decode())


def test_the_card_of_the_latest_quarter(client: Client) -> None:
    small_england()
    page = card(client)
    assert page.heading == "Q1 2026/27 Invented Trust ZA3"
    assert "Segment 1 Consistently strong" in page.text
    assert "League rank Joint 2nd of 6 acute trusts" in page.text
    assert "Likely range of rank Between 2nd and 5th" in page.text
    assert "Demonstration" not in page.text
    (href,) = page.links.values()
    assert href == "/trusts/ZA3/2026-27-q1/"
    assert client.get(href).status_code == 200


def test_another_quarter_by_its_name(client: Client) -> None:
    small_england()
    page = card(client, f"{CARD}?quarter=2025-26-q3")
    assert "Q3 2025/26" in page.text
    assert "3rd of 5 acute trusts" in page.text
    assert "/trusts/ZA3/2025-26-q3/" in page.links.values()


def test_small_letters_do_as_well(client: Client) -> None:
    small_england()
    assert "Invented Trust ZA3" in card(client, "/embed/trusts/za3/").heading


def test_an_invented_trust_is_called_so(client: Client) -> None:
    small_england(fictional=True)
    assert "Demonstration data: this trust is invented." in card(client).text


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("/embed/trusts/ZZZ/", "No trust has this code."),
        ("/embed/trusts/not-a-code-at-all/", "No trust has this code."),
        (f"{CARD}?quarter=2024-25-q1", "The quarter that was asked for is not published here."),
        (f"{CARD}?quarter=%00%ED", "The quarter that was asked for is not published here."),
        ("/embed/trusts/ZA6/?quarter=2025-26-q3", "It has no results for Q3 2025/26."),
        ("/embed/trusts/ZQ1/", "It has no published results here."),
    ],
)
def test_what_is_not_found_is_said_in_a_card(client: Client, where: str, says: str) -> None:
    small_england()
    f.TrustFactory.create(ods_code="ZQ1")
    page = card(client, where, 404)
    assert says in page.text
    (href,) = page.links.values()
    assert client.get(href, follow=True).status_code == 200


def test_without_any_quarter_there_is_a_card_too(client: Client) -> None:
    f.TrustFactory.create(ods_code="ZQ1")
    assert "It has no published results here." in card(client, "/embed/trusts/ZQ1/", 404).text
    assert "No trust has this code." in card(client, "/embed/trusts/ZZZ/", 404).text


def test_a_draft_is_not_shown(client: Client) -> None:
    small_england()
    Quarter.objects.filter(pk="2026-27-q1").update(current_revision=None)
    assert "Q4 2025/26" in card(client).text
    assert "not published here" in card(client, f"{CARD}?quarter=2026-27-q1", 404).text


def test_a_trust_that_closed_says_what_became_of_it(client: Client) -> None:
    small_england()
    Trust.objects.filter(pk="ZA3").update(closed=date(2026, 4, 1), successor="ZA1")
    text = card(client).text
    assert "This trust closed on 1 April 2026. It is part of Invented Trust ZA1 now." in text


def test_a_trust_without_a_rank_has_none(client: Client) -> None:
    assessment = small_england()
    row = f.SegmentAssignmentFactory.create(
        assessment=assessment,
        league_rank=None,
        score_rank=None,
        average=None,
        average_score=None,
        unadjusted=None,
        adjusted=None,
        final=None,
        override_moved=None,
        score_low=None,
        score_high=None,
        rank_low=None,
        rank_high=None,
    )
    text = card(client, f"/embed/trusts/{row.trust_id}/").text
    assert "No segment" in text
    assert "League rank Not ranked Likely range of rank Not published for this quarter" in text


def test_the_card_runs_no_script_and_asks_for_one_stylesheet(client: Client) -> None:
    small_england()
    response = client.get(CARD)
    page = response.content.decode()
    assert "script-src 'none'" in response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "<script" not in page
    assert page.count('rel="stylesheet"') == 1
    assert not Reading.of(page).inline
    assert not response.cookies


def test_the_card_is_only_read(client: Client) -> None:
    small_england()
    assert client.post(CARD).status_code == 405
    assert client.head(CARD).status_code == 200


def test_the_card_takes_few_queries(client: Client, django_assert_num_queries: object) -> None:
    small_england()
    assert callable(django_assert_num_queries)
    with django_assert_num_queries(4):
        client.get(CARD)


def test_a_trusts_page_gives_the_html_to_copy(client: Client) -> None:
    small_england()
    page = client.get("/trusts/ZA3/2025-26-q4/").content.decode()
    assert "Show this on your site" in page
    assert "&lt;iframe src=&quot;http://testserver/embed/trusts/ZA3/&quot;" in page
    assert "title=&quot;NHS trust league table: Invented Trust ZA3&quot;" in page
    assert Reading.of(page).links["a small card"] == CARD


def test_a_name_with_marks_stays_one_attribute(client: Client) -> None:
    small_england()
    row = SegmentAssignment.objects.get(assessment__quarter="2025-26-q4", trust="ZA3")
    quarter = f.QuarterFactory.create(slug="2025-26-q2")
    revision = f.RevisionFactory.create(assessment__submission__quarter=quarter)
    Quarter.objects.filter(pk=quarter.pk).update(current_revision=revision)
    f.SegmentAssignmentFactory.create(
        assessment=revision.assessment, trust=row.trust, name='Queen "Anne\'s" <Trust>'
    )
    page = client.get("/trusts/ZA3/2025-26-q2/").content.decode()
    assert "&amp;quot;Anne&amp;#x27;s&amp;quot; &amp;lt;Trust&amp;gt;" in page


def patterns(
    within: list[URLPattern | URLResolver], space: str = "", above: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names of all addresses and the parts they take."""
    for each in within:
        parts = (*above, *each.pattern.regex.groupindex)
        if isinstance(each, URLResolver):
            named = f"{each.namespace}:" if each.namespace else space
            yield from patterns(each.url_patterns, named, parts)
        else:
            yield f"{space}{each.name}", parts


def addresses() -> list[str]:
    """One of each kind but the card's; of the admin site those that take no key."""
    return [
        address(name, parts)
        for name, parts in patterns(get_resolver().url_patterns)
        if name != "embed-trust" and not (name.startswith("admin:") and parts)
    ]


def address(name: str, parts: tuple[str, ...]) -> str:
    """Parts that no page of ours has are a number or a UUID."""
    for other in ("1", "00000000-0000-0000-0000-000000000000"):
        with suppress(NoReverseMatch):
            return reverse(name, kwargs={part: PARTS.get(part, other) for part in parts})
    raise AssertionError(f"{name} takes {parts}: say in PARTS what these may be")


def test_no_other_answer_can_be_framed(client: Client) -> None:
    small_england()
    explain(SegmentAssignment.objects.get(assessment__quarter="2025-26-q4", trust="ZA3"))
    asked = addresses()
    assert len(asked) > 50
    assert {"/", "/admin/", "/trusts/ZA3/2025-26-q4/", "/healthz"} <= set(asked)
    for where in (*asked, "/nothing/here/", "/trusts/ZZZ/2025-26-q4/", "/embed/", "/embed/x/"):
        response = client.get(where)
        assert response.status_code < 500, where
        assert response.headers["X-Frame-Options"] == "DENY", where
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"], where

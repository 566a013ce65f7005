"""Home, register, quarters, and the pages for what went wrong."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from django.test import Client, RequestFactory

from league.models import Reconciliation, SegmentAssignment
from league.views.errors import bad_request, forbidden, server_error
from tests import factories
from tests.pages.england import explain, publish, small_england
from tests.pages.reading import Reading

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]
LINE = {"compared": 0, "agreed": 0, "exact": 0, "handed_in": 0, "only_published": 0, "only_ours": 0}


def test_home_counts_segments_by_type_and_links_to_the_tables(read: Read) -> None:
    small_england()

    page = read("/")

    assert page.rows[0] == ("Segment", "Acute", "Ambulance")
    assert page.rows[1] == (
        "Segment 1 Consistently strong",
        "3 acute trusts in segment 1 50%",
        "0 0%",
    )
    assert page.rows[-1] == ("All trusts", "6", "2")
    assert page.links["3 acute trusts in segment 1"] == (
        "/league-tables/acute/2026-27-q1/?segment=1"
    )
    assert "Ambulance trusts: 1 of 2 is in segments 1 and 2" in page.text


def test_home_lists_the_latest_revisions(read: Read) -> None:
    small_england()

    page = read("/")

    assert page.links["Q4 2025/26, revision 1"] == "/quarters/2025-26-q4/"
    assert "First publication." in page.text


def test_pages_without_a_published_quarter_say_so(read: Read) -> None:
    for address in ("/", "/league-tables/", "/quarters/"):
        assert read(address).heading == "Nothing is published here yet"
    assert "Showing all 0 trusts." in read("/trusts/").text


@pytest.mark.parametrize(
    ("query", "codes", "words"),
    [
        ("", 8, "Showing all 8 trusts."),
        ("q=za1", 1, "1 trust matches “za1”."),
        ("q=london", 2, "2 trusts match “london”."),
        ("type=ambulance", 2, "Showing 2 of 8 trusts."),
        ("q=nowhere", 0, "No trust matches “nowhere”."),
        ("type=hospital", 8, "There is no trust type “hospital” here"),
        ("q=%00", 8, "The search text could not be used"),
    ],
)
def test_a_trust_is_found_by_name_code_region_or_type(
    read: Read, query: str, codes: int, words: str
) -> None:
    small_england()

    page = read(f"/trusts/?{query}")

    assert len(page.rows[1:]) == codes
    assert words in page.text


def test_the_register_says_what_became_of_a_closed_trust(read: Read) -> None:
    small_england()
    factories.TrustFactory.create(ods_code="ZZ9", closed=date(2026, 4, 1), successor_id="ZA1")

    row = next(row for row in read("/trusts/").rows if "ZZ9" in row[0])

    assert row[-1] == "Segment Closed on 1 April 2026; now part of Invented Trust ZA1"


def test_quarters_are_listed_newest_first_with_their_basis(read: Read) -> None:
    small_england()
    publish("2025-26-q1", basis="published")

    page = read("/quarters/")

    assert [row[0] for row in page.rows[1:]] == [
        "Q1 2026/27",
        "Q4 2025/26",
        "Q3 2025/26",
        "Q2 2025/26",
        "Q1 2025/26",
    ]
    assert page.rows[4][2:] == (
        "Basis Not held here",
        "Latest revision No file of this quarter was imported.",
    )
    assert page.rows[5][2] == "Basis As published"
    assert "Q2 2025/26" not in page.links


def test_a_quarter_that_is_not_held_is_named_with_ways_to_the_others(read: Read) -> None:
    small_england()

    page = read("/league-tables/ambulance/2025-26-q2/", status=404)

    assert "Q2 2025/26 is not held here" in page.text
    assert page.links["Q3 2025/26"] == "/league-tables/ambulance/2025-26-q3/"
    page = read("/quarters/2025-26-q2/", status=404)
    assert page.links["Q3 2025/26"] == "/quarters/2025-26-q3/"


def test_an_import_is_signed_in_words_for_readers(read: Read) -> None:
    quarter = factories.QuarterFactory.create(slug="2026-27-q1")
    factories.SubmissionFactory.create(quarter=quarter, author_name="import_nof command")
    publish("2026-27-q1")

    assert "by the site's own import" in read("/quarters/2026-27-q1/").text


def test_a_quarter_shows_revisions_cuts_and_completeness(read: Read) -> None:
    small_england()
    explain(SegmentAssignment.objects.get(assessment__quarter="2026-27-q1", trust="ZA3"))

    page = read("/quarters/2026-27-q1/")

    assert "Revision 1 (shown here), 10 September 2026 at 10:30am, by A tester" in page.text
    assert ("Average metric score: segment", "1.92", "2.32", "2.77") in page.rows
    assert ("A&E within four hours OF0013", "1", "1", "0", "0") in page.rows
    assert ("A&E over 12 hours OF0014", "0", "0", "0", "1") in page.rows
    assert "There are no published results of this quarter to compare with." in page.text


def test_a_quarter_is_reconciled_by_kind_and_difference(read: Read) -> None:
    assessment = small_england()
    Reconciliation.objects.create(
        assessment=assessment,
        lines=[
            LINE | {"kind": "metric-score", "compared": 3000, "agreed": 2999, "handed_in": 12},
            LINE | {"kind": "average", "compared": 205, "agreed": 205},
            LINE | {"kind": "league-rank", "compared": 205, "agreed": 205, "only_ours": 3},
            LINE | {"kind": "likely-rank-low", "compared": 5, "agreed": 5},
            LINE | {"kind": "domain-segment", "only_published": 7},
        ],
        differences=[
            {
                "kind": "metric-score",
                "key": "OF0013",
                "trust": "ZA1",
                "ours": 2.36,
                "published": 2.4,
            },
            {"kind": "financial-override", "key": "", "trust": "ZA2", "ours": 0, "published": 1},
            {"kind": "domain-score", "key": "access", "trust": "ZA2", "ours": None, "published": 2},
        ],
    )

    page = read("/quarters/2026-27-q1/")

    assert (
        "Metric score",
        "2,999 of 3,000",
        "99.9%",
        "Equal to the last digit; 12 more are published only as scores and taken over.",
    ) in page.rows
    assert ("Average metric score", "205 of 205", "100%", "Within 0.01.") in page.rows
    assert ("League rank", "205 of 205", "100%", "Equal; 3 are not published.") in page.rows
    assert ("Likely range of rank, best", "5 of 5", "100%", "Within 1 place.") in page.rows
    assert ("Domain segment", "None", "Not compared", "7 cannot be computed here.") in page.rows
    assert ("Invented Trust ZA1", "A&E within four hours", "2.36", "2.40") in page.rows
    assert ("Invented Trust ZA2", "Financial override", "No", "Yes") in page.rows
    assert ("Invented Trust ZA2", "Access to services", "None", "2.00") in page.rows


def test_files_of_a_submission_are_named_with_their_checksums(read: Read) -> None:
    assessment = small_england()
    factories.SubmittedFileFactory.create(submission=assessment.submission)

    page = read("/quarters/2026-27-q1/")
    assert f"acute.csv (10 rows) Fingerprint (SHA-256): {'0' * 64}" in page.text


def test_every_page_of_invented_figures_says_so(read: Read) -> None:
    small_england(fictional=True)

    for address in (
        "/",
        "/league-tables/acute/2026-27-q1/",
        "/trusts/",
        "/trusts/ZA1/2026-27-q1/",
        "/quarters/",
        "/quarters/2026-27-q1/",
    ):
        assert "Demonstration data: every trust on this page is invented." in read(address).text
    assert "Demonstration data" in read("/nowhere/", status=404).text


def test_real_figures_name_their_source_licence_quarter_and_revision(read: Read) -> None:
    small_england()

    for address in ("/", "/league-tables/acute/2026-27-q1/", "/trusts/ZA1/2026-27-q1/"):
        page = read(address)
        assert "Demonstration data" not in page.text
        assert "Quarter Q1 2026/27 (1 April 2026 to 30 June 2026)" in page.text
        assert "Framework NHS Oversight Framework 2026/27" in page.text
        assert "Revision 1, published here on 10 September 2026: First publication" in page.text
        assert "licensed under the Open Government Licence v3.0" in page.text
        assert "it is not run, checked or endorsed by NHS England" in page.text


def test_pages_carry_nothing_inline_and_set_no_cookies(client: Client) -> None:
    small_england()

    for address in (
        "/",
        "/league-tables/acute/2025-26-q4/",
        "/trusts/",
        "/trusts/ZA1/2026-27-q1/",
        "/quarters/",
        "/quarters/2026-27-q1/",
        "/nowhere/",
    ):
        response = client.get(address)
        assert Reading.of(response.content.decode()).inline == ()
        assert not response.cookies


def test_faults_have_pages_of_their_own(rf: RequestFactory) -> None:
    request = rf.get("/")

    for response, heading in (
        (bad_request(request, exception=ValueError()), "This request could not be understood"),
        (forbidden(request, exception=ValueError()), "You may not open this page"),
        (server_error(request), "Something went wrong on our side"),
    ):
        assert Reading.of(response.content.decode()).heading == heading
        assert response.status_code in {400, 403, 500}


def test_the_fault_page_asks_nothing_of_the_database(
    rf: RequestFactory, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    with django_assert_num_queries(0):
        server_error(rf.get("/"))

"""Statements are entered and decided on in the admin site, by different people."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from league.models import AuditEvent, StatementDecision, TrustStatement, TrustSubmitter
from tests import factories as f
from tests.pages.england import Place, place, publish
from tests.pages.reading import Reading
from trusts.models import Trust

from .signing_in import address, client_of, signed_in

pytestmark = pytest.mark.django_db

WRITES = ("league.add_truststatement", "league.view_truststatement")
DECIDES = (
    *("league.decide_truststatement", "league.view_truststatement"),
    "league.view_statementdecision",
)
ADD = "/admin/league/truststatement/add/"
LIST = "/admin/league/truststatement/"
GIVEN = {
    "trust": "ZA1",
    "quarter": "2025-26-q4",
    "office": "Chief Executive",
    "text": "We <b>opened</b> a second theatre.",
}


@pytest.fixture(autouse=True)
def england() -> None:
    assessment = publish("2025-26-q4")
    place(assessment, Place("ZA1", 1, "1.50", 1))
    place(assessment, Place("ZA2", 2, "1.60", 1))


@pytest.fixture
def writer() -> Client:
    client = client_of("walter", *WRITES)
    TrustSubmitter.objects.create(
        user=User.objects.get(username="walter"),
        trust_id="ZA1",
        since=f.MOMENT,
        granted_by_name="A test",
    )
    return client


@pytest.fixture
def publisher() -> Client:
    return client_of("petra", *DECIDES)


def waiting() -> TrustStatement:
    return f.TrustStatementFactory.create(trust=Trust.objects.get(pk="ZA1"))


def text(client: Client, where: str) -> str:
    response = client.get(where, follow=True)
    assert response.status_code == 200
    return Reading.of(response.content.decode()).text


def test_a_statement_is_entered_and_waits(writer: Client) -> None:
    assert writer.get(ADD).status_code == 200
    response = writer.post(ADD, GIVEN)
    assert response.status_code == 302
    made = TrustStatement.objects.get()
    assert (made.trust_id, made.text) == ("ZA1", GIVEN["text"])
    assert (made.written_by_name, made.written_by) == ("walter", User.objects.get())
    assert AuditEvent.objects.get().action == "statement.written"
    assert "Waiting for a decision" in text(writer, LIST)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"text": "x" * 2_001}, "The statement has 2,001 characters: at most 2,000 are possible."),
        ({"text": "  "}, "This field is required."),
        ({"trust": "ZA2"}, "may not write a trust's statement for ZA2"),
        ({"trust": "ZZZ"}, "Select a valid choice"),
        ({"quarter": "2026-27-q1"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    writer: Client, changes: dict[str, str], says: str
) -> None:
    f.QuarterFactory.create(slug="2026-27-q1")
    response = writer.post(ADD, {**GIVEN, **changes})
    assert response.status_code == 200
    page = response.content.decode()
    assert says in Reading.of(page).text
    assert "Chief Executive" in page
    assert not TrustStatement.objects.exists()


def test_only_published_quarters_are_offered(writer: Client) -> None:
    f.QuarterFactory.create(slug="2026-27-q1")
    page = writer.get(ADD).content.decode()
    assert "Q4 2025/26" in page
    assert "Q1 2026/27" not in page


def test_without_the_right_nothing_is_entered(publisher: Client) -> None:
    assert publisher.get(ADD).status_code == 403
    assert publisher.post(ADD, GIVEN).status_code == 403
    assert Client().get(ADD).headers["Location"].startswith("/admin/login/")


def test_a_statement_is_never_edited_or_deleted(publisher: Client) -> None:
    pk = waiting().pk
    for client in (publisher, signed_in(User.objects.create_superuser("ada"))):
        assert client.post(address(TrustStatement, "change", pk), GIVEN).status_code == 403
        assert client.post(address(TrustStatement, "delete", pk)).status_code == 403


def test_a_publisher_accepts_with_a_reason(publisher: Client) -> None:
    made = waiting()
    page = text(publisher, address(TrustStatement, "change", made.pk))
    assert "Accept Decline Withdraw" in page
    step = address(TrustStatement, "decide", made.pk, "accepted")
    assert "We opened a second theatre in May." in text(publisher, step)
    response = publisher.post(step, {"reason": "Speaks of the quarter only"}, follow=True)
    assert "Q4 2025/26: the statement is accepted." in response.content.decode()
    decided = StatementDecision.objects.get()
    assert (decided.decision, decided.decided_by_name) == ("accepted", "petra")
    after = text(publisher, address(TrustStatement, "change", made.pk))
    assert "Speaks of the quarter only" in after
    assert "Decline" not in after
    assert "Withdraw" in after


def test_a_decision_without_a_reason_is_not_taken(publisher: Client) -> None:
    step = address(TrustStatement, "decide", waiting().pk, "declined")
    response = publisher.post(step, {"reason": " "})
    assert "Nothing was changed" in response.content.decode()
    long = publisher.post(step, {"reason": "x" * 501})
    assert "The reason has 501 characters" in long.content.decode()
    assert not StatementDecision.objects.exists()


@pytest.mark.parametrize("decision", ["accepted", "shelved"])
def test_a_decision_that_cannot_be_taken_leads_back_and_says_why(
    publisher: Client, decision: str
) -> None:
    made = waiting()
    f.StatementDecisionFactory.create(statement=made, decision="declined")
    for ask in (publisher.get, publisher.post):
        response = ask(address(TrustStatement, "decide", made.pk, decision), follow=True)
        assert response.redirect_chain[-1][0] == address(TrustStatement, "change", made.pk)
        page = response.content.decode()
        assert "was declined before" in page or "accepted, declined or withdrawn" in page
    assert StatementDecision.objects.count() == 1


def test_somebody_without_the_right_decides_nothing(writer: Client) -> None:
    made = waiting()
    page = text(writer, address(TrustStatement, "change", made.pk))
    assert "Accept" not in page
    step = address(TrustStatement, "decide", made.pk, "accepted")
    response = writer.post(step, {"reason": "Mine"}, follow=True)
    assert "Your account may not decide on statements." in response.content.decode()
    assert not StatementDecision.objects.exists()


def test_a_writer_takes_a_statement_back(writer: Client) -> None:
    writer.post(ADD, GIVEN)
    made = TrustStatement.objects.get()
    page = text(writer, address(TrustStatement, "change", made.pk))
    assert "Withdraw" in page
    assert "Accept" not in page
    writer.post(address(TrustStatement, "decide", made.pk, "withdrawn"), {"reason": "Outdated"})
    assert made.decisions.get().decision == "withdrawn"


@pytest.mark.parametrize("state", ["waiting", "accepted", "declined", "withdrawn"])
def test_statements_are_filtered_by_state(publisher: Client, state: str) -> None:
    f.TrustStatementFactory.create(office="Waiting office")
    for decision in ("accepted", "declined", "withdrawn"):
        f.StatementDecisionFactory.create(
            statement__office=f"{decision.capitalize()} office", decision=decision
        )
    page = text(publisher, f"{LIST}?state={state}")
    found = {
        each
        for each in ("Waiting", "Accepted", "Declined", "Withdrawn")
        if f"{each} office" in page
    }
    assert found == {state.capitalize()}


def test_statements_are_searched_and_listed_in_few_queries(
    publisher: Client, django_assert_max_num_queries: object
) -> None:
    f.TrustStatementFactory.create_batch(20)
    assert callable(django_assert_max_num_queries)
    with django_assert_max_num_queries(10):
        assert publisher.get(f"{LIST}?q=theatre").status_code == 200

"""A trust's statement is written by one and decided on by another, and nothing of it is lost."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission, User

from league.models import AuditEvent, Ruling, StatementDecision, TrustStatement, TrustSubmitter
from league.services import statements
from league.services.audit import Actor
from league.services.refusals import RefusedError
from league.services.rights import NotAllowedError, Right
from tests.factories import MOMENT, QuarterFactory, TrustFactory
from tests.pages.england import Place, place, publish
from tests.services.people import person, superuser

pytestmark = pytest.mark.django_db

COMMAND = Actor("a command")


@pytest.fixture(autouse=True)
def england() -> None:
    assessment = publish("2025-26-q4")
    place(assessment, Place("ZA1", 1, "1.50", 1))
    place(assessment, Place("ZA2", 2, "1.60", 1))


def write(by: Actor = COMMAND, /, **changes: str) -> TrustStatement:
    given = {
        "trust": "ZA1",
        "quarter": "2025-26-q4",
        "text": "We opened a second theatre in May.",
        "office": "Chief Executive",
    }
    return statements.write(by=by, **given | changes)


def decide(
    statement: TrustStatement, decision: str, by: Actor = COMMAND, reason: str = "As agreed"
) -> StatementDecision:
    return statements.decide(by=by, statement=statement, decision=decision, reason=reason)


def writer(name: str = "walter", *trusts: str) -> Actor:
    by = person(name, Right.WRITE_STATEMENT)
    assert by.user is not None
    for code in trusts or ("ZA1",):
        TrustSubmitter.objects.create(
            user=by.user, trust_id=code, since=MOMENT, granted_by_name="A test"
        )
    return by


def shown() -> list[TrustStatement]:
    return list(TrustStatement.objects.shown())


def test_a_statement_waits_until_it_is_accepted() -> None:
    made = write()
    assert (made.trust_id, made.quarter_id, made.office) == ("ZA1", "2025-26-q4", "Chief Executive")
    assert shown() == []
    decide(made, "accepted")
    assert shown() == [made]


def test_the_moment_and_the_person_are_kept() -> None:
    moment = datetime(2026, 6, 12, 9, tzinfo=UTC)
    made = write(Actor("A command", at=moment))
    assert (made.written_at, made.written_by, made.written_by_name) == (moment, None, "A command")
    ada = superuser()
    decided = decide(write(ada), "accepted", ada)
    assert (decided.decided_by, decided.decided_by_name) == (ada.user, "ada")


def test_a_declined_statement_is_never_shown_and_stays() -> None:
    made = write()
    decide(made, "declined", reason="Names a patient")
    assert shown() == []
    assert [(each.decision, each.reason) for each in made.decisions.all()] == [
        ("declined", "Names a patient")
    ]


def test_a_withdrawn_statement_disappears_and_its_history_stays() -> None:
    made = write()
    decide(made, "accepted")
    decide(made, "withdrawn")
    assert shown() == []
    assert [each.decision for each in made.decisions.all()] == ["accepted", "withdrawn"]


def test_a_waiting_statement_can_be_withdrawn_and_is_not_accepted_after() -> None:
    made = write()
    decide(made, "withdrawn")
    with pytest.raises(RefusedError, match="was withdrawn before"):
        decide(made, "accepted")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("accepted", "accepted"),
        ("accepted", "declined"),
        ("declined", "accepted"),
        ("declined", "withdrawn"),
        ("withdrawn", "withdrawn"),
    ],
)
def test_nothing_is_decided_twice(first: str, second: str) -> None:
    made = write()
    decide(made, first)
    with pytest.raises(RefusedError, match=f"was {first} before"):
        decide(made, second)
    assert made.decisions.count() == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"text": ""}, "The statement is empty"),
        ({"text": " \n\t "}, "The statement is empty"),
        ({"text": "x" * 2_001}, "has 2,001 characters: at most 2,000"),
        ({"text": "a\0b"}, "holds a character that is no text"),
        ({"office": "  "}, "name of the office is empty"),
        ({"office": "x" * 121}, "at most 120"),
        ({"trust": "ZZZ"}, "No trust has the code “ZZZ”"),
        ({"quarter": "2025-26-q3"}, "No quarter “2025-26-q3” is published"),
        ({"trust": "ZA9"}, "has no results in Q4 2025/26"),
    ],
)
def test_what_cannot_be_stored_is_refused_in_words(changes: dict[str, str], says: str) -> None:
    TrustFactory.create(ods_code="ZA9")
    with pytest.raises(RefusedError, match=says):
        write(**changes)
    assert not TrustStatement.objects.exists()
    assert not AuditEvent.objects.exists()


def test_a_draft_quarter_takes_no_statement() -> None:
    QuarterFactory.create(slug="2026-27-q1")
    with pytest.raises(RefusedError, match="No quarter"):
        write(quarter="2026-27-q1")


def test_text_is_tidied_but_never_read_as_markup() -> None:
    made = write(text="  First.\r\n\r\n<b>Second</b> & third.\r  ", office=" Chief \n Executive ")
    assert made.text == "First.\n\n<b>Second</b> & third."
    assert made.office == "Chief Executive"


def test_the_longest_text_fits_and_a_trust_is_known_by_a_small_code() -> None:
    assert len(write(text="é" * 2_000, trust="za1").text) == 2_000


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_a_decision_says_why(reason: str) -> None:
    with pytest.raises(RefusedError, match="reason"):
        decide(write(), "accepted", reason=reason)


def test_an_unknown_decision_is_refused() -> None:
    with pytest.raises(RefusedError, match="accepted, declined or withdrawn"):
        decide(write(), "shelved")


def test_writing_needs_the_right_for_that_trust() -> None:
    assert write(writer()).written_by_name == "walter"
    with pytest.raises(NotAllowedError, match="ZA2"):
        write(writer("wanda"), trust="ZA2")
    with pytest.raises(NotAllowedError):
        write(person("nemo"))


def test_deciding_needs_its_own_right() -> None:
    made = write(writer())
    with pytest.raises(NotAllowedError):
        decide(made, "accepted", writer("wanda", "ZA1", "ZA2"))
    publisher = person("petra", Right.DECIDE_STATEMENT)
    assert decide(made, "accepted", publisher).decided_by == publisher.user


def test_nobody_accepts_or_declines_their_own_unless_superuser() -> None:
    both = writer()
    assert both.user is not None
    give(both.user, Right.DECIDE_STATEMENT)
    both = Actor(both.name, User.objects.get(pk=both.user.pk))
    made = write(both)
    for decision in ("accepted", "declined"):
        with pytest.raises(NotAllowedError, match="somebody else decides"):
            decide(made, decision, both)
    ada = superuser()
    assert decide(write(ada), "accepted", ada).decision == Ruling.ACCEPTED


def test_a_trust_takes_its_own_words_back() -> None:
    by = writer()
    made = write(by)
    decide(made, "accepted", person("petra", Right.DECIDE_STATEMENT))
    decide(made, "withdrawn", by)
    assert shown() == []
    with pytest.raises(NotAllowedError):
        decide(write(by), "withdrawn", writer("wanda"))


def test_somebody_who_left_may_nothing() -> None:
    by = superuser()
    assert by.user is not None
    by.user.is_active = False
    with pytest.raises(NotAllowedError):
        write(by)


def test_each_act_is_in_the_audit_trail() -> None:
    made = write(writer())
    decide(made, "accepted", person("petra", Right.DECIDE_STATEMENT), reason="Sound")
    written, accepted = AuditEvent.objects.order_by("pk")
    assert (written.action, written.actor_name) == ("statement.written", "walter")
    assert written.after == {
        "trust": "ZA1",
        "quarter": "2025-26-q4",
        "office": "Chief Executive",
        "text": "We opened a second theatre in May.",
    }
    assert (accepted.action, accepted.actor_name) == ("statement.accepted", "petra")
    assert accepted.subject_id == str(made.pk)
    assert (accepted.before, accepted.after) == (
        {"state": "waiting"},
        {"state": "accepted", "reason": "Sound"},
    )


def give(user: User, right: Right) -> None:
    codename = right.split(".")[1]
    user.user_permissions.add(Permission.objects.get(codename=codename))

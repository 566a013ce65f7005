"""Two people at the same statement, or at the same trust's records, at the same moment."""

from __future__ import annotations

from datetime import date

import pytest

from league.models import OversightKind, OversightRecord, StatementDecision, TrustStatement
from league.services import oversight, statements
from league.services.audit import Actor
from league.services.oversight import Told
from league.services.refusals import RefusedError
from tests import factories as f

from .test_register_races import side_by_side

pytestmark = pytest.mark.django_db(transaction=True)

BY = Actor("a command")


def test_only_the_first_decision_counts() -> None:
    made = f.TrustStatementFactory.create()

    def decide(decision: str) -> None:
        held = TrustStatement.objects.get(pk=made.pk)
        statements.decide(by=BY, statement=held, decision=decision, reason="As agreed")

    def decline() -> None:
        with pytest.raises(RefusedError, match="was accepted before"):
            decide("declined")

    side_by_side(lambda: decide("accepted"), decline)
    assert [each.decision for each in StatementDecision.objects.all()] == ["accepted"]


def test_two_ratings_at_once_are_one_and_a_refusal() -> None:
    trust = f.TrustFactory.create()

    def rate(value: str) -> None:
        told = Told(trust, OversightKind.CQC_RATING, value, date(2026, 5, 4), "A register")
        oversight.record(by=BY, told=told)

    def rate_otherwise() -> None:
        with pytest.raises(RefusedError, match="end it first"):
            rate("Outstanding")

    side_by_side(lambda: rate("Good"), rate_otherwise)
    assert [each.value for each in OversightRecord.objects.all()] == ["Good"]


def test_a_record_is_ended_once() -> None:
    made = f.OversightRecordFactory.create()

    def end(day: int) -> None:
        held = OversightRecord.objects.get(pk=made.pk)
        oversight.end(by=BY, held=held, last_day=date(2026, 6, day))

    def end_otherwise() -> None:
        with pytest.raises(RefusedError, match="ended before, on 1 June 2026"):
            end(2)

    side_by_side(lambda: end(1), end_otherwise)

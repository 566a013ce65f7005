"""Oversight records come by a service and are ended by one, with their source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from league.models import AuditEvent, OversightKind, OversightRecord
from league.services import oversight
from league.services.audit import Actor
from league.services.oversight import Told
from league.services.refusals import RefusedError
from league.services.rights import NotAllowedError, Right
from tests.factories import TrustFactory
from tests.services.people import person
from trusts.models import Trust

pytestmark = pytest.mark.django_db

COMMAND = Actor("a command")
MAY, JUNE, JULY = date(2026, 5, 4), date(2026, 6, 30), date(2026, 7, 1)


@pytest.fixture
def trust() -> Trust:
    return TrustFactory.create(ods_code="ZA1")


@pytest.fixture
def rated(trust: Trust) -> Told:
    return Told(trust, OversightKind.CQC_RATING, "Good", MAY, "Care Quality Commission")


def test_a_fact_is_stored_and_audited(rated: Told) -> None:
    made = oversight.record(by=COMMAND, told=replace(rated, value=" requires  IMPROVEMENT "))
    assert (made.trust_id, made.value, made.valid_from, made.valid_to) == (
        *("ZA1", "Requires improvement", MAY),
        None,
    )
    event = AuditEvent.objects.get()
    assert (event.action, event.subject_id) == ("oversight.recorded", str(made.pk))
    assert event.after is not None
    assert (event.after["valid_from"], event.after["valid_to"]) == ("2026-05-04", None)


def test_a_record_is_ended_once_and_audited(rated: Told) -> None:
    made = oversight.record(by=COMMAND, told=rated)
    ended = oversight.end(by=COMMAND, held=made, last_day=JUNE)
    assert ended.valid_to == JUNE
    event = AuditEvent.objects.get(action="oversight.ended")
    assert event.before is not None
    assert event.after is not None
    assert (event.before["valid_to"], event.after["valid_to"]) == (None, "2026-06-30")
    with pytest.raises(RefusedError, match="ended before, on 30 June 2026"):
        oversight.end(by=COMMAND, held=made, last_day=JULY)


def test_nothing_ends_before_it_began(rated: Told) -> None:
    made = oversight.record(by=COMMAND, told=rated)
    with pytest.raises(RefusedError, match="cannot end before it began, on 4 May 2026"):
        oversight.end(by=COMMAND, held=made, last_day=date(2026, 5, 3))
    with pytest.raises(RefusedError, match="cannot end before it began"):
        oversight.record(by=COMMAND, told=replace(rated, valid_to=date(2026, 5, 3)))
    assert oversight.end(by=COMMAND, held=made, last_day=MAY).valid_to == MAY


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"kind": "rumour"}, "no kind of record called “rumour”"),
        ({"value": "Fair"}, "Outstanding, Good, Requires improvement, Inadequate"),
        ({"value": " "}, "value is empty"),
        ({"source": ""}, "source is empty"),
        ({"source": "x" * 301}, "more than 300"),
        ({"kind": "enforcement-undertakings", "value": "x" * 201}, "more than 200"),
    ],
)
def test_what_cannot_be_stored_is_refused_in_words(
    rated: Told, changes: dict[str, Any], says: str
) -> None:
    with pytest.raises(RefusedError, match=says):
        oversight.record(by=COMMAND, told=replace(rated, **changes))
    assert not OversightRecord.objects.exists()


def test_a_trust_has_one_rating_at_a_time(rated: Told) -> None:
    made = oversight.record(by=COMMAND, told=rated)
    later = replace(rated, value="Outstanding", valid_from=JULY)
    with pytest.raises(RefusedError, match=r"“Good” is on record from 4 May 2026.*end it first"):
        oversight.record(by=COMMAND, told=later)
    oversight.end(by=COMMAND, held=made, last_day=JUNE)
    assert oversight.record(by=COMMAND, told=later).value == "Outstanding"
    with pytest.raises(RefusedError, match="it ended 30 June 2026"):
        oversight.record(by=COMMAND, told=replace(rated, valid_from=JUNE, valid_to=JUNE))


def test_another_trust_or_kind_does_not_stand_in_the_way(rated: Told) -> None:
    oversight.record(by=COMMAND, told=rated)
    oversight.record(by=COMMAND, told=replace(rated, trust=TrustFactory.create()))
    undertakings = replace(rated, kind=OversightKind.ENFORCEMENT_UNDERTAKINGS, value="Urgent care")
    oversight.record(by=COMMAND, told=undertakings)
    oversight.record(by=COMMAND, told=replace(undertakings, value="Finance"))
    assert OversightRecord.objects.count() == 4


def test_it_takes_the_right(rated: Told) -> None:
    keeper, other = person("kay", Right.KEEP_OVERSIGHT), person("nemo")
    made = oversight.record(by=keeper, told=rated)
    with pytest.raises(NotAllowedError):
        oversight.record(by=other, told=replace(rated, trust=TrustFactory.create()))
    with pytest.raises(NotAllowedError):
        oversight.end(by=other, held=made, last_day=JUNE)
    assert oversight.end(by=keeper, held=made, last_day=JUNE).valid_to == JUNE


def test_records_of_a_span_of_days(rated: Told) -> None:
    oversight.record(by=COMMAND, told=replace(rated, valid_to=JUNE))
    for first, last, found in (
        *((date(2026, 1, 1), date(2026, 5, 3), 0), (date(2026, 1, 1), MAY, 1)),
        *((JUNE, date(2026, 9, 30), 1), (JULY, date(2026, 9, 30), 0)),
    ):
        assert OversightRecord.objects.during(first, last).count() == found

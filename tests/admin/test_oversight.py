"""Oversight records are added and ended in the admin site."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from league.models import AuditEvent, OversightRecord
from tests import factories as f
from tests.pages.reading import Reading

from .signing_in import address, client_of

pytestmark = pytest.mark.django_db

ADD = "/admin/league/oversightrecord/add/"
GIVEN = {
    "trust": "ZA1",
    "kind": "cqc-rating",
    "value": "good",
    "valid_from": "2026-05-04",
    "valid_to": "",
    "source": "Care Quality Commission",
}


@pytest.fixture
def keeper() -> Client:
    f.TrustFactory.create(ods_code="ZA1")
    return client_of("kay", "league.change_oversightrecord", "league.view_oversightrecord")


@pytest.fixture
def looker() -> Client:
    f.TrustFactory.create(ods_code="ZA1")
    return client_of("lou", "league.view_oversightrecord")


def text(client: Client, where: str) -> str:
    return Reading.of(client.get(where).content.decode()).text


def test_a_record_is_added(keeper: Client) -> None:
    assert keeper.get(ADD).status_code == 200
    assert keeper.post(ADD, GIVEN).status_code == 302
    made = OversightRecord.objects.get()
    assert (made.trust_id, made.value, made.valid_from) == ("ZA1", "Good", date(2026, 5, 4))
    assert AuditEvent.objects.get().actor_name == "kay"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"value": "Fair"}, "A CQC rating is one of these"),
        ({"valid_to": "2026-05-03"}, "It cannot end before it began, on 4 May 2026."),
        ({"valid_from": "yesterday"}, "Enter a valid date."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    keeper: Client, changes: dict[str, str], says: str
) -> None:
    response = keeper.post(ADD, {**GIVEN, **changes})
    page = response.content.decode()
    assert says in page
    assert "Care Quality Commission" in page
    assert "is violated" not in page
    assert not OversightRecord.objects.exists()


def test_a_second_rating_is_refused_while_one_holds(keeper: Client) -> None:
    keeper.post(ADD, GIVEN)
    response = keeper.post(ADD, {**GIVEN, "value": "Outstanding", "valid_from": "2026-07-01"})
    assert "end it first" in response.content.decode()
    assert OversightRecord.objects.count() == 1


def test_a_record_is_ended(keeper: Client) -> None:
    made = f.OversightRecordFactory.create()
    assert " End " in text(keeper, address(OversightRecord, "change", made.pk))
    end = address(OversightRecord, "end", made.pk)
    assert "End this record" in text(keeper, end)
    early = keeper.post(end, {"last_day": "2025-03-31"})
    assert "It cannot end before it began" in early.content.decode()
    done = keeper.post(end, {"last_day": "2026-06-30"}, follow=True)
    assert "ended on 30 June 2026" in done.content.decode()
    again = keeper.post(end, {"last_day": "2026-07-31"}, follow=True)
    assert "ended before, on 30 June 2026" in again.content.decode()
    made.refresh_from_db()
    assert made.valid_to == date(2026, 6, 30)
    assert " End " not in text(keeper, address(OversightRecord, "change", made.pk))


def test_who_may_look_may_not_act(looker: Client) -> None:
    made = f.OversightRecordFactory.create()
    assert looker.get(ADD).status_code == 403
    assert looker.post(ADD, GIVEN).status_code == 403
    assert " End " not in text(looker, address(OversightRecord, "change", made.pk))
    end = address(OversightRecord, "end", made.pk)
    refused = looker.post(end, {"last_day": "2026-06-30"}, follow=True)
    assert "Your account may not change oversight records." in refused.content.decode()
    made.refresh_from_db()
    assert made.valid_to is None


def test_no_record_is_edited_or_deleted(keeper: Client) -> None:
    made = f.OversightRecordFactory.create()
    assert keeper.post(address(OversightRecord, "change", made.pk), GIVEN).status_code == 403
    assert keeper.post(address(OversightRecord, "delete", made.pk)).status_code == 403

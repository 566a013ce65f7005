"""The register is kept in the admin site, and so is who hands in for whom."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from league.models import AuditEvent, TrustSubmitter
from league.services import groups
from tests import factories as f
from tests.pages.reading import Reading
from tests.uploads.people import person
from trusts.models import Trust

from .signing_in import address, signed_in

pytestmark = pytest.mark.django_db

ADD = "/admin/trusts/trust/add/"
BIND = "/admin/league/trustsubmitter/add/"
DETAILS = {"name": "North Trust", "type": "acute", "subtype": "", "region": "", "icb": ""}
PAGES = ("details", "close", "merge", "reopen")


@pytest.fixture(autouse=True)
def register() -> None:
    groups.keep(Group, Permission)
    f.TrustFactory.create(ods_code="ZA1", name="First Trust")
    f.TrustFactory.create(ods_code="ZA2", name="Second Trust")


@pytest.fixture
def analyst() -> Client:
    return signed_in(person(groups.ANALYST))


def said(client: Client, where: str, **given: str) -> Reading:
    """The page after something was sent."""
    return Reading.of(client.post(where, given, follow=True).content.decode())


def seen(client: Client, where: str) -> str:
    return Reading.of(client.get(where).content.decode()).text


def of(page: str, code: str = "ZA1") -> str:
    return address(Trust, page, code)


def test_a_trust_is_added(analyst: Client) -> None:
    assert "ODS code" in seen(analyst, ADD)
    assert "North Trust (RZZ) was added." in said(analyst, ADD, code="rzz", **DETAILS).text
    assert AuditEvent.objects.get().action == "trust.added"


def test_what_is_refused_is_said_and_nothing_typed_is_lost(analyst: Client) -> None:
    page = said(analyst, ADD, code="ZA1", **DETAILS)
    assert "The register has that code: First Trust (ZA1)." in page.text
    response = analyst.post(ADD, {"code": "ZA1", **DETAILS})
    assert 'value="North Trust"' in response.content.decode()
    assert Trust.objects.count() == 2


def test_a_trust_is_renamed(analyst: Client) -> None:
    assert 'value="First Trust"' in analyst.get(of("details")).content.decode()
    assert "North Trust (ZA1) was changed." in said(analyst, of("details"), **DETAILS).text
    assert Trust.objects.get(pk="ZA1").former_names == ["First Trust"]
    assert "Nothing differs" in said(analyst, of("details"), **DETAILS).text


def test_a_trust_is_merged_and_reopened(analyst: Client) -> None:
    steps = seen(analyst, of("change"))
    assert all(
        step in steps for step in ("Merge into another", "Close this trust", "What was done to it")
    )
    assert "Reopen" not in steps
    page = said(analyst, of("merge"), into="ZA2", closed="2026-05-01")
    assert "First Trust (ZA1) merged into Second Trust (ZA2) on 1 May 2026." in page.text
    assert "Reopen" in seen(analyst, of("change"))
    assert "Reopen it first" in said(analyst, of("close"), closed="2026-06-01").text
    assert "is open again" in said(analyst, of("reopen"), reason="Taken for another").text
    assert "is not closed" in said(analyst, of("reopen"), reason="Again").text


def test_an_old_code_leads_readers_to_the_new(analyst: Client) -> None:
    said(analyst, of("merge"), into="ZA2", closed="2026-05-01")
    page = analyst.get("/trusts/ZA1/", follow=True)
    assert "Second Trust" in page.content.decode()


def test_a_trust_is_closed(analyst: Client) -> None:
    page = said(analyst, of("close"), closed="2026-05-01")
    assert "First Trust (ZA1) closed on 1 May 2026." in page.text
    assert Trust.objects.get(pk="ZA1").closed == date(2026, 5, 1)
    assert analyst.get(of("merge", "ZZ9")).status_code == 404


@pytest.mark.parametrize("group", [groups.SUBMITTER, groups.PUBLISHER, groups.AUDITOR])
def test_others_change_nothing(group: str) -> None:
    client = signed_in(person(group, "ZA1"))
    for where in (ADD, BIND, *(of(page) for page in PAGES)):
        assert client.get(where).status_code == 403
        assert client.post(where, DETAILS).status_code == 403
    assert not AuditEvent.objects.exists()


def test_who_may_look_is_offered_nothing() -> None:
    page = seen(signed_in(person(groups.AUDITOR)), of("change"))
    assert "First Trust" in page
    assert not any(step in page for step in ("Merge into another", "Change its details"))


def test_no_row_is_edited_or_deleted(analyst: Client) -> None:
    assert analyst.post(of("change"), DETAILS).status_code == 403
    assert analyst.post(of("delete")).status_code == 403


def test_a_person_is_bound_and_released(analyst: Client) -> None:
    User.objects.create_user("ann", is_staff=True)
    ann = str(User.objects.get(username="ann").pk)
    page = said(analyst, BIND, person=ann, trusts="za1, ZA2")
    assert "Ann hands in for ZA1, ZA2." in page.text
    assert page.text.count("First Trust") == 1
    binding = TrustSubmitter.objects.get(trust="ZA1")
    where = address(TrustSubmitter, "change", binding.pk)
    assert "Release" in seen(analyst, where)
    release = address(TrustSubmitter, "release", binding.pk)
    assert "Release this person" in seen(analyst, release)
    assert TrustSubmitter.objects.count() == 2
    assert "Ann hands in for ZA1 no more." in said(analyst, release).text
    assert TrustSubmitter.objects.get().trust_id == "ZA2"
    assert analyst.post(address(TrustSubmitter, "delete", 1)).status_code == 403


@pytest.mark.parametrize(("codes", "says"), [("ZZ9", "no trust ZZ9"), (" , ", "at least one")])
def test_a_person_is_bound_to_trusts_that_exist(analyst: Client, codes: str, says: str) -> None:
    user = User.objects.create_user("ann", is_staff=True)
    assert says in said(analyst, BIND, person=str(user.pk), trusts=codes).text
    assert not TrustSubmitter.objects.exists()


def test_an_auditor_sees_who_hands_in_and_releases_nobody() -> None:
    person(groups.SUBMITTER, "ZA1", username="ann")
    client = signed_in(person(groups.AUDITOR))
    binding = TrustSubmitter.objects.get()
    assert "ann" in seen(client, address(TrustSubmitter, "changelist"))
    assert "Release" not in seen(client, address(TrustSubmitter, "change", binding.pk))
    assert client.post(address(TrustSubmitter, "release", binding.pk)).status_code == 403

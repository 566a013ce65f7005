"""Drafts: staff see them under a banner, and no public address ever shows one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from django.test import Client

from league.models import Quarter
from league.presenters.downloads.datasets import BY_SLUG
from league.services import groups, publishing
from tests.admin.signing_in import signed_in
from tests.pages.reading import Reading
from tests.services.builders import ACTOR, TYPES, handover, submit, value_line
from tests.uploads.people import person
from trusts.types import TrustType

pytestmark = pytest.mark.django_db

Counted = Callable[[int], AbstractContextManager[object]]
SLUG, NEW = "2025-26-q4", "2026-27-q1"
TABLES = [f"/drafts/{slug}/league-tables/{kind}/" for slug in (SLUG, NEW) for kind in TrustType]
TRUSTS = [f"/drafts/{slug}/trusts/{code}/" for slug in (SLUG, NEW) for code in TYPES]
BANNER = "Draft: not published."
DRAFTED = "39.7"
"""A figure that is in drafts alone."""
PUBLIC = (
    *("/", "/quarters/", "/feed.atom", "/trusts/", "/data/", f"/quarters/{SLUG}/"),
    *(f"/league-tables/acute/{SLUG}{end}" for end in ("/", ".csv", ".json")),
    *(f"/league-tables/acute/{SLUG}/metrics/OF0013{end}" for end in ("/", ".csv", ".json")),
    *(f"/trusts/ZA1/{SLUG}{end}" for end in ("/", ".json", "/summary/", "/what-if/")),
    *(f"/quarters/{SLUG}.json",),
    *(f"/data/{dataset}/{SLUG}.csv" for dataset in BY_SLUG),
    *(f"/data/{dataset}.csv" for dataset in BY_SLUG),
    *("/compare/?trust=ZA1&trust=ZA2", "/metrics/OF0013/"),
)


@pytest.fixture(autouse=True)
def quarters() -> None:
    """A published quarter with a correction that waits, and one that nobody published."""
    submit(handover())
    publishing.publish(by=ACTOR, quarter=Quarter.objects.get(), reason="First figures")
    lines = (value_line("ZA1", "OF0013", float(DRAFTED)),)
    submit(replace(handover(), values=lines, files=(), trusts=()))
    submit(handover(NEW))


@pytest.fixture
def publisher() -> Client:
    return signed_in(person(groups.PUBLISHER))


def read(client: Client, address: str) -> Reading:
    answer = client.get(address)
    assert answer.status_code == 200, address
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in answer.headers["Cache-Control"]
    return Reading.of(answer.content.decode())


def test_staff_see_every_draft_under_its_banner(publisher: Client) -> None:
    for address in (*TABLES, *TRUSTS):
        page = read(publisher, address)
        assert BANNER in page.text, address
        assert "Readers do not see it." in page.text, address
        assert page.title.startswith("Draft: "), address
        assert not page.inline, address


def test_a_draft_has_the_new_figures_and_leads_to_what_readers_see(publisher: Client) -> None:
    table, trust = (
        read(publisher, f"/drafts/{SLUG}/{end}") for end in ("league-tables/acute/", "trusts/ZA1/")
    )

    assert [row[1].split()[-1] for row in table.rows[1:]] == ["ZA2", "ZA1", "ZA3"]
    assert f"{DRAFTED}%" in trust.text
    assert table.links["The table that readers see"] == f"/league-tables/acute/{SLUG}/"
    assert trust.links["The results that readers see"] == f"/trusts/ZA1/{SLUG}/"
    assert "The table that readers see" not in read(publisher, TABLES[3]).links


def test_nobody_else_sees_any(client: Client) -> None:
    """Nor whether there is one."""
    for address in (*TABLES, *TRUSTS, "/drafts/2025-26-q2/trusts/ZA1/"):
        answer = client.get(address)
        assert answer.status_code == 302, address
        assert answer.headers["Location"].startswith("/admin/login/?next="), address


@pytest.mark.parametrize("as_staff", [False, True])
def test_no_public_address_shows_a_draft(client: Client, publisher: Client, as_staff: bool) -> None:
    """Nor to those who may see drafts: what is public is the same for all."""
    reader = publisher if as_staff else client
    for address in PUBLIC:
        answer = reader.get(address)
        assert answer.status_code == 200, address
        body = b"".join(answer) if answer.streaming else answer.content
        assert DRAFTED.encode() not in body, address
        assert BANNER.encode() not in body, address
        assert NEW.encode() not in body, address


def test_a_quarter_that_was_never_published_is_not_there(client: Client) -> None:
    for address in (address.replace(SLUG, NEW) for address in PUBLIC if SLUG in address):
        answer = client.get(address)
        assert answer.status_code == 404, address
        assert "81%" not in answer.content.decode(), address


def test_who_hands_in_sees_the_drafts_of_own_trusts_alone() -> None:
    ann = signed_in(person(groups.SUBMITTER, "ZA1"))
    shown = read(ann, f"/drafts/{SLUG}/trusts/ZA1/")
    assert BANNER in shown.text
    assert "Acute league table, draft" not in shown.text
    for address in (*TABLES, *(one for one in TRUSTS if "ZA1" not in one)):
        assert ann.get(address).status_code == 403, address


def test_without_a_draft_staff_are_led_to_what_readers_see(publisher: Client) -> None:
    for slug in (SLUG, NEW):
        publishing.publish(by=ACTOR, quarter=Quarter.objects.get(pk=slug), reason="All of it")
    for draft, public in (
        ("league-tables/acute", f"/league-tables/acute/{SLUG}/"),
        ("trusts/ZA1", f"/trusts/ZA1/{SLUG}/"),
    ):
        answer = publisher.get(f"/drafts/{SLUG}/{draft}/")
        assert (answer.status_code, answer.headers["Location"]) == (302, public)
    assert publisher.get("/drafts/2025-26-q2/league-tables/acute/").status_code == 404


def test_a_trust_that_is_not_in_the_draft_has_none(publisher: Client) -> None:
    assert publisher.get(f"/drafts/{SLUG}/trusts/ZZ9/").status_code == 404


@pytest.mark.parametrize(("address", "queries"), [(TABLES[0], 8), (TRUSTS[0], 20)])
def test_drafts_take_few_queries(
    publisher: Client, django_assert_num_queries: Counted, address: str, queries: int
) -> None:
    publisher.get(address)
    with django_assert_num_queries(queries):
        publisher.get(address)

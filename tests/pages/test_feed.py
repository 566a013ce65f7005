"""The feed of revisions: valid Atom, for readers' own programs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from xml.etree.ElementTree import Element

import defusedxml.ElementTree
import pytest
from django.test import Client

from league.models import Quarter, Revision
from league.services import publishing
from tests.pages.reading import Reading
from tests.services.builders import ACTOR, handover, submit, value_line

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
SLUG = "2025-26-q4"
REASON = "ZA1 corrected <its> waits & more"
Counted = Callable[[int], AbstractContextManager[object]]


@pytest.fixture
def revisions() -> list[Revision]:
    """Two of one quarter, one of another; the newest last."""
    return [
        publish(SLUG, "First figures"),
        publish("2026-27-q1", "A new quarter"),
        publish(SLUG, REASON, ("ZA1", "OF0013", 40.0)),
    ]


def publish(slug: str, reason: str, *values: tuple[str, str, float]) -> Revision:
    given = handover(slug)
    if values:
        lines = tuple(value_line(*value) for value in values)
        given = replace(given, values=lines, files=(), trusts=())
    submit(given)
    return publishing.publish(by=ACTOR, quarter=Quarter.objects.get(pk=slug), reason=reason)


def feed(client: Client) -> Element:
    answer = client.get("/feed.atom")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    made: Element = defusedxml.ElementTree.fromstring(answer.content)
    return made


def text(of: Element, name: str) -> str:
    found = of.find(f"{ATOM}{name}")
    assert found is not None
    assert found.text
    return str(found.text)


def href(of: Element, rel: str) -> str:
    (link,) = (one for one in of.findall(f"{ATOM}link") if one.get("rel") == rel)
    return str(link.get("href"))


def test_it_has_what_atom_asks_for(client: Client, revisions: list[Revision]) -> None:
    """RFC 4287: id, title, updated and author; each an absolute address or a moment."""
    atom = feed(client)

    assert atom.tag == f"{ATOM}feed"
    assert text(atom, "title") == "Trust League: what was published"
    assert href(atom, "self") == "http://testserver/feed.atom"
    assert href(atom, "alternate") == "http://testserver/quarters/"
    assert text(atom, "id") == "http://testserver/quarters/"
    updated = datetime.fromisoformat(text(atom, "updated"))
    assert updated == revisions[-1].published_at
    for entry in atom.findall(f"{ATOM}entry"):
        for name in ("id", "title", "updated", "published", "summary"):
            assert text(entry, name)
        assert href(entry, "alternate").startswith("http://testserver/quarters/")
        assert datetime.fromisoformat(text(entry, "updated")).tzinfo
        (author,) = entry.findall(f"{ATOM}author")
        assert text(author, "name") == "Trust League"


def test_each_revision_has_an_entry_with_its_reason(
    client: Client, revisions: list[Revision]
) -> None:
    entries = feed(client).findall(f"{ATOM}entry")

    assert [text(entry, "title") for entry in entries] == [
        "Q4 2025/26: revision 2",
        "Q1 2026/27: published",
        "Q4 2025/26: published",
    ]
    # The summary is HTML, as feed readers take it: nothing of a reason becomes markup.
    assert text(entries[0], "summary") == "ZA1 corrected &lt;its&gt; waits &amp; more."
    ids = [text(entry, "id") for entry in entries]
    assert len(set(ids)) == len(revisions)


def test_an_entry_keeps_its_id_and_leads_to_its_revision(
    client: Client, revisions: list[Revision]
) -> None:
    before = [text(entry, "id") for entry in feed(client).findall(f"{ATOM}entry")]
    publish(SLUG, "Once more", ("ZA2", "OF0013", 60.0))
    after = feed(client).findall(f"{ATOM}entry")

    assert [text(entry, "id") for entry in after[1:]] == before
    for entry in after:
        address, _, anchor = href(entry, "alternate").partition("#")
        page = client.get(address).content.decode()
        assert f'id="{anchor}"' in page


def test_the_quarters_page_lists_its_revisions_with_their_reasons(
    client: Client, revisions: list[Revision]
) -> None:
    page = Reading.of(client.get(f"/quarters/{SLUG}/").content.decode())

    assert "Revision 2 (shown here)" in page.text
    assert f"{REASON}." in page.text
    assert "First figures." in page.text
    assert page.text.index(REASON) < page.text.index("First figures.")


def test_drafts_and_plans_are_not_in_it(client: Client, revisions: list[Revision]) -> None:
    before = client.get("/feed.atom").content
    submit(replace(handover(), values=(value_line("ZA3", "OF0013", 1.5),), files=(), trusts=()))
    assert client.get("/feed.atom").content == before


def test_invented_figures_are_labelled(client: Client) -> None:
    submit(handover(fictional=True))
    publishing.publish(by=ACTOR, quarter=Quarter.objects.get(), reason="Invented")
    atom = feed(client)

    assert text(atom, "title").startswith("Demonstration data: ")
    assert "every figure is invented" in text(atom, "subtitle")
    (entry,) = atom.findall(f"{ATOM}entry")
    assert text(entry, "title") == "Demonstration data: Q4 2025/26: published"


def test_an_empty_feed_is_valid(client: Client) -> None:
    atom = feed(client)
    assert text(atom, "updated")
    assert atom.findall(f"{ATOM}entry") == []


def test_pages_lead_programs_to_it(client: Client, revisions: list[Revision]) -> None:
    page = client.get("/quarters/").content.decode()
    assert 'type="application/atom+xml"' in page
    assert 'href="/feed.atom"' in page


def test_it_takes_few_queries(
    client: Client, revisions: list[Revision], django_assert_num_queries: Counted
) -> None:
    with django_assert_num_queries(2):
        client.get("/feed.atom")

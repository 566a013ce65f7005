"""No connection outlives the thread that opened it: the server ends threads that are idle."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connection, connections

from league.models import Quarter
from league.page_cache.front import Front
from league.page_cache.generation import ask as ask_for_the_generation
from tests.page_cache.asking import ask

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def no_collection() -> Iterator[None]:
    """As in a server that is hardly asked anything."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def in_a_thread(work: Callable[[], object]) -> psycopg.Connection[object]:
    """What the thread, which has ended, was connected by."""
    used: list[psycopg.Connection[object]] = []

    def run() -> None:
        work()
        used.append(connections["default"].connection)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    (found,) = used
    assert found is not connection.connection
    return found


@pytest.mark.usefixtures("no_collection")
def test_a_thread_that_ends_closes_what_it_opened(front: Front) -> None:
    connection.ensure_connection()
    asked: list[Callable[[], object]] = [
        Quarter.objects.published().exists,
        ask_for_the_generation,
        lambda: ask(front, "/glossary/"),
    ]
    for work in asked:
        assert in_a_thread(work).closed
    assert not connection.connection.closed


@pytest.mark.usefixtures("no_collection")
def test_also_what_it_opened_again() -> None:
    def work() -> None:
        for _ in range(2):
            connections["default"].close()
            connections["default"].ensure_connection()

    assert in_a_thread(work).closed

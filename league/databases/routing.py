"""Reads of published pages go to the replica, all else to the primary.

    response = answered(render)  # calls render(alias) within published_reads()

Only what renders a published page for a reader who is not signed in asks for this; so the signed-in
always read what they wrote, and every write and what it reads is the primary's.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, partial
from typing import Any, TypeVar

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from django.db.models import Model

from league.databases.replica import Replica
from league.databases.watch import Watch

PRIMARY = "default"
REPLICA = "replica"
# Accounts, sessions and locked-out addresses are never read from a replica.
PUBLISHED_APPS = frozenset({"league", "trusts", "contenttypes"})
TROUBLE = (OperationalError, InterfaceError)

logger = logging.getLogger(__name__)
_alias: ContextVar[str | None] = ContextVar("alias of published reads", default=None)
_T = TypeVar("_T")


class ReplicaBehindError(Exception):
    """Raised by a render that found something too old: it is done again on the primary. Not to be
    raised where the primary was tried already, or the replica is the last resort."""


@cache
def replica() -> Replica:
    """The one of this process."""
    primary = Watch("watch primary", partial(_parameters, PRIMARY), patient=True)
    standby = Watch("watch replica", partial(_parameters, REPLICA))
    return Replica(primary, standby, settings.REPLICA_MAX_LAG)


def _parameters(alias: str) -> dict[str, Any]:
    """What the driver is told to connect; a pool plays no part."""
    return connections[alias].get_connection_params()


@contextmanager
def not_for_ever(alias: str) -> Iterator[None]:
    """Within it, a read of a server that hangs ends with an error, where there is another one. Not
    within a transaction that writes."""
    if REPLICA not in connections or connections[alias].in_atomic_block:
        yield
        return
    replica().begin()
    with _watch(alias).used(connections[alias]):
        yield


def _watch(alias: str) -> Watch:
    return replica().replica if alias == REPLICA else replica().primary


def _choice() -> str:
    if REPLICA not in connections or connections[PRIMARY].in_atomic_block:
        return PRIMARY
    replica().begin()
    return REPLICA if replica().is_fit() else PRIMARY


@contextmanager
def published_reads() -> Iterator[str]:
    """Within it, reads go to one server: the replica where it is fit, else the primary.

    Yields the alias of that server, the same throughout and for all that is nested. Inside a
    transaction of the primary it is always the primary. Whoever can render again should rather
    call :func:`answered`, which then does so elsewhere.
    """
    with _reading_from(alias_for_published_reads() if _alias.get() else _choice()) as alias:
        yield alias


@contextmanager
def _reading_from(alias: str) -> Iterator[str]:
    mark = _alias.set(alias)
    try:
        with not_for_ever(alias):
            yield alias
    finally:
        _alias.reset(mark)


def alias_for_published_reads() -> str:
    """Alias of the connection that published reads use here and now."""
    if connections[PRIMARY].in_atomic_block:
        return PRIMARY
    return _alias.get() or PRIMARY


def answered(render: Callable[[str], _T]) -> _T:
    """What `render(alias)` returns, done again on the other server if the first fails it.

    A failure counts even where Django has made an error page of it meanwhile.
    """
    if _alias.get() or REPLICA not in connections or connections[PRIMARY].in_atomic_block:
        with published_reads() as alias:
            return render(alias)
    alias = _choice()
    for _ in range(2):
        before, lost = alias, list[BaseException]()
        try:
            with _reading_from(alias), _noting(alias, lost):
                answer = render(alias)
            if not lost:
                return answer
        except (*TROUBLE, ReplicaBehindError) as error:
            lost.append(error)
        alias = _after(before, lost[0])
        if alias == before:
            break
    with _reading_from(alias):
        return render(alias)


def is_last_resort(alias: str) -> bool:
    """Whether that is a replica whose primary is gone: nothing newer is to be had."""
    return alias == REPLICA and replica().primary.gone


def _after(first: str, error: BaseException) -> str:
    """Where to read now that this server failed, or was behind."""
    if isinstance(error, ReplicaBehindError):
        return PRIMARY
    logger.warning("Published pages are read from another server than %s: %s", first, error)
    raw = connections[first].connection
    if raw is None or raw.closed:
        _watch(first).fail()
        connections[first].close()
    return REPLICA if first == PRIMARY and replica().answers() else PRIMARY


@contextmanager
def _noting(alias: str, lost: list[BaseException]) -> Iterator[None]:
    """Note what the server fails with, whoever catches it."""

    def ask(
        execute: Callable[..., object], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> object:
        try:
            return execute(sql, params, many, context)
        except TROUBLE as error:
            lost.append(error)
            raise

    with connections[alias].execute_wrapper(ask):
        yield


class Router:
    """Django's database router (DATABASE_ROUTERS)."""

    def db_for_read(self, model: type[Model], **_hints: Any) -> str:
        """The chosen server within published_reads(), else the primary."""
        if _alias.get() is None or model._meta.app_label not in PUBLISHED_APPS:
            return PRIMARY
        return alias_for_published_reads()

    def db_for_write(self, _model: type[Model], **_hints: Any) -> str:
        """Always the primary."""
        return PRIMARY

    def allow_relation(self, _one: Model, _other: Model, **_hints: Any) -> bool:
        """Both servers hold the same rows."""
        return True

    def allow_migrate(self, db: str, _app_label: str, **_hints: Any) -> bool:
        """Replication brings a replica its tables."""
        return db == PRIMARY

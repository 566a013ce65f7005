"""Reads of published pages go to the replica, all else to the primary.

    with published_reads() as alias:
        with transaction.atomic(using=alias):
            ...

Only what renders a published page for a reader who is not signed in says `published_reads()`; so
the signed-in always read what they wrote, and every write and what it reads is the primary's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connections
from django.db.models import Model

PRIMARY = "default"
REPLICA = "replica"
# Accounts, sessions and locked-out addresses are never read from a replica.
PUBLISHED_APPS = frozenset({"league", "trusts", "contenttypes"})

_alias: ContextVar[str | None] = ContextVar("alias of published reads", default=None)


@contextmanager
def published_reads() -> Iterator[str]:
    """Within it, reads go to one server: the replica where it is fit, else the primary.

    Yields the alias of that server, the same throughout and for all that is nested. Inside a
    transaction of the primary it is always the primary.
    """
    mark = _alias.set(alias_for_published_reads())
    try:
        yield alias_for_published_reads()
    finally:
        _alias.reset(mark)


def alias_for_published_reads() -> str:
    """Alias of the connection that published reads use here and now."""
    if REPLICA not in connections or connections[PRIMARY].in_atomic_block:
        return PRIMARY
    return _alias.get() or PRIMARY


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

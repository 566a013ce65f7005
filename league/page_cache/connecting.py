"""Connections outside of what Django takes for a request, at whose ends it would look at them."""

import sys
import threading
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper


def drop_old() -> None:
    """Let go of this thread's connections that are broken or too old, or go back to a pool; not
    of one within a transaction."""
    for held in connections.all(initialized_only=True):
        if not held.in_atomic_block:
            held.close_if_unusable_or_obsolete()


class _Opened:
    """What one thread has connected. Nothing else holds this, so that it ends with the thread."""

    def __init__(self) -> None:
        self.wrappers: set[BaseDatabaseWrapper] = set()

    def __del__(self) -> None:
        for wrapper in () if sys.is_finalizing() else self.wrappers:
            wrapper.close()


_here = threading.local()


def close_with_thread(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    """Receiver of ``connection_created``: has the connection closed when this thread ends.

    The server lets threads end that have nothing to do. Django's wrapper of a connection is in a
    circle of references and looks at its age only when its own thread asks, so without this the
    connection would stay until a full garbage collection, which is rare here.
    """
    if threading.get_ident() == threading.main_thread().ident:
        return  # it ends with the process
    if not hasattr(_here, "opened"):
        _here.opened = _Opened()
    _here.opened.wrappers.add(connection)

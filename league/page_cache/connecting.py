"""Connections outside of what Django takes for a request, at whose ends it would look at them."""

from django.db import connections


def drop_old() -> None:
    """Let go of this thread's connections that are broken or too old, or go back to a pool; not
    of one within a transaction."""
    for held in connections.all(initialized_only=True):
        if not held.in_atomic_block:
            held.close_if_unusable_or_obsolete()

"""The pages of this process, as the settings say."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIHandler

from .answers import Headers
from .disk import Disk
from .generation import OUTAGE_SECONDS, Known, ask
from .memory import Memory
from .pages import Pages, Store
from .rendering import Terms
from .shared import Shared
from .version import changed, version

MIB = 1024 * 1024


@cache
def pages() -> Pages:
    """Those of the web server's process, or of a command that publishes."""
    return pages_of(WSGIHandler())


def pages_of(handler: BaseHandler) -> Pages:
    """Pages that this handler of Django's makes."""
    further: list[Store] = [Shared(settings.VALKEY_URL)] if settings.VALKEY_URL else []
    return Pages(
        handler=handler,
        known=Known(ask, settings.PAGE_CACHE_ASK_SECONDS),
        memory=Memory(settings.PAGE_CACHE_MEMORY_MB * MIB),
        disk=Disk(Path(settings.PAGE_CACHE_DIR), settings.PAGE_CACHE_DISK_MB * MIB),
        further=further,
        terms=Terms(public(settings.CDN_SECONDS), version(), changed()),
    )


def public(seconds: int) -> Headers:
    """What is said of the latest state. A reader's browser asks each time, which costs a 304; a
    cache in between answers for so long by itself. One that knows the second header may also
    answer while it asks, and for as long as we show what we last knew when we do not answer."""
    in_between = (
        f"public, max-age={seconds}, stale-while-revalidate={seconds}, "
        f"stale-if-error={OUTAGE_SECONDS:.0f}"
    )
    return (
        ("Cache-Control", f"public, max-age=0, s-maxage={seconds}"),
        ("CDN-Cache-Control", in_between),
    )

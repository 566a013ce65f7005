"""Pages that people open first, made before they can be asked for.

A publication calls this as its last step, within its own transaction. What is made then is kept
under the generation that begins when that transaction ends; if it is taken back, nobody ever
asks for it. Readers meanwhile get what was there before.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from league.databases.routing import PRIMARY
from league.models import PageGeneration, Quarter
from trusts.types import TrustType

from .addresses import Address
from .build import pages
from .generation import Generation, read
from .pages import Pages
from .rendering import NotForAllError, made

logger = logging.getLogger(__name__)

ORIGINS_AT_MOST = 2


def warm(quarter: str) -> int:
    """Make the pages, most wanted first, while there is time (PAGE_CACHE_WARM_SECONDS).

    Has to be called within a transaction, after all that it changes. A page that cannot be made
    now is left to whoever asks for it.

    Returns:
        how many were made.
    """
    if not settings.PAGE_CACHE:
        return 0
    held = pages()
    generation = _coming()
    until = time.monotonic() + settings.PAGE_CACHE_WARM_SECONDS
    count = 0
    for address in _wanted(held, quarter):
        if time.monotonic() > until:
            break
        count += _make(held, address, generation)
    logger.info("Made %d pages of %s before it is shown", count, quarter)
    return count


def _coming() -> Generation:
    """The generation that begins when this transaction ends. A later change within it would
    begin yet another, so that what is made now is never shown without that change."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS raises_page_generation IMMEDIATE")
    PageGeneration.objects.closed()
    coming = read(PRIMARY)
    if coming is None:
        raise PageGeneration.DoesNotExist("Nothing public has changed yet.")
    return coming


def _make(held: Pages, address: Address, generation: Generation) -> bool:
    try:
        with transaction.atomic():
            found = made(held.handler, address, generation, held.terms)
    except (NotForAllError, DatabaseError) as error:
        logger.warning("%s is not made beforehand: %s", address.path, error)
        return False
    if found.kept:
        held.keep(address, found)
    return found.kept


def _wanted(held: Pages, quarter: str) -> Iterator[Address]:
    """What everybody opens, then what was asked for most. Of a quarter that is new nobody has
    asked for anything: its pages are wanted as those of the quarter before it."""
    asked = held.demand.wanted()
    origins = list(dict.fromkeys((each.scheme, each.host) for each in asked)) or [_own_origin()]
    first = [
        Address(scheme, host, path, "", few=True)
        for scheme, host in origins[:ORIGINS_AT_MOST]
        for path in _first(quarter)
    ]
    before = Quarter.objects.published().before(Quarter.objects.get(slug=quarter)).first()
    likely = (like for each in asked for like in _alike(each, before, quarter))
    yield from dict.fromkeys((*first, *likely))


def _alike(address: Address, before: Quarter | None, quarter: str) -> Iterator[Address]:
    if before and before.slug in address.path:
        yield address._replace(path=address.path.replace(before.slug, quarter))
    yield address


def _first(quarter: str) -> Iterator[str]:
    tables = [(kind, quarter) for kind in TrustType.values]
    yield reverse("home")
    yield reverse("league-tables")
    yield from (reverse("league-table", args=each) for each in tables)
    yield from (reverse(name) for name in ("trusts", "quarters", "compare", "metrics", "data"))
    yield reverse("quarter", args=[quarter])
    yield reverse("feed")
    for ending in ("csv", "json"):
        yield from (reverse("league-table-file", args=[*each, ending]) for each in tables)


def _own_origin() -> tuple[str, str]:
    """Where nobody asked yet, in a command: the first host that the settings name."""
    if settings.PRODUCTION:
        return "https", settings.ALLOWED_HOSTS[0].lower()
    return "http", f"127.0.0.1:{settings.PORT}"

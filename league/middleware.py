"""What happens around every request that no library in use does."""

import logging
import math
import threading
import time
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from league.page_cache import rendering
from league.page_cache.connecting import drop_old
from league.services import embargo

logger = logging.getLogger(__name__)

# A page of tables and charts needs none of the browser's powers.
POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "geolocation", "microphone", "payment", "usb", "browsing-topics")
)


def permissions_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: forbids the browser's powers to our pages and to whatever they frame."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response

    return middleware


class PublicationsDue:
    """Does planned publications at their moment, whenever it is called.

    When the next one is due is asked now and then only. That is enough, because a publication
    is planned some time ahead (:data:`league.services.embargo.NOTICE`). One call does them;
    calls meanwhile do not wait for it.

    ``aside``: in a thread of its own, so that no reader waits while pages are made for the rest.
    """

    def __init__(self, *, aside: bool = False) -> None:
        self._aside = aside
        self._asked = -math.inf
        self._next: datetime | None = None
        self._mutex = threading.Lock()

    def __call__(self) -> bool:
        """Whether anything was published by now."""
        asks = time.monotonic() - self._asked > settings.PUBLICATION_CHECK_SECONDS
        due = self._next is not None and timezone.now() >= self._next
        if not (asks or due) or not self._mutex.acquire(blocking=False):
            return False
        if not self._aside:
            return self._do()
        threading.Thread(target=self._do_aside, name="publications due").start()
        return False

    def _do_aside(self) -> None:
        try:
            self._do()
        finally:
            connections.close_all()

    def _do(self) -> bool:
        """By who holds the mutex, which is let go."""
        drop_old()  # it may be called outside of what Django takes for a request
        try:
            return self._keep_up()
        except (OperationalError, InterfaceError):
            logger.exception("Planned publications could not be looked for")
            return False
        finally:
            drop_old()
            self._mutex.release()

    def _keep_up(self) -> bool:
        self._ask()
        if self._next is None or timezone.now() < self._next:
            return False
        done = embargo.publish_due(now=timezone.now())
        self._ask()
        return bool(done)

    def _ask(self) -> None:
        self._asked = time.monotonic()
        self._next = embargo.next_moment()


class PublicationsOnTime:
    """Middleware: does planned publications at their moment; before the page is made, unless
    pages are kept and then are made beforehand."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._do_due = PublicationsDue(aside=settings.PAGE_CACHE)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not rendering.underway():  # its snapshot is for reading; the front has looked already
            self._do_due()
        return self.get_response(request)

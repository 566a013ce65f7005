"""What happens around every request that no library in use does."""

import logging
import math
import time
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

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


class PublicationsOnTime:
    """Middleware: does planned publications at their moment, before the page is made.

    When the next one is due is asked now and then only. That is enough, because a publication
    is planned some time ahead (:data:`league.services.embargo.NOTICE`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._asked = -math.inf
        self._next: datetime | None = None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            self._keep_up()
        except (OperationalError, InterfaceError):
            logger.exception("Planned publications could not be looked for")
        return self.get_response(request)

    def _keep_up(self) -> None:
        if time.monotonic() - self._asked > settings.PUBLICATION_CHECK_SECONDS:
            self._ask()
        if self._next and timezone.now() >= self._next:
            embargo.publish_due(now=timezone.now())
            self._ask()

    def _ask(self) -> None:
        self._next, self._asked = embargo.next_moment(), time.monotonic()

"""The store that machines share: Valkey, where VALKEY_URL names one.

It may be slow, dead or full at any time; then it is left alone for a while, and pages come from
disk or are made. No reader waits for it longer than :data:`TIMEOUT_SECONDS` a few times.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from valkey import Valkey
from valkey.backoff import NoBackoff
from valkey.exceptions import ValkeyError
from valkey.retry import Retry

from .addresses import Address
from .disk import name_of

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 0.05
REST_SECONDS = 5.0
KEEP_SECONDS = 24 * 60 * 60
_T = TypeVar("_T")


class Shared:
    """Pages under ``trust-league:<generation>:<name>``."""

    def __init__(self, url: str) -> None:
        self._client = Valkey.from_url(
            url,
            socket_timeout=TIMEOUT_SECONDS,
            socket_connect_timeout=TIMEOUT_SECONDS,
            retry=Retry(NoBackoff(), 0),
            health_check_interval=0,
        )
        self._rests_until = 0.0

    def get(self, token: str, address: Address) -> bytes | None:
        found = self._try(lambda: self._client.get(_key(token, address)))
        return found if isinstance(found, bytes) else None

    def put(self, token: str, address: Address, kept: bytes) -> None:
        self._try(lambda: self._client.set(_key(token, address), kept, ex=KEEP_SECONDS))

    def _try(self, work: Callable[[], _T]) -> _T | None:
        if time.monotonic() < self._rests_until:
            return None
        try:
            return work()
        except (ValkeyError, OSError) as error:
            self._rests_until = time.monotonic() + REST_SECONDS
            logger.warning("Valkey is left alone for %.0f s: %s", REST_SECONDS, error)
            return None


def _key(token: str, address: Address) -> str:
    return f"trust-league:{token}:{name_of(address)}"

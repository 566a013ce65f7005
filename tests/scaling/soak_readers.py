"""Readers of the soak: a mix of what was asked for before and what nobody has asked for yet."""

from __future__ import annotations

import json
import random
import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tests.scaling.site import Web

AT_MOST = 300
FRESH = 0.05  # share of requests for an address that was never asked for
PAUSE = 0.05  # seconds between one reader's requests
AGE = 4.0  # seconds for which the revision before may be shown
HERE = re.compile(rb'href="(/[^"#]*)"')
NOT_PUBLISHED = ("/admin", "/account", "/static", "/drafts")
TABLE = re.compile(r"^/league-tables/([a-z-]+)/([0-9a-z-]+)/$")


def addresses(web: Web) -> list[str]:
    """Of published pages, as links lead to them from the first page, nearest first."""
    found = ["/"]
    for page in found:
        if len(found) >= AT_MOST:
            break
        for link in HERE.findall(web.get(page).body):
            address = link.decode().replace("&amp;", "&")
            if address not in found and not address.startswith(NOT_PUBLISHED):
                found.append(address)
    return found[:AT_MOST]


def newest_table(web: Web, pages: Sequence[str]) -> str:
    """The JSON of the newest quarter's first league table."""
    tables = sorted((match[2], match[1]) for page in pages if (match := TABLE.match(page)))
    quarter = tables[-1][0]
    kind = next(kind for held, kind in tables if held == quarter)
    address = f"/league-tables/{kind}/{quarter}.json"
    assert web.get(address).status == 200
    return address


class Crowd:
    """Readers, what they met, and what they should have met."""

    def __init__(self, webs: Sequence[Web], pages: list[str]) -> None:
        self.webs = webs
        self.table = newest_table(webs[0], pages)
        self.pages = [page for page in pages if page != self.table]
        self.faults: list[str] = []
        self._seconds: list[float] = []
        self._revisions: list[tuple[float, int]] = []
        self._over = threading.Event()

    def published(self, number: int) -> None:
        """From a little later on nobody may see an earlier revision."""
        self._revisions.append((time.monotonic(), number))

    def taken(self) -> list[float]:
        """Seconds that each request since the last call took."""
        taken, self._seconds = self._seconds, []
        return taken

    def read(self, chance: random.Random) -> None:
        """One reader, until it is over."""
        while not self._over.wait(PAUSE):
            page = self.table if chance.random() < 0.1 else chance.choice(self.pages)
            if chance.random() < FRESH:
                page += ("&" if "?" in page else "?") + f"q=none{chance.random()}"
            began = time.monotonic()
            self._check(chance.choice(self.webs), page, began)
            self._seconds.append(time.monotonic() - began)

    def _check(self, web: Web, page: str, began: float) -> None:
        try:
            reply = web.get(page)
        except OSError as error:
            self.faults.append(f"{page}: {error}")
            return
        if reply.status not in {200, 301, 302, 404}:
            self.faults.append(f"{page}: {reply.status}")
        elif page == self.table:
            self._check_age(json.loads(reply.body)["meta"]["revision"], began)

    def _check_age(self, shown: int, began: float) -> None:
        due = [number for at, number in self._revisions if at + AGE < began]
        if due and shown < max(due):
            late = began - max(at for at, number in self._revisions if number == max(due))
            self.faults.append(
                f"revision {shown} was shown when {max(due)} was due, {late:.1f} s after it was "
                f"published ({time.strftime('%X')})"
            )

    @contextmanager
    def reading(self, number: int, chance: random.Random) -> Iterator[None]:
        """So many readers until the block ends."""
        threads = [
            threading.Thread(target=self.read, args=[random.Random(chance.random())])
            for _ in range(number)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._over.set()
            for thread in threads:
                thread.join()

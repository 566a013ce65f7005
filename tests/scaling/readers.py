"""Readers who ask one page after another while something happens to the servers."""

from __future__ import annotations

import itertools
import json
import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from tests.scaling.site import Reply, Web

TABLE = "/league-tables/acute/2025-26-q4.json"
PAGES = (
    "/",
    TABLE,
    "/league-tables/acute/2025-26-q4/",
    "/trusts/ZA1/2025-26-q4/",
    "/trusts/",
    "/quarters/2025-26-q4/",
)


def revision(reply: Reply) -> int:
    """Of the table that was read."""
    number: int = json.loads(reply.body)["meta"]["revision"]
    return number


class Readers:
    """What they met."""

    def __init__(self, webs: Sequence[Web], pages: Sequence[str]) -> None:
        self.webs, self.pages = webs, pages
        self.faults: list[str] = []
        self.seconds: list[float] = []
        self.asked = threading.Event()
        self._over = threading.Event()
        self._numbers = itertools.count()

    def read(self) -> None:
        """One reader, until it is over."""
        chance = random.Random(next(self._numbers))
        while not self._over.is_set():
            web, page = chance.choice(self.webs), chance.choice(self.pages)
            # An address that nobody asked for before has to be made: no cache answers it.
            fresh = (
                f"{page}?sort=name&page={next(self._numbers)}" if chance.random() < 0.2 else page
            )
            self._note(web, fresh)

    def _note(self, web: Web, address: str) -> None:
        began = time.perf_counter()
        try:
            reply = web.get(address)
        except OSError as error:
            self.faults.append(f"{address}: {error}")
        else:
            if reply.status not in {200, 302, 404}:
                self.faults.append(f"{address}: {reply.status}")
        self.seconds.append(time.perf_counter() - began)
        self.asked.set()

    def stop(self) -> None:
        self._over.set()

    def answers(self, count: int) -> None:
        """Wait until so many more requests have been answered."""
        wanted = len(self.seconds) + count
        while len(self.seconds) < wanted:
            self.asked.clear()
            self.asked.wait(60)


@contextmanager
def reading(
    webs: Sequence[Web], pages: Sequence[str] = PAGES, number: int = 4
) -> Iterator[Readers]:
    """So many readers at once, until the block ends."""
    made = Readers(webs, pages)
    threads = [threading.Thread(target=made.read) for _ in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield made
    finally:
        made.stop()
        for thread in threads:
            thread.join()

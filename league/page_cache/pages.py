"""The answer to an address: kept near, kept further away, or made once."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from typing import Protocol

from django.core.handlers.base import BaseHandler
from django.db import InterfaceError, OperationalError

from .addresses import Address
from .answers import GONE, Answer, Page, answer, lasting
from .demand import Demand
from .disk import WANTED, Disk
from .flights import Flights
from .forms import PLAIN
from .generation import Generation, Known
from .memory import Memory
from .rendering import NotForAllError, Rendered, Terms, rendered

logger = logging.getLogger(__name__)

REFUSED_AT_MOST = 1_000
FETCH_SECONDS = 0.5
"""For what was made beforehand to come near, while readers go by what was shown before."""


class Store(Protocol):
    """Where encoded pages are kept beside memory. Never raises."""

    def get(self, token: str, address: Address) -> bytes | None: ...

    def put(self, token: str, address: Address, kept: bytes) -> None: ...


class Pages:
    """All of them, in one process."""

    def __init__(
        self,
        *,
        handler: BaseHandler,
        known: Known,
        memory: Memory,
        disk: Disk,
        further: Sequence[Store],
        terms: Terms,
    ) -> None:
        self.handler, self.known, self.memory, self.terms = handler, known, memory, terms
        self._disk, self._stores = disk, (disk, *further)
        self.demand = Demand(disk.root / WANTED if disk.works else None)
        self._flights: Flights[Rendered] = Flights()
        self._refused: dict[Address, None] = {}
        self.known.prepare = self._fetch
        self.demand.meanwhile = disk.stay

    def answer(self, address: Address, order: Sequence[str], state: str = "") -> Answer | None:
        """The answer in the first of these forms that there is; None where Django has to say it
        to this reader alone. One of a certain state never changes, and is of no other."""
        generation = self.known.current()
        if generation is None:
            return None
        if state:
            return self._of_state(state, generation, address, order)
        return self._newest(generation, address, order)

    def _of_state(
        self, state: str, generation: Generation, address: Address, order: Sequence[str]
    ) -> Answer | None:
        """Kept, or made if it is the state of now; another process may have noticed that
        before this one."""
        if state != self.terms.state(generation):
            if page := self._stored(state, address):
                return lasting(answer(page, order))
            self.known.doubt()
            generation = self.known.current(patient=True) or generation
            if state != self.terms.state(generation):
                return answer(GONE, order)
        found = self._newest(generation, address, order)
        if found is None or found.state == state:
            return found and lasting(found)
        return answer(GONE, order)

    def _newest(
        self, generation: Generation, address: Address, order: Sequence[str]
    ) -> Answer | None:
        key = (generation.token, address, order[0])
        if found := self.memory.get(key):
            self.demand.note(address)
            return found
        self._turn_to(generation)
        if address in self._refused:
            return None
        got = self._kept(generation, address) or self._flights.join(
            key[:2], lambda: self._made_once(generation, address)
        )
        if got is None:
            return None
        ready = answer(got.page, order, self.terms.state(got.generation))
        if got.kept and got.generation.token == generation.token:
            self.memory.put(key, ready)
            self.demand.note(address)
        return ready

    def keep(self, address: Address, made: Rendered) -> None:
        """In every store."""
        encoded = made.page.encoded()
        place = address if made.page.status.startswith("200") else _apart(address)
        for store in self._stores:
            store.put(self.terms.state(made.generation), place, encoded)

    def _fetch(self, generation: Generation) -> None:
        """What is in memory here, from the stores as it is in the coming generation: else all
        that readers ask for would have to be fetched at once."""
        until = time.monotonic() + FETCH_SECONDS
        for _, address, form in self.memory.last_used_first():
            if time.monotonic() > until:
                return
            if found := self._kept(generation, address):
                ready = answer(found.page, (form, PLAIN), self.terms.state(generation))
                self.memory.put((generation.token, address, form), ready)

    def _kept(self, generation: Generation, address: Address) -> Rendered | None:
        page = self._stored(self.terms.state(generation), address)
        return Rendered(page, generation, kept=True) if page else None

    def _stored(self, state: str, address: Address) -> Page | None:
        """From the nearest store that has it; those before it get it too."""
        for count, store in enumerate(self._stores):
            for place in dict.fromkeys((address, _apart(address))):
                encoded = store.get(state, place)
                if encoded and (page := Page.decoded(encoded)):
                    for nearer in self._stores[:count]:
                        nearer.put(state, place, encoded)
                    return page
        return None

    def _made_once(self, generation: Generation, address: Address) -> Rendered | None:
        """By one process of this machine; the others find it on disk."""
        with self._disk.alone(self.terms.state(generation), address):
            return self._kept(generation, address) or self._made(generation, address)

    def _made(self, generation: Generation, address: Address) -> Rendered | None:
        try:
            made = rendered(self.handler, address, generation, self.terms)
        except NotForAllError:
            self._refuse(address)
            return None
        except (OperationalError, InterfaceError) as error:
            logger.warning("No database for %s: %s", address.path, error)
            return None
        if made.kept:
            self.keep(address, made)
        if made.generation != generation:
            self.known.doubt()
        return made

    def _refuse(self, address: Address) -> None:
        """Not to be made in vain by each who asks."""
        if len(self._refused) < REFUSED_AT_MOST:
            self._refused[address] = None

    def _turn_to(self, generation: Generation) -> None:
        if self.memory.turn_to(generation.token):
            self._refused.clear()
            prune = threading.Thread(
                target=self._disk.prune, args=(self.terms.state(generation),), daemon=True
            )
            prune.start()


def _apart(address: Address) -> Address:
    """Where an answer is kept that only leads elsewhere: without a query, too, they are without
    number, as for codes in small letters or what lacks its last slash."""
    return address._replace(few=False)

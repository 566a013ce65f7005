"""The nearest store: answers in this process, ready to be sent."""

from __future__ import annotations

import threading
from collections import OrderedDict

from .addresses import Address
from .answers import Answer

Key = tuple[str, Address, str]
"""Generation, address and form."""

FEW_SHARE = 0.75
"""Part of the room for addresses without a query: those with one are without number, and whoever
makes them up pushes out only their like."""


class _Shelf:
    """The least recently used goes when the room is used up."""

    def __init__(self, room: int) -> None:
        self._room, self._used = room, 0
        self._held: OrderedDict[Key, Answer] = OrderedDict()
        self._mutex = threading.Lock()

    def get(self, key: Key) -> Answer | None:
        found = self._held.get(key)
        if found is not None:
            with self._mutex:
                if key in self._held:
                    self._held.move_to_end(key)
        return found

    def put(self, key: Key, answer: Answer) -> None:
        if answer.size > self._room // 4:
            return
        with self._mutex:
            if old := self._held.pop(key, None):
                self._used -= old.size
            self._held[key] = answer
            self._used += answer.size
            while self._used > self._room:
                self._used -= self._held.popitem(last=False)[1].size

    def last_used_first(self) -> list[Key]:
        with self._mutex:
            return list(reversed(self._held))

    def keep_only(self, token: str) -> None:
        with self._mutex:
            for key in [key for key in self._held if key[0] != token]:
                self._used -= self._held.pop(key).size


class Memory:
    """Answers of one generation, and while another comes of both."""

    def __init__(self, room: int) -> None:
        self._few, self._many = _Shelf(int(room * FEW_SHARE)), _Shelf(int(room * (1 - FEW_SHARE)))
        self._token = ""

    def get(self, key: Key) -> Answer | None:
        return (self._few if key[1].few else self._many).get(key) or self._many.get(key)

    def put(self, key: Key, answer: Answer) -> None:
        """What only leads elsewhere has no room among the few: there are such answers without
        number, for a code in small letters, or an address without its last slash."""
        few = key[1].few and answer.status.startswith("200")
        (self._few if few else self._many).put(key, answer)

    def turn_to(self, token: str) -> bool:
        """Whether the generation is another than before: then what was held is let go."""
        if token == self._token:
            return False
        self._token = token
        self._few.keep_only(token)
        self._many.keep_only(token)
        return True

    def last_used_first(self) -> list[Key]:
        """Those of few addresses before the others."""
        return [*self._few.last_used_first(), *self._many.last_used_first()]

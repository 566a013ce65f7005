"""Typed reading of one table of an edition file.

A fault is noted and a neutral value returned, so that reading goes on and one look
at the report is enough to mend a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from .edition_faults import Faults, suggest

Choice = TypeVar("Choice", bound=StrEnum)

LARGEST = 1e12
"""No figure of an edition comes near; anything above is a slip."""
_FRACTION = re.compile(r"([0-9]{1,6})/([1-9][0-9]{0,5})")


class Table:
    """One table, its place in the file, and where its faults go."""

    def __init__(self, data: Mapping[str, object], path: str, faults: Faults) -> None:
        self._data = data
        self._faults = faults
        self._asked: set[str] = set()
        self.path = path

    def has(self, key: str) -> bool:
        """Whether the key is given; it counts as known from then on."""
        self._asked.add(key)
        return key in self._data

    def place(self, key: str) -> str:
        """Full path of a key of this table."""
        return f"{self.path}.{key}" if self.path else key

    def fault(self, key: str, problem: str, remedy: str) -> None:
        self._faults.add(self.place(key), problem, remedy)

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty; required where there is no default."""
        if not self._given(key, required=default is None):
            return default or ""
        value = self._data[key]
        if isinstance(value, str) and value.strip():
            return value
        self._wrong(key, "a text that is not empty")
        return ""

    def optional_text(self, key: str) -> str | None:
        return self.text(key) if self.has(key) else None

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts, none of them empty; the list itself only where optional."""
        if not self._given(key, required=required):
            return ()
        value = self._data[key]
        if not isinstance(value, list) or (required and not value):
            self._wrong(key, "a list of texts" + (" with at least one" if required else ""))
            return ()
        return tuple(self._entry(key, number, entry) for number, entry in enumerate(value, 1))

    def number(self, key: str) -> float | None:
        """A finite number, or None where it is not given."""
        if not self.has(key):
            return None
        number = as_number(self._data[key])
        if number is None:
            self._wrong(key, "a finite number of ordinary size")
        return number

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number; required where there is no default."""
        if not self._given(key, required=default is None):
            return default or 0
        value = self._data[key]
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST:
            return value
        self._wrong(key, "a whole number")
        return default or 0

    def optional_whole(self, key: str) -> int | None:
        return self.whole(key) if self.has(key) else None

    def fraction(self, key: str) -> Fraction:
        """A whole number or a text such as ``"1/3"``; 1 where it is not given."""
        if not self.has(key):
            return Fraction(1)
        value = self._data[key]
        found = _FRACTION.fullmatch(value) if isinstance(value, str) else None
        if found:
            return Fraction(int(found[1]), int(found[2]))
        if isinstance(value, str):
            self._wrong(key, 'a whole number or a fraction in quotes such as "1/3"')
            return Fraction(1)
        if isinstance(value, float):
            self.fault(key, "a decimal number is not exact", 'Write a fraction such as "1/3".')
            return Fraction(1)
        return Fraction(self.whole(key))

    def choice(self, key: str, kind: type[Choice], default: Choice | None = None) -> Choice:
        """One of the enumeration's texts; required where there is no default."""
        text = self.text(key, default)
        known = {str(member): member for member in kind}
        if text and text not in known:
            self.unknown(key, text, tuple(known))
        return known.get(text, default or next(iter(kind)))

    def numbers(self, key: str) -> tuple[float, ...]:
        """A list of finite numbers, empty where it is not given."""
        return tuple(self._number_of(key, row) for row in self._list(key))

    def rows(self, key: str) -> tuple[tuple[float, ...], ...]:
        """A list of lists of finite numbers, empty where it is not given."""
        rows = self._list(key)
        for number, row in enumerate(rows, 1):
            if not isinstance(row, list):
                self._wrong(f"{key}[{number}]", "a list of numbers", row)
        lists = [row for row in rows if isinstance(row, list)]
        return tuple(tuple(self._number_of(key, cell) for cell in row) for row in lists)

    def table(self, key: str) -> Table:
        """A table inside this one; required."""
        value = self._data[key] if self._given(key, required=True) else {}
        if not isinstance(value, dict):
            self._wrong(key, f"a table, headed [{self.place(key)}]")
            value = {}
        return Table(value, self.place(key), self._faults)

    def tables(self, key: str, *, label: str, required: bool = False) -> tuple[Table, ...]:
        """A list of tables, each placed by its own ``label`` key or by its number."""
        if not self._given(key, required=required):
            return ()
        value = self._data[key]
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self._wrong(key, f"a list of tables, each headed [[{self.place(key)}]]")
            return ()
        return tuple(
            Table(entry, f"{self.place(key)}[{_name(entry, label, number)}]", self._faults)
            for number, entry in enumerate(value, 1)
        )

    def unknown(self, key: str, text: str, known: tuple[str, ...]) -> None:
        """Note a text that is none of the known ones, with the likeliest of them."""
        self.fault(key, f"{text!r} is not known", suggest(text, known))

    def finish(self) -> None:
        """Note every key that nobody asked for: misspelt, most likely."""
        for key in self._data:
            if key not in self._asked:
                remedy = suggest(key, tuple(sorted(self._asked)))
                self.fault(key, "this key is not known here", remedy)

    def _given(self, key: str, *, required: bool) -> bool:
        if self.has(key):
            return True
        if required:
            self.fault(key, "this key is missing", f"Add {key} = ... there.")
        return False

    def _entry(self, key: str, number: int, entry: object) -> str:
        if isinstance(entry, str) and entry.strip():
            return entry
        self._wrong(f"{key}[{number}]", "a text that is not empty", entry)
        return ""

    def _list(self, key: str) -> list[object]:
        value = self._data[key] if self.has(key) else []
        if isinstance(value, list):
            return value
        self._wrong(key, "a list")
        return []

    def _number_of(self, key: str, value: object) -> float:
        number = as_number(value)
        if number is None:
            self._wrong(key, "a finite number of ordinary size", value)
        return number or 0.0

    def _wrong(self, key: str, wanted: str, value: object = None) -> None:
        found = _kind(self._data.get(key) if value is None else value)
        self.fault(key, f"{found} stands where {wanted} is needed", f"Give {wanted}.")


def as_number(value: object) -> float | None:
    """The value as a finite float of sensible size, else None."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) <= LARGEST else None


def _name(entry: Mapping[str, object], label: str, number: int) -> str:
    name = entry.get(label)
    return name if isinstance(name, str) and name.strip() else str(number)


_KINDS = {
    bool: "true or false",
    str: "a text",
    int: "a number",
    float: "a number",
    list: "a list",
    dict: "a table",
}


def _kind(value: object) -> str:
    if isinstance(value, str) and not value.strip():
        return "an empty text"
    return _KINDS.get(type(value), "something else")

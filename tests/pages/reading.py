"""A page as a reader meets it: words, tables and links, without a browser."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True)
class Reading:
    """``text`` is all words with single spaces; ``rows`` the cells of each row of all tables."""

    text: str
    title: str
    heading: str
    rows: tuple[tuple[str, ...], ...]
    links: dict[str, str]
    """Addresses by the words of their links."""
    sorted_columns: dict[str, str]
    """``aria-sort`` by the words of the heading, where it is set."""
    inline: tuple[str, ...]
    """Style attributes, event handlers and inline scripts: there must be none."""

    @classmethod
    def of(cls, html: str) -> Reading:
        parser = _Parser()
        parser.feed(html)
        return cls(
            text=_plain(" ".join(parser.words)),
            title=_plain(parser.parts.get("title", "")),
            heading=_plain(parser.parts.get("h1", "")),
            rows=tuple(tuple(_plain(cell) for cell in row) for row in parser.rows if row),
            links={_plain(words): href for words, href in parser.links},
            sorted_columns={_plain(words): how for words, how in parser.sorted},
            inline=tuple(parser.inline),
        )

    def column(self, heading: str) -> list[str]:
        """Cells of the first table's column whose heading starts so."""
        head = self.rows[0]
        place = next(i for i, cell in enumerate(head) if cell.startswith(heading))
        return [row[place] for row in self.rows[1:] if len(row) == len(head)]


def _plain(words: str) -> str:
    """Single spaces, and none that parted elements left before a stop."""
    return re.sub(r" ([.,:;])", r"\1", re.sub(r"\s+", " ", words)).strip()


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.parts: dict[str, str] = {}
        self.rows: list[list[str]] = []
        self.links: list[tuple[str, str]] = []
        self.sorted: list[tuple[str, str]] = []
        self.inline: list[str] = []
        self._open: list[str] = []
        self._link: list[str] | None = None
        self._sort: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.inline += [
            f"{name}={value}" for name, value in attrs if name == "style" or name.startswith("on")
        ]
        if tag == "script" and "src" not in given:
            self.inline.append("script")
        if tag == "style":
            self.inline.append("style element")
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
            self._sort = given.get("aria-sort")
        if tag == "a":
            self._link = [given.get("href") or ""]
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass
        if tag == "a" and self._link:
            self.links.append((" ".join(self._link[1:]), self._link[0]))
            self._link = None
        if tag == "th" and self._sort:
            self.sorted.append((self.rows[-1][-1], self._sort))
            self._sort = None

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        for part in ("title", "h1"):
            if part in self._open and "svg" not in self._open:
                self.parts[part] = self.parts.get(part, "") + data
        if {"td", "th"} & set(self._open) and self.rows:
            self.rows[-1][-1] += data
        if self._link is not None:
            self._link.append(data)

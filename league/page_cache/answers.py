"""An answer as it is kept, and as it is sent."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from django.utils.http import http_date, parse_http_date_safe

from . import forms

Headers = tuple[tuple[str, str], ...]

VERSION = 2
"""Of the kept form; to be raised with it."""
_DIGEST_SIZE = 16
_UNCHANGED = frozenset({"cache-control", "cdn-cache-control", "vary"})
"""What a 304 says beside its tag and date; the rest the reader has kept (RFC 9110, 15.4.5)."""


@dataclass(frozen=True)
class Page:
    """``bodies`` by form, the plain one always among them; ``changed`` in seconds since 1970."""

    status: str
    headers: Headers
    changed: int
    bodies: dict[str, bytes]

    @classmethod
    def of(cls, status: str, headers: Headers, body: bytes, changed: int) -> Page:
        """With its body packed."""
        content_type = dict(headers).get("Content-Type", "")
        return cls(status, headers, changed, forms.packed(body, content_type))

    def encoded(self) -> bytes:
        """A digest of the rest, one line of JSON, then the bodies."""
        head = {
            "version": VERSION,
            "status": self.status,
            "headers": self.headers,
            "changed": self.changed,
            "bodies": {form: len(body) for form, body in self.bodies.items()},
        }
        rest = b"".join([json.dumps(head).encode(), b"\n", *self.bodies.values()])
        return _digest(rest) + rest

    @classmethod
    def decoded(cls, kept: bytes) -> Page | None:
        """None for what is damaged or of another version."""
        if kept[:_DIGEST_SIZE] != _digest(memoryview(kept)[_DIGEST_SIZE:]):
            return None
        head, _, rest = kept[_DIGEST_SIZE:].partition(b"\n")
        try:
            told = json.loads(head)
            if told["version"] != VERSION or sum(told["bodies"].values()) != len(rest):
                return None
            headers = tuple((str(name), str(value)) for name, value in told["headers"])
            bodies = _cut(rest, told["bodies"])
            page = cls(str(told["status"]), headers, int(told["changed"]), bodies)
            return page if forms.PLAIN in bodies else None
        except (ValueError, KeyError, TypeError, AttributeError):
            return None


def _digest(data: bytes | memoryview) -> bytes:
    return blake2b(data, digest_size=_DIGEST_SIZE).digest()


def _cut(rest: bytes, lengths: dict[str, int]) -> dict[str, bytes]:
    bodies, start = {}, 0
    for form, length in lengths.items():
        bodies[form] = rest[start : start + length]
        start += length
    return bodies


@dataclass(frozen=True)
class Answer:
    """A page in one form, ready to be sent, the headers of a 304 in its place, and the state of
    program and data that it is of."""

    status: str
    headers: Headers
    body: bytes
    etag: str
    changed: int
    unchanged: Headers = field(default=())
    state: str = ""

    @property
    def size(self) -> int:
        return len(self.body) + 1_500  # its headers and what Python adds


def answer(page: Page, order: Sequence[str], state: str = "") -> Answer:
    """The page in the first of these forms that it is kept in.

    One that changes "later", as a clock stepped back, says that it changes now (RFC 9110, 8.8.2.1);
    who comes back with that date is compared with the true one.
    """
    form = next(form for form in order if form in page.bodies)
    body = page.bodies[form]
    digest = _digest(page.bodies[forms.PLAIN]).hex()
    etag = f'"{digest}-{form}"'
    about = (("ETag", etag), ("Last-Modified", http_date(min(page.changed, time.time()))))
    packing = (("Content-Encoding", form),) if form != forms.PLAIN else ()
    headers = (*packing, ("Content-Length", str(len(body))), *page.headers, *about)
    unchanged = (*(each for each in page.headers if each[0].lower() in _UNCHANGED), *about)
    return Answer(page.status, headers, body, etag, page.changed, unchanged, state)


LASTING = "public, max-age=31536000, immutable"
GONE = Page(
    "410 Gone",
    (("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")),
    0,
    {forms.PLAIN: b"Something newer was published. Load the page again.\n"},
)
"""For an address that names a state of which nothing is kept any more."""


def lasting(found: Answer) -> Answer:
    """The same as an answer that never changes, as its address names what it is of."""
    if not any(name == "Cache-Control" and "public" in value for name, value in found.headers):
        return found
    return replace(found, headers=_lasting(found.headers), unchanged=_lasting(found.unchanged))


def _lasting(headers: Headers) -> Headers:
    others = (each for each in headers if not each[0].endswith("Cache-Control"))
    return (*others, ("Cache-Control", LASTING))


def is_known(answer: Answer, if_none_match: str, if_modified_since: str) -> bool:
    """Whether the reader holds this answer already (RFC 9110, 13.1): by its tag, compared weakly,
    else by its date."""
    if not answer.status.startswith("200"):
        return False
    if if_none_match:
        alone = if_none_match == answer.etag or if_none_match.strip() == "*"
        return alone or answer.etag in _tags(if_none_match)
    if if_modified_since:
        since = parse_http_date_safe(if_modified_since)
        return since is not None and answer.changed <= since
    return False


def _tags(listed: str) -> set[str]:
    """Our tags hold no comma, so that a list can be cut at each."""
    return {tag.strip().removeprefix("W/") for tag in listed.split(",")}

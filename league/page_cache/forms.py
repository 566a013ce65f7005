"""In which form a body goes over the line, by what the reader's program says that it takes."""

from __future__ import annotations

import gzip
from functools import lru_cache

import brotli

PLAIN, GZIP, BROTLI = "identity", "gzip", "br"
OURS = (BROTLI, GZIP, PLAIN)
"""The smallest first: our choice between those that the reader likes equally."""
LEAST = 256
"""Bytes below which packing gains nothing."""
PACKED = ("application/vnd.openxmlformats", "image/", "font/")
"""Content types that are packed in themselves."""


@lru_cache(maxsize=512)
def in_order(accept: str) -> tuple[str, ...]:
    """The forms to be sent, best first, for an Accept-Encoding header (RFC 9110, 12.5.3).

    The plain form is always among them, at last even where it is refused: better than nothing.
    """
    said = dict(filter(None, map(_piece, accept.lower().split(","))))
    weights = {form: _weight(form, said) for form in OURS}
    liked = sorted((form for form in OURS if weights[form] > 0), key=lambda form: -weights[form])
    return (*liked, *(form for form in (PLAIN,) if form not in liked))


def _piece(text: str) -> tuple[str, float] | None:
    name, _, parameters = text.partition(";")
    name = {"x-gzip": GZIP}.get(name.strip(), name.strip())
    return (name, _quality(parameters)) if name else None


def _quality(parameters: str) -> float:
    """1 unless said; 0 for what cannot be read, so that nobody gets what it might refuse."""
    name, _, number = parameters.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(number), 0.0), 1.0)
    except ValueError:
        return 0.0


def _weight(form: str, said: dict[str, float]) -> float:
    """The plain form is liked a little where nothing is said of it."""
    unsaid = said.get("*", 0.0001 if form == PLAIN else 0.0)
    return said.get(form, unsaid)


def packed(body: bytes, content_type: str) -> dict[str, bytes]:
    """The body in each form that is worth keeping."""
    forms = {PLAIN: body}
    if len(body) < LEAST or content_type.startswith(PACKED):
        return forms
    forms[GZIP] = gzip.compress(body, compresslevel=4, mtime=0)
    forms[BROTLI] = brotli.compress(body, quality=5)
    return {form: each for form, each in forms.items() if form == PLAIN or len(each) < len(body)}

"""Places that do not exist, in regions that do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from .chance import stream

REGIONS = (
    "North West",
    "North East and Yorkshire",
    "Midlands",
    "East",
    "London",
    "South East",
    "South West",
)
"""As NHS England's files write them."""

_BEGINNINGS = (
    "Quill", "Tansey", "Thimble", "Umber", "Pewter", "Vesper", "Teasel", "Sorrel", "Larkspur",
    "Ember", "Marrow", "Fable", "Juniper", "Lantern", "Mallow", "Nettle", "Opal", "Plover",
    "Rook", "Saffle", "Tallow", "Velvet", "Whimbrel", "Yonder", "Cinder", "Dunnock", "Gossamer",
    "Harrier",
)  # fmt: skip
_ENDINGS = (
    "moor", "march", "ford", "wick", "mere", "combe", "thorpe", "leigh", "stow", "haven",
    "barrow", "dale", "fell", "minster", "hurst", "den", "by", "water", "gate", "cross",
)  # fmt: skip


def places() -> Iterator[str]:
    """Names of towns, each once."""
    names = [first + last for first, last in product(_BEGINNINGS, _ENDINGS)]
    stream("places").shuffle(names)
    return iter(names)


def counties() -> dict[str, tuple[str, ...]]:
    """Four invented counties in each region; they name care boards and county-wide trusts."""
    names = [f"{first}shire" for first in _BEGINNINGS]
    stream("counties").shuffle(names)
    return {region: tuple(names[4 * i : 4 * i + 4]) for i, region in enumerate(REGIONS)}

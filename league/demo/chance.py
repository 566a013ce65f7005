"""Seeded randomness: the same figures on every machine, in every run.

Each purpose has a stream of its own, named by words, so that a metric more or less
leaves the figures of all others as they are.
"""

from __future__ import annotations

import hashlib

import numpy as np

EDITION_OF_THE_DICE = "fictional England 1"
"""Change it, and another England comes out."""


def stream(*words: str) -> np.random.Generator:
    """The stream of random numbers of that name."""
    text = "\n".join((EDITION_OF_THE_DICE, *words))
    digest = hashlib.sha256(text.encode()).digest()
    return np.random.Generator(np.random.PCG64(int.from_bytes(digest, "big")))

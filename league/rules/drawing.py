"""A trust's own scores drawn again with replacement: its random numbers, means, and their ends."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from .panel import Floats

Picks = npt.NDArray[np.uint32] | npt.NDArray[np.uint16]
Stood = npt.NDArray[np.uint64]
"""Where a trust's random numbers stood each time of drawing; shape (times, 6)."""
_Sums = npt.NDArray[np.complex128]

PERCENTILES = (2.5, 97.5)


def stream(seed: int, code: str) -> np.random.Generator:
    """A trust's own random numbers."""
    digest = hashlib.sha256(code.encode()).digest()
    words = np.frombuffer(digest[:16], dtype=np.uint32).tolist()
    return np.random.Generator(np.random.SFC64(np.random.SeedSequence([seed, *words])))


def drawn_means(scores: Floats, weights: Floats, draws: int, random: np.random.Generator) -> Floats:
    """Weighted means of as many scores as there are, drawn with replacement.

    Args:
        scores, weights: shape (metrics,).

    Returns:
        Shape (draws,).
    """
    return means_of(scores, weights, picks(len(scores), draws, random))


def picks(size: int, draws: int, random: np.random.Generator) -> list[Picks]:
    """Which of so many scores are drawn, each time as many as there are.

    Three scores are drawn at a time from the table of all triples, which is the same as
    one by one and takes a third of the random numbers.

    Returns:
        For each time a place in such a table for every draw; shape (draws,).
    """
    return [random.integers(0, size**width, size=draws, dtype=np.uint32) for width in _widths(size)]


def noted_picks(
    size: int, draws: int, first: int, random: np.random.Generator
) -> tuple[list[Picks], Stood]:
    """What :func:`picks` draws, and where the random numbers stood each time after the first."""
    drawn: list[Picks] = []
    stood = []
    for width in _widths(size):
        some = random.integers(0, size**width, size=first, dtype=np.uint32)
        stood.append(_standing(random))
        rest = random.integers(0, size**width, size=draws - first, dtype=np.uint32)
        drawn.append(np.concatenate([some, rest]))
    return drawn, np.array(stood, dtype=np.uint64)


def next_picks(size: int, draws: int, random: np.random.Generator, stood: Stood) -> list[Picks]:
    """So many more of what :func:`noted_picks` drew; ``stood`` moves on with them."""
    drawn: list[Picks] = []
    for width, place in zip(_widths(size), stood, strict=True):
        *state, has_half, half = place.tolist()
        random.bit_generator.state = {
            "bit_generator": "SFC64",
            "state": {"state": np.array(state, dtype=np.uint64)},
            "has_uint32": has_half,
            "uinteger": half,
        }
        drawn.append(random.integers(0, size**width, size=draws, dtype=np.uint32))
        place[:] = _standing(random)
    return drawn


def _standing(random: np.random.Generator) -> list[int]:
    """A row of ``Stood``."""
    state = random.bit_generator.state
    return [*state["state"]["state"].tolist(), state["has_uint32"], state["uinteger"]]


def means_of(scores: Floats, weights: Floats, drawn: Sequence[Picks]) -> Floats:
    """Weighted means of the scores that were drawn; shape (draws,)."""
    widths = _widths(len(scores))
    tables = {width: _sums_of(scores * weights, weights, width) for width in set(widths)}
    sums = np.zeros(len(drawn[0]), dtype=np.complex128)
    for width, places in zip(widths, drawn, strict=True):
        sums += tables[width].take(places)
    means: Floats = sums.real / sums.imag
    return means


def _widths(size: int) -> list[int]:
    """How many to draw at a time: threes, then what is left."""
    threes, rest = divmod(size, 3)
    return [3] * threes + ([rest] if rest else [])


def _sums_of(weighted: Floats, weights: Floats, width: int) -> _Sums:
    """Sums of every ordered choice of so many scores, those of their weights as the imaginary
    part: so both are looked up at once. Shape (metrics ** width,)."""
    both = weighted + 1j * weights
    sums = both
    for _ in range(width - 1):
        sums = np.add.outer(sums, both).ravel()
    return sums


def ends(drawn: Floats) -> tuple[float, float]:
    """The middle 95% of what was drawn: what ``numpy.percentile`` gives, in a quarter of its
    time, as it looks for one place at a time."""
    low, high = (_between(drawn, percent / 100 * (len(drawn) - 1)) for percent in PERCENTILES)
    return low, high


def _between(drawn: Floats, place: float) -> float:
    """The value at a place of the sorted ones, which may lie between two of them."""
    below, part = int(place), place % 1
    ordered = np.partition(drawn, below)
    first = float(ordered[below])
    if not part:
        return first
    second = float(ordered[below + 1 :].min())
    # Numpy goes from the nearer of the two, which can differ in the last bit.
    gap = second - first
    return first + gap * part if part < 0.5 else second - gap * (1 - part)

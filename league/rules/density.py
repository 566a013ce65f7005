"""How often the draws put a trust at each rank and in each segment, and that in words.

The draws are those of :mod:`league.rules.uncertainty`: each is a mix of the trust's own metrics.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .panel import Ints
from .wording import ordinal

_RARE, _NEARLY_ALL = 0.05, 0.95
"""Below and from here on a share is not said in tenths."""


@dataclass(frozen=True)
class Density:
    """``counts`` are draws at the ranks from ``first`` on; their ends are above zero, and
    together they are all the draws."""

    first: int
    counts: tuple[int, ...] | Ints
    """An array only of what is not kept: of many trusts tuples take long to make."""

    @classmethod
    def of(cls, drawn: Sequence[int] | Ints) -> Density | None:
        """From the draws at the ranks 1, 2, …; None when there are none."""
        found = cls.passing(np.asarray(drawn, dtype=np.int64))
        return found.kept() if found else None

    @classmethod
    def passing(cls, drawn: Ints) -> Density | None:
        """The same with its counts as an array."""
        met = np.flatnonzero(drawn)
        return cls(int(met[0]) + 1, drawn[met[0] : met[-1] + 1]) if len(met) else None

    def kept(self) -> Density:
        """The same as it is stored, which can be compared."""
        return Density(self.first, tuple(np.asarray(self.counts).tolist()))

    @cached_property
    def _up_to(self) -> Ints:
        """Draws at each rank or a better one."""
        return np.cumsum(self.counts)

    @property
    def draws(self) -> int:
        return int(self._up_to[-1])

    @property
    def last(self) -> int:
        return self.first + len(self.counts) - 1

    @property
    def shares(self) -> tuple[float, ...]:
        """Of all draws, at the ranks from ``first`` on; they sum to 1."""
        draws = self.draws
        return tuple(count / draws for count in self.counts)

    @property
    def mode(self) -> int:
        """The rank that came up most often; of several the best."""
        return self.first + int(np.argmax(self.counts))

    @property
    def most(self) -> float:
        """The share of the draws at that rank."""
        return int(np.max(self.counts)) / self.draws

    def reached(self, percent: float) -> int:
        """The smallest rank that so many per cent of the draws do not exceed.

        In whole numbers (of thousandths), so that it is the bound that
        :func:`league.rules.uncertainty.likely_ranges` finds from the same draws.
        """
        wanted = -(-round(percent * 10) * self.draws // 1000)
        return min(self.first + int(np.searchsorted(self._up_to, wanted)), self.last)

    def between(self, low: float, high: float) -> tuple[int, int]:
        """The ranks reached at both percentages."""
        return self.reached(low), self.reached(high)


def rank_sentence(density: Density) -> str:
    """The likely range, the middle half and the commonest rank."""
    low, high = density.between(2.5, 97.5)
    if low == high:
        return f"On at least 95 of 100 different mixes of metrics it would be {ordinal(low)}."
    half = density.between(25, 75)
    return (
        "On a somewhat different mix of metrics its rank could be another: on 95 of 100 mixes it "
        f"would be between {ordinal(low)} and {ordinal(high)}, and on the middle half of them "
        f"{_span(*half)}. The rank that comes up most often is {ordinal(density.mode)}, "
        f"{_on(density.most)}."
    )


def _span(low: int, high: int) -> str:
    return ordinal(low) if low == high else f"between {ordinal(low)} and {ordinal(high)}"


def _on(share: float) -> str:
    """How often one rank came up: rarely more than on a few mixes of a hundred."""
    percent = round(share * 100)
    return f"on {percent} of 100 mixes" if percent else "on fewer than 1 of 100 mixes"


def segment_sentence(counts: Sequence[int], own: int) -> str:
    """``counts`` are the draws in segment 1, 2, …; ``own`` is its segment by the rules.

    Its own segment is named first, then the others from best to worst, rare ones last.
    """
    shares = {place: count / sum(counts) for place, count in enumerate(counts, 1) if count}
    stays = shares.pop(own, 0.0)
    if not shares:
        return f"It stays in segment {own} on every mix that was drawn."
    often = [(place, share) for place, share in shares.items() if share >= _RARE]
    rare = [str(place) for place, share in shares.items() if share < _RARE]
    return f"{_stays(stays, own)}; {', '.join([*_often(often), *_rarely(rare)])}."


def _stays(share: float, own: int) -> str:
    if not share:
        return f"It stays in segment {own} on none of the mixes drawn"
    said = in_ten(share)
    return f"{said[0].upper()}{said[1:]} it stays in segment {own}"


def _often(found: Sequence[tuple[int, float]]) -> list[str]:
    told = [f"{in_ten(share).removesuffix(' mixes')} in segment {place}" for place, share in found]
    if told:
        told[0] = told[0].replace(" in segment", " it would be in segment")
    return [" and ".join(", ".join(told).rsplit(", ", 1))] if told else []


def _rarely(found: Sequence[str]) -> list[str]:
    each = " each" if len(found) > 1 else ""
    named = " or ".join(", ".join(found).rsplit(", ", 1))
    return [f"rarely (fewer than 1 of 20{each}) in segment {named}"] if found else []


def in_ten(share: float) -> str:
    """``in about 8 of 10 mixes``; the ends of the scale by how near they come to none and all."""
    if share < _RARE:
        return "in fewer than 1 of 20 mixes"
    if share > _NEARLY_ALL:
        return "in more than 19 of 20 mixes"
    return f"in about {min(9, max(1, int(share * 10 + 0.5)))} of 10 mixes"

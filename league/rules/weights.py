"""How many metrics of a trust count how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Weights:
    """``amounts`` are numbers of metrics by their weight, the largest weight first."""

    amounts: dict[Fraction, int]
    total: Fraction

    @classmethod
    def of(cls, weights: Iterable[Fraction]) -> Weights:
        """Counted as pairs of whole numbers: fractions take long to compare and to add."""
        pairs = Counter((weight.numerator, weight.denominator) for weight in weights)
        amounts = {Fraction(*pair): amount for pair, amount in pairs.items()}
        total = sum((weight * amount for weight, amount in amounts.items()), Fraction())
        return cls(dict(sorted(amounts.items(), reverse=True)), total)

    @property
    def metrics(self) -> int:
        """How many."""
        return sum(self.amounts.values())

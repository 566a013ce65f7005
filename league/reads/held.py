"""What a trust is set beside, held in memory: the same for all trusts of its type.

An assessment never changes, so what is once read of it stays true. Its digest is part of each
key, so that a reused number never finds another's figures.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from league.models import Assessment, MetricSpread, SegmentAssignment
from league.rules.peers import Spread, from_plain

HELD = 12
"""Types of an assessment whose spreads one process holds, 1.2 MB each at most: four quarters."""
HELD_NAMES = 32
"""Assessments of which the names and ranks of all trusts are held, some 40 kB each."""


@dataclass(frozen=True)
class Everyone:
    """All trusts of an assessment."""

    names: Mapping[str, str]
    """By code."""
    ranks: Mapping[str, Counter[int]]
    """How many hold each league rank, by type."""


def everyone(assessment: Assessment) -> Everyone:
    """One query the first time, then none."""
    return _everyone(assessment, assessment.results_digest)


def spreads(assessment: Assessment, trust_type: str) -> Mapping[str, Spread]:
    """How figures lie among the trusts of a type, by metric id and by the id of a domain's score.
    One query the first time, then none."""
    return _spreads(assessment, assessment.results_digest, trust_type)


@lru_cache(maxsize=HELD_NAMES)
def _everyone(assessment: Assessment, _digest: str) -> Everyone:
    names: dict[str, str] = {}
    ranks: dict[str, Counter[int]] = {}
    placed = SegmentAssignment.objects.of_assessment(assessment)
    for code, name, kind, rank in placed.values_list("trust_id", "name", "type", "league_rank"):
        names[code] = name
        if rank is not None:
            ranks.setdefault(kind, Counter())[rank] += 1
    return Everyone(names, ranks)


@lru_cache(maxsize=HELD)
def _spreads(assessment: Assessment, _digest: str, trust_type: str) -> Mapping[str, Spread]:
    rows = MetricSpread.objects.of_type(assessment, trust_type)
    return {
        metric: from_plain(metric, trust_type, figures)
        for metric, figures in rows.values_list("metric", "figures")
    }

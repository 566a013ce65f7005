"""A computed quarter's inputs and figures as arrays, held in memory for hypothetical questions.

What a what-if or the way up asks is no result, so it is not stored: it is answered from the
inputs of an assessment, which never change. An assessment's arrays take about 1 MB, what was
drawn for the likely ranges of one trust type up to 53 MB: of a type of more trusts nothing is.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from league import editions
from league.models import Assessment, SegmentAssignment
from league.rules.edition import Edition
from league.rules.figures import Figures, compute
from league.rules.panel import Panel
from league.rules.redraw import Drawn, draw

from . import inputs, panels

HELD = 4
"""Assessments held by one process: the latest quarters are asked about most."""
HELD_DRAWS = 3
"""Trust types of an assessment whose draws are held: those of the latest quarter."""


@dataclass(frozen=True)
class Workings:
    """All that the rules need to answer for one assessment."""

    edition: Edition
    panel: Panel
    figures: Figures
    draws: int
    seed: int


def of(assessment: Assessment) -> Workings | None:
    """None where results were taken as published, or no value that is scored is at hand: nothing
    can be worked out from them.

    Two queries the first time a process is asked about the assessment, and one each for its
    quarter and submission where they are not loaded; then none.
    """
    return _of(assessment, assessment.inputs_digest) if assessment.is_computed else None


def drawn(assessment: Assessment, trust_type: str) -> Drawn | None:
    """What was drawn for the likely ranges of a type; None where nothing was, or where it has too
    many trusts."""
    if not assessment.draws or of(assessment) is None:
        return None
    return _drawn(assessment, assessment.inputs_digest, trust_type)


@lru_cache(maxsize=HELD)
def _of(assessment: Assessment, _inputs_digest: str) -> Workings | None:
    """The digest is part of the key, so that a reused number never finds another's arrays.

    The results say which trusts were computed, and of what type each was.
    """
    quarter, number = assessment.quarter, assessment.submission.number
    types = SegmentAssignment.objects.of_assessment(assessment).types()
    values = inputs.values_in_force(quarter, up_to=number)
    if not values:
        return None
    edition = editions.get(quarter.edition)
    panel = panels.build(edition, values, types)
    try:
        figures = compute(edition, panel)
    except ValueError:
        # Under fixed cuts a quarter in which nothing is scored was once stored all the same.
        return None
    return Workings(edition, panel, figures, assessment.draws, assessment.seed)


@lru_cache(maxsize=HELD_DRAWS)
def _drawn(assessment: Assessment, inputs_digest: str, trust_type: str) -> Drawn | None:
    it = _of(assessment, inputs_digest)
    if it is None:
        return None
    return draw(it.panel, it.figures, trust_type, draws=it.draws, seed=it.seed)

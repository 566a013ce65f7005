"""A computed quarter's inputs and figures as arrays, held in memory for hypothetical questions.

What a what-if or the way up asks is no result, so it is not stored: it is answered from the
inputs of an assessment, which never change. An assessment's arrays take about 1 MB.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from league import editions
from league.models import Assessment
from league.rules.edition import Edition
from league.rules.figures import Figures, compute
from league.rules.panel import Panel

from . import basis, inputs, panels

HELD = 4
"""Assessments held by one process: the latest quarters are asked about most."""


@dataclass(frozen=True)
class Workings:
    """All that the rules need to answer for one assessment."""

    edition: Edition
    panel: Panel
    figures: Figures


def of(assessment: Assessment) -> Workings | None:
    """None where results were taken as published: nothing can be worked out from them.

    Three queries the first time a process is asked about the assessment, then none.
    """
    return _of(assessment.pk, assessment.inputs_digest) if assessment.is_computed else None


@lru_cache(maxsize=HELD)
def _of(assessment_id: int, _inputs_digest: str) -> Workings:
    """The digest is part of the key, so that a reused number never finds another's arrays."""
    assessment = Assessment.objects.select_related("quarter", "submission").get(pk=assessment_id)
    edition = editions.get(assessment.quarter.edition)
    given = inputs.in_force(assessment.quarter, up_to=assessment.submission.number)
    panel = panels.build(edition, given, basis.ground(edition, given).codes)
    return Workings(edition, panel, compute(edition, panel))

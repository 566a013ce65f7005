"""Hypothetical questions about one trust of a computed quarter. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from league import rules
from league.models import Assessment
from league.rules import redraw
from league.rules import way_up as rules_way_up
from league.rules import what_if as rules_what_if
from league.rules.redraw import Drawn
from league.rules.results import TrustResult
from league.rules.ways import WayUp
from league.rules.what_if import Scenario, WhatIf

from . import workings
from .workings import Workings

HELD = 64
"""Trusts of which one process holds the result as it is."""


@dataclass(frozen=True)
class Asked:
    """A trust whose quarter can be worked out."""

    assessment: Assessment
    workings: Workings
    code: str

    @property
    def row(self) -> int:
        """In the panel."""
        return self.workings.panel.codes.index(self.code)


def about(*, assessment: Assessment, code: str) -> Asked | None:
    """None where nothing can be worked out for this trust; :func:`why_none` says why."""
    if not _by_present_rules(assessment):
        return None
    found = workings.of(assessment)
    if found is None or code not in found.panel.codes:
        return None
    if found.edition.checksum != assessment.edition_checksum:
        return None
    return Asked(assessment, found, code)


def why_none(assessment: Assessment) -> str:
    """Why hypothetical questions about this assessment have no answer, in a sentence."""
    if not assessment.is_computed:
        return (
            "The results of this quarter were taken as NHS England published them, because the "
            "values of some trusts are not at hand. A score depends on the values of all trusts, "
            "so what another value would lead to cannot be worked out."
        )
    if _by_present_rules(assessment) and workings.of(assessment) is None:
        return "The values behind this result are not at hand."
    return (
        "This result was computed by an earlier version of the rules of this site, so what another "
        "value would lead to cannot be set beside it."
    )


def _by_present_rules(assessment: Assessment) -> bool:
    """Whether computing its inputs again can give its results."""
    return assessment.rules_version == rules.VERSION


def what_if(*, asked: Asked, scenario: Scenario) -> WhatIf:
    """The trust's result as it is and as it would be, by the rules and random numbers of the
    assessment.

    Raises:
        ValueError: a value cannot be changed for this trust.
    """
    it = asked.workings
    drawn = _drawn(asked)
    before = _before(asked.assessment, asked.assessment.inputs_digest, asked.code)
    return rules_what_if.what_if(it.edition, it.panel, it.figures, scenario, drawn, before)


def why_no_ranges(asked: Asked) -> str:
    """Why an answer has no likely ranges, in a sentence; empty where it has them."""
    draws = asked.assessment.draws
    if not draws:
        return "This result was computed without likely ranges."
    if _drawn(asked) is not None:
        return ""
    return (
        f"Likely ranges are not worked out here: of a type of more than {redraw.HELD // draws:,} "
        "trusts they would take more memory than one question may. The published ones are on the "
        "trust's page."
    )


def _drawn(asked: Asked) -> Drawn | None:
    return workings.drawn(asked.assessment, asked.workings.panel.types[asked.row])


@lru_cache(maxsize=HELD)
def _before(assessment: Assessment, _inputs_digest: str, code: str) -> TrustResult | None:
    """The trust's result as it is: somebody who types asks for it again and again.

    The workings are no part of the key, which would keep them in memory. The digest is, so that
    a reused number never finds another's result.
    """
    asked = about(assessment=assessment, code=code)
    if asked is None:
        return None
    it = asked.workings
    return rules_what_if.result_of(it.edition, it.panel, it.figures, code, _drawn(asked))


def way_up(*, assessment: Assessment, code: str) -> WayUp | str:
    """What would lead the trust to the next segment, or why that cannot be worked out."""
    asked = about(assessment=assessment, code=code)
    if asked is None:
        return why_none(assessment)
    it = asked.workings
    return rules_way_up.way_up(it.edition, it.panel, it.figures, code)

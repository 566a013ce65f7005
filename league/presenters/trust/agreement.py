"""Whether a trust's figures agree with those that NHS England published, and where not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from league.models import FigureKind, Quarter, Reconciliation
from league.presenters import wording
from league.presenters.reconciliation import Difference, difference
from league.reads.league_tables import shown
from league.rules.edition import Edition

_PARTS = (FigureKind.METRIC_SCORE, FigureKind.DOMAIN_SCORE, FigureKind.DOMAIN_SEGMENT)
"""Kinds of which a trust has several figures."""


@dataclass(frozen=True)
class Agreement:
    """``sentence`` is empty when nothing was compared, or when the figures are NHS England's
    own; ``details`` are the differences of figures that have no row among the metrics."""

    sentence: str = ""
    details: tuple[str, ...] = ()
    href: str = ""
    """How the figures were compared."""
    published: Mapping[str, str] = field(default_factory=dict)
    """NHS England's score of each metric that differs, by metric id."""


def agreement(
    made: Reconciliation | None, quarter: Quarter, edition: Edition, code: str
) -> Agreement:
    """``made`` is that of the quarter's published assessment, if there is one."""
    if made is None or not shown(quarter).is_computed:
        return Agreement()
    if not any(line["compared"] for line in made.lines):
        return Agreement()
    mine = [each for each in made.differences if each["trust"] == code]
    told = [(each, difference(each, quarter, edition, {})) for each in mine]
    return Agreement(
        sentence=_sentence(mine),
        details=tuple(_detail(it) for each, it in told if not _is_metric(each)),
        href=f"{reverse('quarter', args=[quarter.slug])}#reconciliation",
        published={each["key"]: it.published for each, it in told if _is_metric(each)},
    )


def _is_metric(each: Mapping[str, Any]) -> bool:
    return str(each["kind"]) == FigureKind.METRIC_SCORE


def _sentence(differences: list[dict[str, Any]]) -> str:
    if not differences:
        return "All its figures agree with NHS England's."
    counted = Counter(FigureKind(each["kind"]) for each in differences)
    subjects = [_subject(kind, number) for kind, number in counted.items()]
    verb = "differs" if len(differences) == 1 else "differ"
    return wording.capital(f"{wording.listed(subjects)} {verb} from NHS England's.")


def _subject(kind: FigureKind, number: int) -> str:
    """``2 of its metric scores``, ``its league rank``."""
    name = wording.uncapital(kind.label)
    return f"{number} of its {name}s" if kind in _PARTS else f"its {name}"


def _detail(found: Difference) -> str:
    ours = found.ours if found.ours != "None" else "not computed"
    return f"{found.what}: {ours} here, {found.published} published by NHS England."

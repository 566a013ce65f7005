"""What moved every trust since the quarter before, worked out when either is published.

Which quarter is compared with which depends on what readers see, so it belongs to publishing
and not to a quarter's own results. Rows are kept with both assessments: publishing one of the
two anew adds rows, and those of before stay with what they were made from.
"""

from __future__ import annotations

import numpy as np
from django.db import transaction

from league import editions
from league.files.quarters import between, from_slug
from league.models import Assessment, MetricScore, Movement, Quarter, SegmentAssignment
from league.rules.edition import Edition
from league.rules.movement import Side, decompose
from league.rules.movement_results import DUST, Scored
from league.rules.movement_results import Movement as Moved
from league.rules.movement_taken import Taken, compare_taken
from league.rules.movement_words import Between
from trusts.models import Trust

from . import workings
from .movement_rows import Compared, Shown
from .storing import copy_rows


@transaction.atomic
def keep_beside(*, quarter: Quarter) -> int:
    """Rows for a quarter just published: against the one before, and of the next against it.

    Returns:
        how many rows were added; none for pairs that have theirs.
    """
    published = Quarter.objects.published().filter(fictional=quarter.fictional)
    before = published.before(quarter).first()
    after = published.after(quarter).first()
    held = published.get(pk=quarter.pk)
    pairs = [(before, held), (held, after)]
    return sum(
        keep(earlier=shown(one), later=shown(other))
        for one, other in pairs
        if one is not None and other is not None and one.edition == other.edition
    )


def shown(quarter: Quarter) -> Assessment:
    """What readers see of a published quarter."""
    if quarter.current_revision is None:
        raise ValueError(f"{quarter.label} is not published")
    return quarter.current_revision.assessment


@transaction.atomic
def keep(*, earlier: Assessment, later: Assessment) -> int:
    """Work out and store what moved each trust of the later assessment.

    Both are of the same edition. Returns how many rows were added: none where they are there.
    """
    if Movement.objects.filter(assessment=later, earlier=earlier).exists():
        return 0
    of = {"assessment_id": later.pk, "earlier_id": earlier.pk}
    return copy_rows(Movement, compare(earlier, later).rows(), of)


def compare(earlier: Assessment, later: Assessment) -> Compared:
    """The two assessments beside one another; nothing is stored."""
    edition = editions.get(later.quarter.edition)
    before, after = _shown(earlier), _shown(later)
    moved, untold = _moved(edition, earlier, later, before, after)
    sides = {"before": earlier, "after": later}
    return Compared(
        edition=edition,
        between=Between(
            earlier.quarter.label,
            later.quarter.label,
            _missing(earlier.quarter, later.quarter),
            untold,
        ),
        before=before,
        after=after,
        movements=moved,
        joined=_joined(before, after),
        published=tuple(side for side, each in sides.items() if not each.is_computed),
    )


def _shown(assessment: Assessment) -> Shown:
    return Shown.of(list(SegmentAssignment.objects.of_assessment(assessment).defer("steps")))


def _moved(
    edition: Edition, earlier: Assessment, later: Assessment, before: Shown, after: Shown
) -> tuple[dict[str, Moved], str]:
    """Movements by code, and why they are not told in full; empty where they are."""
    old, new = workings.of(earlier), workings.of(later)
    if old is None or new is None:
        labels = [each.quarter.label for each in (earlier, later) if not each.is_computed]
        untold = (
            f"The results of {' and '.join(labels)} were taken as published, because not every "
            "trust's figures are at hand."
        )
    elif not (_still(old, before) and _still(new, after)):
        untold = "The rules were corrected after one of the two quarters was computed."
    else:
        sides = Side(old.panel, old.figures), Side(new.panel, new.figures)
        return decompose(edition, *sides), ""
    taken = (_taken(edition, earlier, before), _taken(edition, later, after))
    return compare_taken(edition, *taken), untold


def _still(worked: workings.Workings, shown_rows: Shown) -> bool:
    """Whether today's rules give the averages that were stored."""
    stored = [
        np.nan
        if (row := shown_rows.assignments.get(code)) is None or row.average is None
        else row.average
        for code in worked.panel.codes
    ]
    again = worked.figures.averages.exact
    return np.allclose(again, np.array(stored), rtol=0, atol=DUST, equal_nan=True)


def _taken(edition: Edition, assessment: Assessment, shown_rows: Shown) -> dict[str, Taken]:
    counted = [metric.id for metric in edition.counted]
    rows = MetricScore.objects.scored_of(assessment, counted)
    scores: dict[str, dict[str, Scored]] = {}
    for code, metric, value, unit, score, model in rows:
        scores.setdefault(code, {})[metric] = Scored(value, unit, score, model)
    return {
        code: Taken(row.average, not assessment.is_computed, scores.get(code, {}))
        for code, row in shown_rows.assignments.items()
        if row.average is not None
    }


def _joined(before: Shown, after: Shown) -> dict[str, tuple[str, ...]]:
    """Names of the trusts that were there before and are part of another now, by its code."""
    gone = set(before.assignments) - set(after.assignments)
    joined: dict[str, tuple[str, ...]] = {}
    for code, successor in Trust.objects.merged(gone):
        joined[successor] = (*joined.get(successor, ()), before.assignments[code].name)
    return joined


def _missing(earlier: Quarter, later: Quarter) -> tuple[str, ...]:
    """Labels of the quarters between the two."""
    return tuple(each.label for each in between(from_slug(earlier.slug), from_slug(later.slug)))

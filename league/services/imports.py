"""NHS England's published files, end to end: read, check, store, compute, publish.

All or nothing for each quarter: a fault in any file spoils its quarter, and only that one.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import connection, transaction

from league.files.faults import Fault
from league.files.official import OfficialFile
from league.files.quarters import from_slug
from league.models import FigureKind, Origin, Quarter, Revision

from . import demonstration, inputs, publishing, quarters, submissions
from .audit import Actor
from .changes import is_news
from .handover import Handover
from .import_files import Progress, read_all
from .import_report import ImportReport, QuarterReport
from .known_files import sort_out
from .official_quarters import Gathered, gather
from .refusals import RefusedError
from .register import left

REASON = "Imported from NHS England's published files"


@transaction.atomic(durable=False)
def _rolled_back(task: _Import) -> ImportReport:
    """Everything, constraints that wait for the end included, and then nothing of it."""
    report = task.run()
    connection.check_constraints()
    transaction.set_rollback(True)
    return report


def import_official(
    *,
    by: Actor,
    paths: Sequence[Path],
    publish: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda _: None,
) -> ImportReport:
    """Import official files of any mix of quarters and trust types.

    Args:
        paths: files, or directories of CSV files; where two files differ the later issue
            (``-v2``) wins, then the later path.
        publish: make each new assessment a revision.
        dry_run: do all of it, report, and take it back.
        progress: is told each step in a line.

    Returns:
        what was done. Faults are in the report, never raised.
    """
    task = _Import(by, tuple(paths), publish, progress)
    return replace(_rolled_back(task), dry_run=True) if dry_run else task.run()


@dataclass(frozen=True)
class _Import:
    by: Actor
    paths: tuple[Path, ...]
    publish: bool
    progress: Progress

    def run(self) -> ImportReport:
        started = time.perf_counter()
        files, faults = read_all(self.paths, self.progress)
        gathered = {slug: _gather(slug, files) for slug in _slugs(files)}
        removed = self._remove_demonstration(gathered.values())
        reports, refusals = [], []
        for slug, one in gathered.items():
            report, refusal = self._bring_in(slug, one)
            reports.append(report)
            refusals += refusal
        found = [*faults, *(fault for file in files for fault in file.faults)]
        found += [fault for one in gathered.values() for fault in one.faults]
        return ImportReport(
            quarters=tuple(reports),
            faults=(*found, *refusals),
            removed=tuple(removed),
            dry_run=False,
            seconds=time.perf_counter() - started,
        )

    def _remove_demonstration(self, gathered: Iterable[Gathered]) -> list[str]:
        if not any(one.handover for one in gathered):
            return []
        removed = demonstration.remove(by=self.by)
        if removed:
            self.progress(f"Removed the demonstration data of {', '.join(removed)}")
        return removed

    def _bring_in(self, slug: str, one: Gathered) -> tuple[QuarterReport, list[Fault]]:
        label = from_slug(slug).label
        if one.faults or one.spoiled:
            return QuarterReport(label, "refused"), []
        started = time.perf_counter()
        try:
            report = self._store(slug, one)
        except RefusedError as error:
            fault = Fault(label, str(error), "Nothing of this quarter was kept.", quarter=slug)
            return QuarterReport(label, "refused"), [fault]
        return replace(report, seconds=time.perf_counter() - started), []

    @transaction.atomic
    def _store(self, slug: str, one: Gathered) -> QuarterReport:
        quarter = quarters.lock(slug=slug, fictional=False)
        outcome, notes = "unchanged", one.notes
        if one.handover and is_news(one.handover, inputs.in_force(quarter)):
            self.progress(f"Storing and computing {quarter.label}")
            notes += self._submit(one.handover)
            outcome = "imported"
        published = self._publish(quarter) if self.publish else None
        return _report(slug, outcome, one.handover, notes, published)

    def _submit(self, handover: Handover) -> tuple[str, ...]:
        applied = submissions.submit(
            by=self.by, handover=handover, origin=Origin.OFFICIAL_IMPORT, reason=REASON
        )
        counts = {"new in": applied.trusts_created, "changed in": applied.trusts_changed}
        register = tuple(
            f"{count} {'trust' if count == 1 else 'trusts'} {what} the register."
            for what, count in counts.items()
            if count
        )
        gone = left(applied.submission.quarter)
        return (*register, *gone, *applied.assessment.notes)

    def _publish(self, quarter: Quarter) -> Revision | None:
        quarter.refresh_from_db()
        seen = quarter.current_revision
        if seen and seen.assessment_id == quarter.current_assessment_id:
            return None
        return publishing.publish(by=self.by, quarter=quarter, reason=REASON)


def _slugs(files: Iterable[OfficialFile]) -> list[str]:
    """All quarters of the files, oldest first."""
    return sorted({slug for file in files for slug in file.quarters})


def _gather(slug: str, files: Sequence[OfficialFile]) -> Gathered:
    """What is new of the quarter; a fault of any of its files spoils it."""
    known = sort_out(slug, files)
    if any(slug in file.spoiled for file in files):
        return Gathered(None, (), (), spoiled=True)
    if not known.fresh:
        return Gathered(None, (), known.notes)
    one = gather(slug, known.fresh)
    return replace(one, notes=(*known.notes, *one.notes))


def _report(
    slug: str,
    outcome: str,
    handover: Handover | None,
    notes: tuple[str, ...],
    published: Revision | None,
) -> QuarterReport:
    quarter = Quarter.objects.select_related("current_revision", "current_assessment").get(pk=slug)
    assessment = quarter.current_assessment
    if assessment is None:
        return QuarterReport(quarter.label, outcome, notes=notes)
    lines = {line["kind"]: line for line in assessment.reconciliation.lines}
    segments = lines.get(FigureKind.ADJUSTED_SEGMENT, {"agreed": 0, "compared": 0})
    new = handover if outcome == "imported" else None
    return QuarterReport(
        label=quarter.label,
        outcome=outcome,
        trusts=assessment.assignments.count(),
        values=len(new.values) if new else 0,
        figures=len(new.figures) if new else 0,
        basis=assessment.basis,
        agreed=segments["agreed"],
        compared=segments["compared"],
        revision=quarter.current_revision.number if quarter.current_revision else None,
        published_now=published is not None,
        notes=notes,
    )

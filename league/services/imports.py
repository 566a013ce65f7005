"""NHS England's published files, end to end: read, check, store, compute, publish.

All or nothing for each quarter: a fault in any file spoils its quarter, and only that one.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import connection, transaction

from league.files.faults import Fault
from league.files.official import OfficialFile
from league.files.quarters import from_slug
from league.models import FigureKind, Origin, Quarter

from . import (
    demonstration,
    inputs,
    publishing,
    quarters,
    register,
    submissions,
    taking_back,
)
from .audit import Actor
from .changes import is_news
from .handover import Handover
from .import_files import Progress, read_all
from .import_publishing import hindrance
from .import_report import ImportReport, QuarterReport, listed
from .known_files import sort_out
from .official_quarters import Gathered, gather
from .overtaken import ask_again
from .refusals import RefusedError
from .rights import require_command
from .submissions import Received

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

    Raises:
        NotAllowedError: the actor is no command.
    """
    require_command(by=by)
    task = _Import(by, tuple(paths), publish, dry_run, progress)
    return replace(_rolled_back(task), dry_run=True) if dry_run else task.run()


@dataclass(frozen=True)
class _Import:
    by: Actor
    paths: tuple[Path, ...]
    publish: bool
    dry_run: bool
    progress: Progress

    def run(self) -> ImportReport:
        started = time.perf_counter()
        files, faults = read_all(self.paths, self.progress)
        found = [*faults, *(fault for file in files for fault in file.faults)]
        gathered = {slug: _gather(slug, files) for slug in _slugs(files)}
        found += [fault for one in gathered.values() for fault in one.faults]
        del files  # what is gathered of them is less; of a large quarter both would not fit
        done = [self._bring_in(slug, gathered) for slug in sorted(gathered)]
        return ImportReport(
            quarters=tuple(one.report for one in done),
            faults=(*found, *(fault for one in done for fault in one.faults)),
            removed=tuple(label for one in done for label in one.removed),
            dry_run=False,
            seconds=time.perf_counter() - started,
        )

    def _bring_in(self, slug: str, gathered: dict[str, Gathered]) -> _Done:
        """The quarter is taken from ``gathered``; what stays there is still to come."""
        label = from_slug(slug).label
        one = gathered[slug]
        if one.faults or one.spoiled:
            del gathered[slug]
            return _Done(QuarterReport(label, "refused"))
        del one
        started = time.perf_counter()
        try:
            done = self._store(slug, gathered)
        except RefusedError as error:
            fault = Fault(label, str(error), "Nothing of this quarter was kept.", quarter=slug)
            return _Done(QuarterReport(label, "refused"), faults=(fault,))
        if done.removed:
            self.progress(f"Removed the demonstration data of {', '.join(done.removed)}")
        if not self.dry_run:  # at once: what stops the run later takes its report, not the quarter
            self.progress(f"Kept {label}: {done.report.outcome}")
        seconds = time.perf_counter() - started
        return replace(done, report=replace(done.report, seconds=seconds))

    @transaction.atomic
    def _store(self, slug: str, gathered: dict[str, Gathered]) -> _Done:
        """The demonstration data goes in the transaction of the first quarter that is stored:
        when that one is refused, it is back."""
        register.lock()
        one = ask_again(slug, gathered.pop(slug))
        removed = demonstration.remove(by=self.by) if one.handover else []
        quarter = quarters.lock(slug=slug, fictional=False)
        one = _news(quarter, one)
        report = QuarterReport(quarter.label, "unchanged", notes=one.notes)
        if one.handover:
            self.progress(f"Storing and computing {quarter.label}")
            received = self._receive(one.handover)
            report = replace(
                report,
                outcome="imported",
                values=len(one.handover.values),
                figures=sum(line.value is not None for line in one.handover.figures),
            )
            del one  # it is stored; of a large quarter it and the results would not both fit
            report = replace(report, notes=(*report.notes, *self._apply(received)))
        warm = not gathered and not self.dry_run
        if self.publish:
            report = self._publish(quarter, report, warm=warm)
        return _Done(_reported(slug, report), removed=tuple(removed))

    def _receive(self, handover: Handover) -> Received:
        return submissions.receive(
            by=self.by, handover=handover, origin=Origin.OFFICIAL_IMPORT, reason=REASON
        )

    def _apply(self, received: Received) -> tuple[str, ...]:
        """What is to be noted of it."""
        assessment = submissions.apply(by=self.by, submission=received.submission)
        gone = register.left(received.submission.quarter)
        return (*_register_notes(received), *gone, *assessment.notes)

    def _publish(self, quarter: Quarter, report: QuarterReport, *, warm: bool) -> QuarterReport:
        """Nothing when readers see the newest, or when other people's figures would show."""
        quarter.refresh_from_db()
        seen, newest = quarter.current_revision, quarter.current_assessment
        if newest is None or (seen and seen.assessment_id == newest.pk):
            return report
        if told := hindrance(quarter):
            return replace(report, notes=(*report.notes, told))
        publishing.publish(by=self.by, quarter=quarter, reason=REASON, warm=warm)
        return replace(report, published_now=True)


@dataclass(frozen=True)
class _Done:
    """What became of one quarter."""

    report: QuarterReport
    faults: tuple[Fault, ...] = ()
    removed: tuple[str, ...] = ()
    """Quarters of demonstration data that gave way to it."""


def _register_notes(received: Received) -> Iterator[str]:
    """New codes are named: a code that is mistyped but well formed shows here."""
    if new := received.new_codes:
        yield f"{_trusts(len(new))} new in the register: {listed(new)}."
    if received.trusts_changed:
        yield f"{_trusts(received.trusts_changed)} changed in the register."


def _trusts(count: int) -> str:
    return f"{count} {'trust' if count == 1 else 'trusts'}"


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


def _news(quarter: Quarter, one: Gathered) -> Gathered:
    """Without its handover when that says nothing that is not in force already."""
    if one.handover is None:
        return one
    held = inputs.in_force(quarter)
    settled = taking_back.settle(quarter=quarter, handover=one.handover, held=held)
    news = settled.handover if is_news(settled.handover, held) else None
    return replace(one, handover=news, notes=(*one.notes, *settled.notes))


def _reported(slug: str, report: QuarterReport) -> QuarterReport:
    """With what is now in force of the quarter."""
    quarter = Quarter.objects.select_related("current_revision", "current_assessment").get(pk=slug)
    assessment = quarter.current_assessment
    if assessment is None:
        return report
    lines = {line["kind"]: line for line in assessment.reconciliation.lines}
    segments = lines.get(FigureKind.ADJUSTED_SEGMENT, {"agreed": 0, "compared": 0})
    return replace(
        report,
        trusts=assessment.assignments.count(),
        basis=assessment.basis,
        agreed=segments["agreed"],
        compared=segments["compared"],
        revision=quarter.current_revision.number if quarter.current_revision else None,
    )

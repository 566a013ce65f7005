"""``manage.py import_nof PATH...``: NHS England's published files into the database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from league.models import Basis
from league.services.audit import Actor
from league.services.import_report import ImportReport, QuarterReport
from league.services.imports import import_official

SHOWN_FAULTS = 50
HEADINGS = (
    "Quarter",
    "Outcome",
    "Trusts",
    "Values",
    "Published figures",
    "Basis",
    "Adjusted segments agree",
    "Revision",
    "Seconds",
)
LEFT_ALIGNED = {"Quarter", "Outcome", "Basis"}


class Command(BaseCommand):
    help = (
        "Import NHS England's published metric files and league tables, of any mix of quarters "
        "and trust types. All or nothing for each quarter; the same file again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="file or directory")
        parser.add_argument("--publish", action="store_true", help="let readers see the results")
        parser.add_argument("--dry-run", action="store_true", help="do everything, keep nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        report = import_official(
            by=Actor("import_nof command"),
            paths=options["paths"],
            publish=options["publish"],
            dry_run=options["dry_run"],
            progress=self._progress,
        )
        self._say(report)
        if not report.is_sound:
            count = len(report.faults)
            raise CommandError(f"{count} {'fault' if count == 1 else 'faults'}: see above.")

    def _progress(self, line: str) -> None:
        self.stderr.write(line)

    def _say(self, report: ImportReport) -> None:
        for fault in report.faults[:SHOWN_FAULTS]:
            self.stderr.write(self.style.ERROR(str(fault)))
        if more := len(report.faults[SHOWN_FAULTS:]):
            self.stderr.write(f"... and {more} more")
        if report.removed:
            self.stdout.write(f"Demonstration data removed: {', '.join(report.removed)}")
        for line in table(report.quarters):
            self.stdout.write(line)
        for quarter in report.quarters:
            for note in quarter.notes:
                self.stdout.write(f"{quarter.label}: {note}")
        if report.dry_run:
            self.stdout.write("Dry run: nothing was kept.")
        self.stdout.write(f"Done in {report.seconds:.1f} s.")


def table(quarters: tuple[QuarterReport, ...]) -> list[str]:
    """Lines of equal columns under their headings."""
    rows = [HEADINGS, *(_cells(quarter) for quarter in quarters)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(HEADINGS))]
    return [
        "  ".join(
            cell.ljust(width) if heading in LEFT_ALIGNED else cell.rjust(width)
            for heading, cell, width in zip(HEADINGS, row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def _cells(quarter: QuarterReport) -> tuple[str, ...]:
    if quarter.outcome == "refused":
        return (quarter.label, "refused", *("-" for _ in HEADINGS[2:]))
    revision = "not published" if quarter.revision is None else str(quarter.revision)
    return (
        quarter.label,
        quarter.outcome,
        str(quarter.trusts),
        str(quarter.values),
        str(quarter.figures),
        "computed" if quarter.basis == Basis.COMPUTED else "as published",
        quarter.agreement,
        f"{revision} (new)" if quarter.published_now else revision,
        f"{quarter.seconds:.1f}",
    )

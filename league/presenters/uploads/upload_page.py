"""One upload's page: its state in words, what was found, and what it would change."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from league import editions
from league.models import Upload, UploadState
from league.presenters import wording
from league.presenters.links import Link

from .changes import Changes, changes

SHOWN = 200
"""Findings shown on the page; the file handed back has them all."""

LINKED = 12
"""Trusts of an upload whose new results are linked; the history leads to all."""

_SEVERITIES = {"error": "Error", "warning": "Warning", "note": "Note"}


@dataclass(frozen=True)
class FindingRow:
    key: str
    severity: str
    place: str
    """``Row 12, Value``; ``Whole file`` where it is of no row."""
    subject: str
    """Trust and metric."""
    found: str
    problem: str
    remedy: str
    ticked: bool


@dataclass(frozen=True)
class UploadPage:
    title: str
    state: str
    summary: str
    """What is to be done now, in a sentence or two."""
    facts: tuple[tuple[str, str], ...]
    errors: tuple[FindingRow, ...]
    warnings: tuple[FindingRow, ...]
    notes: tuple[FindingRow, ...]
    more: str
    """How many findings are not shown; empty when all are."""
    changes: Changes | None
    digest: str
    progress: tuple[int, int] | None
    """Rows done and rows in all, while the file is being read."""
    can_confirm: bool
    can_discard: bool
    original: Link
    marked: tuple[Link, ...]
    """The file with what was found beside each row."""
    onward: tuple[Link, ...]


def upload_page(upload: Upload, *, own: bool, preview: dict[str, Any]) -> UploadPage:
    """``own``: whether the reader may act on it, and not only look; ``preview``: as they see
    it."""
    findings = [_row(each, upload) for each in upload.findings]
    waits = upload.state == UploadState.READY
    return UploadPage(
        title=f"{upload.name} for {upload.quarter.label}",
        state=str(UploadState(upload.state).label),
        summary=_summary(upload),
        facts=_facts(upload),
        errors=_of(findings, "Error"),
        warnings=_of(findings, "Warning"),
        notes=_of(findings, "Note"),
        more=_more(findings),
        changes=changes(editions.get(upload.quarter.edition), preview),
        digest=upload.preview_digest,
        progress=(upload.rows_done, upload.rows_total)
        if upload.state == UploadState.READING
        else None,
        can_confirm=own and waits,
        can_discard=own and upload.state in (UploadState.READY, UploadState.FAULTY),
        original=Link("The file as it arrived", _address("original", upload)),
        marked=_marked(upload),
        onward=_onward(upload),
    )


def _row(found: dict[str, Any], upload: Upload) -> FindingRow:
    row, column = found["row"], found["column"]
    place = ", ".join(part for part in (f"Row {row}" if row else "", column) if part)
    subject = " ".join(part for part in (found["trust"], found["metric"]) if part)
    return FindingRow(
        key=found["key"],
        severity=_SEVERITIES[found["severity"]],
        place=place or "Whole file",
        subject=subject or "All",
        found=found["found"] or "Nothing",
        problem=found["problem"],
        remedy=found["remedy"],
        ticked=found["key"] in upload.accepted,
    )


def _of(findings: list[FindingRow], severity: str) -> tuple[FindingRow, ...]:
    """Errors and notes are cut off; every warning is shown, because each wants a tick."""
    mine = tuple(each for each in findings if each.severity == severity)
    return mine if severity == "Warning" else mine[:SHOWN]


def _more(findings: list[FindingRow]) -> str:
    counted = Counter(each.severity for each in findings)
    left = sum(max(0, counted[name] - SHOWN) for name in ("Error", "Note"))
    return f"And {wording.count(left, 'more')} like these." if left else ""


def _summary(upload: Upload) -> str:
    counted = Counter(found["severity"] for found in upload.findings)
    errors = wording.count(counted["error"], "error")
    if upload.state == UploadState.READING:
        return "The file is being read. You may close this page and come back."
    if upload.state == UploadState.FAULTY:
        return f"Nothing of it counts: it has {errors}. Mend the file and hand it in again."
    if upload.state == UploadState.APPLIED:
        return "Its figures count. Readers see the new results once the quarter is published."
    if upload.state == UploadState.DISCARDED:
        return "It was discarded, and none of its figures count."
    if counted["warning"]:
        these = wording.count(counted["warning"], "warning")
        return f"No errors. Tick the {these} that you have checked, look at the effect, confirm."
    return "No errors. Look at the effect, and confirm."


def _facts(upload: Upload) -> tuple[tuple[str, str], ...]:
    layouts = {"official": "Official layout", "long": "A row a figure", "wide": "A row a trust"}
    return (
        ("Handed in", f"{wording.moment(upload.received_at)} by {upload.author_name}"),
        ("Note", upload.note or "None"),
        ("Layout", layouts.get(upload.layout, "Not recognised")),
        ("Figures", wording.number(upload.rows_total)),
        ("Trusts", wording.number(len(upload.trusts))),
        ("Checksum (SHA-256)", upload.sha256),
    )


def _marked(upload: Upload) -> tuple[Link, ...]:
    if not upload.layout or not upload.findings:
        return ()
    return tuple(
        Link(f"Your file with what was found ({label})", _address("marked", upload, ending))
        for ending, label in (("xlsx", "Excel"), ("csv", "CSV"))
    )


def _onward(upload: Upload) -> tuple[Link, ...]:
    """To what became of it, and to its trusts' results as they are now, published or not."""
    if upload.submission is None:
        return ()
    label = f"Submission {upload.submission.number} of {upload.quarter.label}"
    history = reverse("admin:league_submission_change", args=[upload.submission_id])
    drafts = (
        Link(f"New results of {code}", reverse("draft-trust", args=[upload.quarter_id, code]))
        for code in upload.trusts[:LINKED]
    )
    return (Link(label, history), *drafts)


def _address(page: str, upload: Upload, *arguments: str) -> str:
    return reverse(f"admin:league_upload_{page}", args=[upload.pk, *arguments])

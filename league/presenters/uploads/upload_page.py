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
from .finding_groups import FindingGroup, finding_groups
from .progress import Progress, progress

LINKED = 12
"""Trusts of an upload whose new results are linked; the history leads to all."""

_ON_WARNINGS: dict[str, str] = {
    UploadState.FAULTY: "Each of these may be right. You can tick them once no error is left.",
    UploadState.READY: "Each of these may be right. Tick those that you have checked.",
    UploadState.APPLIED: "Each of these was ticked as checked before the figures were confirmed.",
}


@dataclass(frozen=True)
class UploadPage:
    title: str
    state: str
    summary: str
    """What is to be done now, in a sentence or two."""
    facts: tuple[tuple[str, str], ...]
    errors: tuple[FindingGroup, ...]
    warnings: tuple[FindingGroup, ...]
    notes: tuple[FindingGroup, ...]
    on_warnings: str
    changes: Changes | None
    changes_heading: str
    digest: str
    progress: Progress | None
    """None once it is checked."""
    can_confirm: bool
    can_discard: bool
    original: Link
    marked: tuple[Link, ...]
    """The file with what was found beside each row, and the list of all that was found."""
    onward: tuple[Link, ...]


def upload_page(upload: Upload, *, own: bool, preview: dict[str, Any]) -> UploadPage:
    """``own``: whether the reader may act on it, and not only look; ``preview``: as they see
    it."""
    waits = upload.state == UploadState.READY
    return UploadPage(
        title=f"{upload.name} for {upload.quarter.label}",
        state=str(UploadState(upload.state).label),
        summary=_summary(upload),
        facts=_facts(upload),
        errors=finding_groups(upload, "error"),
        warnings=finding_groups(upload, "warning"),
        notes=finding_groups(upload, "note"),
        on_warnings=_ON_WARNINGS.get(upload.state, "Each of these may be right."),
        changes=changes(editions.get(upload.quarter.edition), preview),
        changes_heading=(
            "Effect, as shown before it was confirmed"
            if upload.state == UploadState.APPLIED
            else "What would change"
        ),
        digest=upload.preview_digest,
        progress=progress(upload) if upload.state == UploadState.READING else None,
        can_confirm=own and waits,
        can_discard=own and upload.state in (UploadState.READY, UploadState.FAULTY),
        original=Link("The file as it arrived", _address("original", upload)),
        marked=_marked(upload),
        onward=_onward(upload),
    )


def _summary(upload: Upload) -> str:
    counted = Counter(found["severity"] for found in upload.findings)
    errors = wording.count(counted["error"], "error")
    if upload.state == UploadState.READING:
        return "The file is being checked. You may close this page and come back."
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
    if not upload.findings:
        return ()
    named = [("findings", "List of all that was found")]
    if upload.layout:
        named.insert(0, ("marked", "Your file with what was found"))
    return tuple(
        Link(f"{words} ({label})", _address(page, upload, ending))
        for page, words in named
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

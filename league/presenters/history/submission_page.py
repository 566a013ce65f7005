"""One submission's page: who handed in what and why, what was found, what it did."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from league import editions
from league.models import Origin, Submission, SubmissionState, Upload
from league.presenters import wording
from league.presenters.links import Link
from league.presenters.uploads.changes import Changes, changes


@dataclass(frozen=True)
class FileRow:
    name: str
    rows: str
    size: str
    sha256: str


@dataclass(frozen=True)
class SubmissionPage:
    title: str
    state: str
    facts: tuple[tuple[str, str], ...]
    files: tuple[FileRow, ...]
    report: str
    """What was found in it, in a sentence."""
    effect: Changes | None
    """As it was shown before it was confirmed."""
    onward: tuple[Link, ...]
    withdraw_href: str
    """Empty where it cannot be withdrawn, or not by the reader."""
    why_not: str
    """Why it cannot be withdrawn."""


def submission_page(
    held: Submission,
    *,
    upload: Upload | None,
    preview: dict[str, Any],
    sees_quarter: bool,
    why_not: str,
) -> SubmissionPage:
    """``preview`` is that of the upload, as the reader sees it."""
    edition = editions.get(held.quarter.edition)
    return SubmissionPage(
        title=f"Submission {held.number} of {held.quarter.label}",
        state=_state(held),
        facts=_facts(held),
        files=tuple(
            FileRow(
                each.name,
                wording.count(each.rows, "row"),
                wording.count(each.size, "byte"),
                each.sha256,
            )
            for each in held.files.all()
        ),
        report=_report(upload),
        effect=changes(edition, preview),
        onward=_onward(held, upload, sees_quarter),
        withdraw_href=""
        if why_not
        else reverse("admin:league_submission_withdraw", args=[held.pk]),
        why_not=why_not,
    )


def _state(held: Submission) -> str:
    said = f"{SubmissionState(held.state).label}."
    if held.withdraws:
        said += f" It takes back submission {held.withdraws.number}."
    if by := taken_back_by(held):
        said += f" Taken back by submission {by.number}: its figures count no more."
    return said


def taken_back_by(held: Submission) -> Submission | None:
    """What withdrew it."""
    return getattr(held, "withdrawn_by", None)


def _facts(held: Submission) -> tuple[tuple[str, str], ...]:
    made = ", ".join(str(each.number) for each in held.assessments.all())
    return (
        ("Handed in", f"{wording.moment(held.received_at)} by {held.author_name}"),
        ("Way", str(Origin(held.origin).label)),
        ("Note or reason", held.reason),
        ("Figures", wording.number(held.values.count())),
        ("Assessment that it made", made or "None"),
    )


def _report(upload: Upload | None) -> str:
    if upload is None:
        return "It did not come through the form, so there is no report of warnings."
    found = Counter(each["severity"] for each in upload.findings)
    warned = wording.count(found["warning"], "warning")
    noted = wording.count(found["note"], "note")
    return f"No errors; {warned}, each ticked by who handed it in; {noted}."


def _onward(held: Submission, upload: Upload | None, sees_quarter: bool) -> tuple[Link, ...]:
    links = []
    if upload:
        at = [upload.pk]
        links += [
            Link("The file as it arrived", reverse("admin:league_upload_original", args=at)),
            Link("What was found in it", reverse("admin:league_upload_change", args=at)),
        ]
    for label, other in (
        ("takes back", held.withdraws),
        ("was taken back by", taken_back_by(held)),
    ):
        if other:
            href = reverse("admin:league_submission_change", args=[other.pk])
            links.append(Link(f"It {label} submission {other.number}", href))
    if sees_quarter:
        links += _of_quarter(held)
    return tuple(links)


def _of_quarter(held: Submission) -> list[Link]:
    slug = held.quarter_id
    links = [
        Link(
            f"What assessment {made.number} changed, beside the one before",
            f"{reverse('admin:league_quarter_compare', args=[slug])}"
            f"?earlier={made.number - 1}&later={made.number}",
        )
        for made in held.assessments.all()
        if made.number > 1
    ]
    history = reverse("admin:league_quarter_change", args=[slug])
    return [*links, Link(f"History of {held.quarter.label}", history)]

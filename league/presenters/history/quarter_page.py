"""The staff's page of a quarter: its assessments, what was published of them, what waits."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from league.models import Assessment, Basis, PlannedPublication, PlanState, Quarter, Revision
from league.presenters import wording
from league.presenters.links import Link
from league.reads.history import QuarterHistory
from trusts.types import TrustType


@dataclass(frozen=True)
class AssessmentRow:
    number: int
    made: str
    submission: Link
    why: str
    basis: str
    rules: str
    state: str
    digest: str
    """The first letters of the SHA-256 of its results."""
    verify_href: str


@dataclass(frozen=True)
class RevisionRow:
    number: int
    assessment: int
    published: str
    reason: str


@dataclass(frozen=True)
class PlanRow:
    assessment: int
    at: str
    reason: str
    planned: str
    state: str
    cancel_href: str
    """Empty where it does not wait, or the reader may not cancel it."""


@dataclass(frozen=True)
class HistoryPage:
    title: str
    state: str
    assessments: tuple[AssessmentRow, ...]
    revisions: tuple[RevisionRow, ...]
    plans: tuple[PlanRow, ...]
    compare_href: str
    """Empty where there are no two to compare."""
    earlier: int
    later: int
    publish_href: str
    """Empty where nothing is new, or the reader may not publish."""
    drafts: tuple[Link, ...]
    onward: tuple[Link, ...]


def history_page(held: QuarterHistory, *, may_publish: bool, may_see_drafts: bool) -> HistoryPage:
    quarter, newest, shown = held.quarter, held.newest, held.shown
    is_new = newest is not None and newest != shown
    return HistoryPage(
        title=f"{quarter.label}: history and publishing",
        state=_state(held),
        assessments=tuple(_assessment(each, held) for each in held.assessments),
        revisions=tuple(_revision(each) for each in held.revisions),
        plans=tuple(_plan(each, may_publish) for each in held.plans),
        compare_href=_compare(held) if may_see_drafts else "",
        earlier=_earlier(held),
        later=newest.number if newest else 0,
        publish_href=address("publish", quarter) if may_publish and is_new else "",
        drafts=_drafts(quarter) if may_see_drafts and is_new else (),
        onward=_onward(quarter, is_published=shown is not None),
    )


def address(page: str, quarter: Quarter, *arguments: object) -> str:
    return reverse(f"admin:league_quarter_{page}", args=[quarter.slug, *arguments])


def _state(held: QuarterHistory) -> str:
    newest, shown, revision = held.newest, held.shown, held.quarter.current_revision
    if newest is None:
        return "Nothing has been computed for this quarter yet."
    if shown is None or revision is None:
        said = f"Readers see nothing of this quarter. Assessment {newest.number} is a draft."
    elif newest == shown:
        said = (
            f"Readers see revision {revision.number}, which is assessment {shown.number}. "
            "Nothing is newer."
        )
    else:
        said = (
            f"Readers see revision {revision.number}, which is assessment {shown.number}. "
            f"Assessment {newest.number} is newer, and a draft."
        )
    waiting = [each for each in held.plans if each.state == PlanState.WAITING]
    for plan in waiting:
        said += f" Assessment {plan.assessment.number} will be published on {local(plan)}."
    return said


def local(plan: PlannedPublication) -> str:
    """``3 November 2026 at 9:05am, London time``."""
    return f"{wording.moment(plan.at)}, London time"


def _assessment(each: Assessment, held: QuarterHistory) -> AssessmentRow:
    submission = each.submission
    return AssessmentRow(
        number=each.number,
        made=f"{wording.moment(each.created_at)} by {each.created_by_name}",
        submission=Link(
            f"Submission {submission.number}",
            reverse("admin:league_submission_change", args=[submission.pk]),
        ),
        why=wording.sentence(submission.reason),
        basis=str(Basis(each.basis).label),
        rules=each.rules_version,
        state=_state_of(each, held),
        digest=each.results_digest[:12],
        verify_href=address("verify", held.quarter, each.number),
    )


def _state_of(each: Assessment, held: QuarterHistory) -> str:
    revisions = [revision.number for revision in each.revisions.all()]
    if each == held.shown:
        return f"Readers see it: revision {revisions[-1]}"
    if revisions:
        return f"Was revision {revisions[-1]}"
    if any(plan.assessment_id == each.pk and _waits(plan) for plan in held.plans):
        return "Draft, waits to be published"
    return "Draft, the newest" if each == held.newest else "Draft, superseded"


def _waits(plan: PlannedPublication) -> bool:
    return plan.state == PlanState.WAITING


def _revision(each: Revision) -> RevisionRow:
    return RevisionRow(
        number=each.number,
        assessment=each.assessment.number,
        published=f"{wording.moment(each.published_at)} by {each.published_by_name}",
        reason=wording.sentence(each.reason),
    )


def _plan(each: PlannedPublication, may_publish: bool) -> PlanRow:
    return PlanRow(
        assessment=each.assessment.number,
        at=local(each),
        reason=wording.sentence(each.reason),
        planned=f"{wording.moment(each.planned_at)} by {each.planned_by_name}",
        state=str(PlanState(each.state).label),
        cancel_href=(
            address("cancel", each.quarter, each.pk) if may_publish and _waits(each) else ""
        ),
    )


def _compare(held: QuarterHistory) -> str:
    return address("compare", held.quarter) if len(held.assessments) > 1 else ""


def _earlier(held: QuarterHistory) -> int:
    """What is compared unless asked otherwise: what readers see, or else the one before."""
    if held.shown and held.shown != held.newest:
        return held.shown.number
    return held.assessments[1].number if len(held.assessments) > 1 else 0


def _drafts(quarter: Quarter) -> tuple[Link, ...]:
    return tuple(
        Link(f"{label} league table", reverse("draft-league-table", args=[quarter.slug, slug]))
        for slug, label in TrustType.choices
    )


def _onward(quarter: Quarter, *, is_published: bool) -> tuple[Link, ...]:
    handed_in = reverse("admin:league_submission_changelist")
    links = [Link("What was handed in", f"{handed_in}?quarter__slug__exact={quarter.slug}")]
    if is_published:
        links.append(Link("The page that readers see", reverse("quarter", args=[quarter.slug])))
    return tuple(links)

"""What keeps an import from publishing: figures of other people, or a moment they planned."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from league.models import Assessment, Origin, PlannedPublication, Quarter


def hindrance(quarter: Quarter) -> str:
    """Why the quarter's newest results, a draft, are not for an import to publish, in sentences;
    empty where nothing speaks against it.

    They were computed from all that counts: publishing them shows other people's drafts too.
    """
    newest, seen = quarter.current_assessment, quarter.current_revision
    if newest is None:
        return ""
    return _plan(quarter) or _drafts(quarter, newest, seen.assessment if seen else None)


def _plan(quarter: Quarter) -> str:
    plan = PlannedPublication.objects.waiting().filter(quarter=quarter).first()
    if plan is None:
        return ""
    moment = f"{timezone.localtime(plan.at):%-d %B %Y, %H:%M}"
    return (
        f"Not published: a publication is planned for {moment}, London time, and stays as it is. "
        "The newest results are a draft."
    )


def _drafts(quarter: Quarter, newest: Assessment, shown: Assessment | None) -> str:
    """What somebody handed in since, or what their figures led to since."""
    since = Q(number__gt=shown.submission.number if shown else 0)
    held = quarter.submissions.applied().filter(since | Q(pk=newest.submission_id))
    others = held.exclude(origin=Origin.OFFICIAL_IMPORT).order_by("number")
    numbers = [str(number) for number in others.values_list("number", flat=True)]
    if not numbers:
        return ""
    noun = "submission" if len(numbers) == 1 else "submissions"
    return (
        f"Not published: the newest results are a draft that rests on {noun} "
        f"{', '.join(numbers)}, which no import brought. Look at it, and publish it by hand."
    )

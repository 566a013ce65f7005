"""Receive what somebody hands in, apply it, and assess the quarter anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from league.models import (
    Assessment,
    MetricValue,
    Origin,
    PublishedFigure,
    Quarter,
    QuarterTrust,
    Submission,
    SubmissionState,
    SubmittedFile,
)
from league.rules.assess import DRAWS

from . import assessments, impossible, quarters, register
from .audit import Actor, record
from .handover import Handover
from .refusals import RefusedError
from .rights import Right, require
from .storing import copy_rows


@dataclass(frozen=True)
class Received:
    submission: Submission
    new_codes: tuple[str, ...]
    """Of the trusts that the register did not know, sorted."""
    trusts_changed: int


@dataclass(frozen=True)
class Applied(Received):
    assessment: Assessment


def submit(
    *,
    by: Actor,
    handover: Handover,
    origin: Origin,
    reason: str,
    draws: int = DRAWS,
    withdraws: Submission | None = None,
) -> Applied:
    """Receive and apply in one act: all of it is kept, or nothing.

    Args and errors as of :func:`receive` and :func:`apply`.
    """
    with transaction.atomic():
        found = receive(by=by, handover=handover, origin=origin, reason=reason, withdraws=withdraws)
        assessment = apply(by=by, submission=found.submission, draws=draws)
    return Applied(found.submission, found.new_codes, found.trusts_changed, assessment)


@transaction.atomic
def receive(
    *,
    by: Actor,
    handover: Handover,
    origin: Origin,
    reason: str,
    withdraws: Submission | None = None,
) -> Received:
    """Keep what is handed in, and let the register follow it; nothing counts yet.

    Args:
        withdraws: the submission that this one takes back, if it does.

    Raises:
        NotAllowedError: the actor may not hand in, or take back, figures of one of the trusts.
        RefusedError: no edition for the quarter, real and invented figures would mix, or a score
            or flag is not possible.
    """
    _require(by, withdraws is not None, _codes(handover))
    register.lock()
    quarter = quarters.lock(slug=handover.quarter, fictional=handover.fictional)
    impossible.refuse(quarter=quarter, handover=handover)
    new, changed = register.follow(
        by=by, quarter=quarter, lines=handover.trusts, fictional=handover.fictional
    )
    submission = _receive(by, quarter, handover, origin, reason, withdraws)
    return Received(submission, new, changed)


@transaction.atomic
def apply(*, by: Actor, submission: Submission, draws: int = DRAWS) -> Assessment:
    """Let a received submission count, and assess its quarter anew.

    Raises:
        NotAllowedError: as :func:`receive`.
        RefusedError: it is not a received one, a later one counts already, or nothing could
            be computed.
    """
    told = submission.values.values_list("trust_id", flat=True).distinct()
    _require(by, submission.withdraws_id is not None, told)
    quarter = Quarter.objects.locked(submission.quarter_id)
    submission.refresh_from_db(from_queryset=Submission.objects.select_for_update())
    _refuse_out_of_turn(quarter, submission)
    submission.state = SubmissionState.APPLIED
    submission.applied_at = by.moment
    submission.save(update_fields=["state", "applied_at"])
    after = {
        "quarter": quarter.slug,
        "number": submission.number,
        "values": submission.values.count(),
        "figures": submission.figures.filter(value__isnull=False).count(),
        "taken_back": submission.figures.filter(value__isnull=True).count(),
    }
    record(by=by, action="submission.applied", subject=submission, after=after)
    return assessments.recompute(by=by, quarter=quarter, submission=submission, draws=draws)


def _require(by: Actor, is_withdrawal: bool, codes: Iterable[str]) -> None:
    right = Right.WITHDRAW if is_withdrawal else Right.HAND_IN
    require(by=by, right=right, trusts=frozenset(codes))


def _codes(handover: Handover) -> Iterator[str]:
    """Of all trusts that it speaks of."""
    for lines in (handover.trusts, handover.values, handover.figures):
        yield from (line.code for line in lines)


def _refuse_out_of_turn(quarter: Quarter, submission: Submission) -> None:
    """What is in force goes by number, so an older submission can only count as it came:
    applied after a later one it would hide behind it, and change what was computed then."""
    name = f"Submission {submission.number} of {quarter.label}"
    if submission.state != SubmissionState.RECEIVED:
        state = SubmissionState(submission.state).label.lower()
        raise RefusedError(f"{name} is {state}: only a received one can be applied.")
    later = quarter.submissions.applied().filter(number__gt=submission.number)
    newest = later.order_by("-number").first()
    if newest:
        raise RefusedError(
            f"{name} came before submission {newest.number}, which counts already: "
            "hand its figures in again."
        )


def _receive(
    by: Actor,
    quarter: Quarter,
    handover: Handover,
    origin: Origin,
    reason: str,
    withdraws: Submission | None,
) -> Submission:
    newest = quarter.submissions.order_by("-number").first()
    submission = Submission.objects.create(
        quarter=quarter,
        number=newest.number + 1 if newest else 1,
        author=by.user,
        author_name=by.name,
        origin=origin,
        reason=reason,
        state=SubmissionState.RECEIVED,
        received_at=by.moment,
        withdraws=withdraws,
    )
    files = SubmittedFile.objects.bulk_create(
        SubmittedFile(
            submission=submission,
            name=file.name,
            sha256=file.sha256,
            size=file.size,
            rows=file.rows,
        )
        for file in handover.files
    )
    _store_rows(submission, handover, [file.pk for file in files])
    after = {"files": [file.name for file in files], "reason": reason}
    record(by=by, action="submission.received", subject=submission, after=after)
    return submission


def _store_rows(submission: Submission, handover: Handover, file_ids: list[int]) -> None:
    of = {"submission_id": submission.pk}
    members = (
        {
            "trust_id": line.code,
            "name": line.name,
            "type": line.type,
            "subtype": line.subtype,
            "region": line.region,
        }
        for line in handover.trusts
    )
    values = (
        {
            "trust_id": line.code,
            "metric": line.metric,
            "unit": line.unit,
            "value": line.value,
            "state": line.state,
            "period": line.period,
            "source_rank": line.source_rank,
            "file_id": None if line.file is None else file_ids[line.file],
            "row": line.row,
        }
        for line in handover.values
    )
    figures = (
        {
            "trust_id": line.code,
            "kind": line.kind,
            "key": line.key,
            "value": line.value,
            "layout": line.layout,
        }
        for line in handover.figures
    )
    copy_rows(QuarterTrust, members, of)
    copy_rows(MetricValue, values, of)
    copy_rows(PublishedFigure, figures, of)

"""Take a submission back: a new one restores what was in force without it. Nothing is deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.db import transaction

from league.models import MetricValue, Origin, Submission, SubmissionState, ValueState

from . import comparing, inputs, quarters, register, submissions
from .audit import Actor
from .comparing import Difference
from .handover import Handover, ValueLine
from .inputs import Inputs, Value
from .refusals import RefusedError
from .rights import Right, require
from .submissions import Applied


@transaction.atomic
def withdraw(*, by: Actor, submission: Submission, reason: str) -> Applied:
    """Restore each figure that the submission brought and that still counts.

    A figure that a later submission gave anew stays as that one has it. Where there was no
    figure before, a row says that there is none.

    Raises:
        NotAllowedError: the actor may not withdraw, or not for one of its trusts.
        RefusedError: no reason, not applied, withdrawn already, or nothing of it counts any
            more; one that brought published results is replaced by a new import instead.
    """
    _require(by, submission)
    if not reason.strip():
        raise RefusedError("Say why it is withdrawn: the reason is kept, and published.")
    register.lock()
    quarter = quarters.lock(slug=submission.quarter_id, fictional=submission.quarter.fictional)
    held = Submission.objects.select_for_update().get(pk=submission.pk)
    lines = _lines(held)
    return submissions.submit(
        by=by,
        handover=Handover(quarter.slug, (), lines, fictional=quarter.fictional),
        origin=Origin.CORRECTION,
        reason=reason.strip(),
        withdraws=held,
    )


def preview(*, by: Actor, submission: Submission) -> Difference:
    """What would be restored, and which trusts it would move; nothing is stored.

    Of trusts that the actor does not act for it says how many move.

    Raises:
        NotAllowedError, RefusedError: as :func:`withdraw` would, or nothing could be computed
            without the submission.
    """
    _require(by, submission)
    lines = _lines(submission)
    now = inputs.in_force(submission.quarter)
    before = comparing.standing_of(submission.quarter, now)
    after = comparing.standing_of(submission.quarter, _without(now, lines))
    return comparing.as_seen(by=by, found=comparing.difference(before, after))


def allow(*, by: Actor, submission: Submission) -> None:
    """Raises:
    NotAllowedError, RefusedError: it may not be withdrawn, or not by the actor.
    """
    _require(by, submission)
    _lines(submission)


def _require(by: Actor, submission: Submission) -> None:
    codes = sorted(set(submission.values.values_list("trust_id", flat=True)))
    require(by=by, right=Right.WITHDRAW, trusts=codes)


def _lines(held: Submission) -> tuple[ValueLine, ...]:
    """What a withdrawal hands in. Raises RefusedError."""
    _refuse(held)
    lines = tuple(_restored(held))
    if not lines:
        raise RefusedError("Later submissions gave all its figures anew: nothing of it counts.")
    return lines


def _without(now: Inputs, lines: tuple[ValueLine, ...]) -> Inputs:
    """The inputs once those lines are laid over them."""
    values = dict(now.values)
    for line in lines:
        key = (line.code, line.metric)
        if line.state == ValueState.NO_FIGURE:
            values.pop(key, None)
        else:
            values[key] = Value.of(line)
    return replace(now, values=values)


def _refuse(held: Submission) -> None:
    name = f"Submission {held.number} of {held.quarter.label}"
    if held.state != SubmissionState.APPLIED:
        raise RefusedError(f"{name} does not count: there is nothing to withdraw.")
    if Submission.objects.filter(withdraws=held).exists():
        raise RefusedError(f"{name} is withdrawn already.")
    if held.figures.exists():
        raise RefusedError(
            f"{name} brought published results: import a corrected file instead of withdrawing it; "
            "an empty cell takes a result back."
        )


def _restored(held: Submission) -> Iterator[ValueLine]:
    """What was in force before, for each of its values that is in force now."""
    now = MetricValue.objects.in_force(held.quarter)
    counting = {(each.trust_id, each.metric): each for each in now if each.submission_id == held.pk}
    earlier = MetricValue.objects.in_force(held.quarter, up_to=held.number - 1)
    before = {(each.trust_id, each.metric): each for each in earlier}
    for key, each in sorted(counting.items()):
        old = before.get(key)
        yield _line(old) if old else _none(each)


def _line(old: MetricValue) -> ValueLine:
    return ValueLine(
        code=old.trust_id,
        metric=old.metric,
        unit=old.unit,
        value=old.value,
        state=old.state,
        period=old.period,
        source_rank=old.source_rank,
    )


def _none(each: MetricValue) -> ValueLine:
    return ValueLine(each.trust_id, each.metric, each.unit, None, ValueState.NO_FIGURE.value)

"""How far the check of a long file is, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from league.models import Upload
from league.models.uploads import CheckStep
from league.presenters import wording


@dataclass(frozen=True)
class Step:
    name: str
    state: str
    """``Done``, ``Now`` or ``To come``."""
    is_now: bool


@dataclass(frozen=True)
class Progress:
    steps: tuple[Step, ...]
    """The last is that it is ready."""
    done: int
    sentence: str


def progress(upload: Upload) -> Progress:
    """Of an upload that is being checked."""
    names = [_name(step, upload) for step in CheckStep]
    at = list(CheckStep).index(CheckStep(upload.step))
    steps = tuple(
        Step(name, "Done" if place < at else "Now" if place == at else "To come", place == at)
        for place, name in enumerate((*names, "Ready"))
    )
    now = f"Step {at + 1} of {len(steps)}: {wording.uncapital(names[at])}."
    return Progress(steps=steps, done=at, sentence=now)


def _name(step: CheckStep, upload: Upload) -> str:
    """With the number of figures as soon as it is known."""
    if step == CheckStep.CHECKING and upload.rows_total:
        return f"Checking {wording.count(upload.rows_total, 'figure')}"
    return str(step.label)

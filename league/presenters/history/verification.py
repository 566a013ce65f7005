"""A past state computed again: the digests, and in words whether they are identical."""

from __future__ import annotations

from dataclasses import dataclass

from league import rules
from league.services.assessments import Again


@dataclass(frozen=True)
class Verification:
    title: str
    sentence: str
    digests: tuple[tuple[str, str, str, bool], ...]
    """What it is of, as stored, as computed now, whether the same."""


def verification(found: Again) -> Verification:
    held = found.assessment
    return Verification(
        title=f"Assessment {held.number} of {held.quarter.label}, computed again",
        sentence=_sentence(found),
        digests=(
            ("What it rests on", held.inputs_digest, found.inputs_digest, found.same_inputs),
            ("Its results", held.results_digest, found.results_digest, found.identical),
        ),
    )


def _sentence(found: Again) -> str:
    took = f"It took {found.seconds:.1f} seconds."
    if found.identical:
        return f"Identical: every result is the same to the last byte. {took}"
    if not found.same_rules:
        return (
            f"Not identical, because it was made by version {found.assessment.rules_version} of "
            f"the rules or by another text of its edition; this is version {rules.VERSION}. {took}"
        )
    return (
        "Not identical, though the rules are the same: what is stored was changed, or the program "
        f"is at fault. Tell whoever looks after this site. {took}"
    )

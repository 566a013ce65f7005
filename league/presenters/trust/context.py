"""What else is known of a trust, so that a rank never stands alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from league import editions
from league.models import (
    OversightKind,
    OversightRecord,
    Quarter,
    SegmentAssignment,
    TrustStatement,
)
from league.presenters import wording
from league.reads.context import TrustContext

NOT_HELD = "Not held here"
NOT_HELD_MEANS = (
    "“Not held here” says only that this site has no record. It does not say that there is none."
)
_FILES = "The quarter's own figures"
_ASIDE = "The words are the trust's own. Nobody here has checked what they say."


@dataclass(frozen=True)
class Entry:
    """One record: what it says, on which days it holds, and where it is published."""

    value: str
    days: str
    source: str


@dataclass(frozen=True)
class ContextFact:
    name: str
    entries: tuple[Entry, ...]
    absent: str
    """What is said where there is no entry."""


@dataclass(frozen=True)
class StatementView:
    paragraphs: tuple[str, ...]
    office: str
    day: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class ContextSection:
    facts: tuple[ContextFact, ...]
    not_held_means: str
    """Empty where everything is held."""
    statement: StatementView | None
    no_statement: str


def context_section(
    quarter: Quarter, row: SegmentAssignment, context: TrustContext
) -> ContextSection:
    facts = tuple(_fact(quarter, row, OversightKind(kind), context) for kind in OversightKind)
    statement = context.statement
    return ContextSection(
        facts=facts,
        not_held_means="" if all(fact.entries for fact in facts) else NOT_HELD_MEANS,
        statement=_statement(quarter, statement) if statement else None,
        no_statement=f"No statement of the trust on {quarter.label} is held here.",
    )


def _fact(
    quarter: Quarter, row: SegmentAssignment, kind: OversightKind, context: TrustContext
) -> ContextFact:
    entries = [_entry(record) for record in context.records if record.kind == kind]
    absent = NOT_HELD
    if kind == OversightKind.IMPROVEMENT_PROGRAMME:
        placed = placed_by_figures(quarter, row)
        if placed:
            entries.insert(0, Entry("In the programme", f"In {quarter.label}", _FILES))
        elif placed is not None:
            absent = f"{NOT_HELD}. {_FILES} do not place it in the programme."
    return ContextFact(str(kind.label), tuple(entries), absent)


def placed_by_figures(quarter: Quarter, row: SegmentAssignment) -> bool | None:
    """Whether the quarter's own figures put it into the programme; None where they do not tell."""
    segment = editions.get(quarter.edition).programme_segment
    if segment is None:
        return None
    if row.final == segment:
        return True
    told = {step["key"]: step.get("figures", {}) for step in row.steps}
    placed = told.get("programme", {}).get("programme")
    return placed if isinstance(placed, bool) else None


def _entry(record: OversightRecord) -> Entry:
    since = wording.day(record.valid_from)
    days = f"Since {since}"
    if record.valid_to is not None:
        days = f"{since} to {wording.day(record.valid_to)}"
    return Entry(record.value, days, record.source)


def _statement(quarter: Quarter, statement: TrustStatement) -> StatementView:
    return StatementView(
        paragraphs=tuple(_paragraphs(statement.text.split("\n"))),
        office=statement.office,
        day=wording.day(statement.written_at),
        notes=(_ASIDE, *_outdated(quarter, statement)),
    )


def _paragraphs(lines: Iterable[str]) -> Iterable[str]:
    """Lines that follow one another are one paragraph; an empty line parts two."""
    paragraph: list[str] = []
    for line in (*lines, ""):
        if line.strip():
            paragraph.append(line)
        elif paragraph:
            yield "\n".join(paragraph)
            paragraph = []


def _outdated(quarter: Quarter, statement: TrustStatement) -> tuple[str, ...]:
    """Whether the figures changed after it was written."""
    revision = quarter.current_revision
    if revision is None or revision.number == 1 or statement.written_at >= revision.published_at:
        return ()
    return (
        f"It was written before revision {revision.number} of these figures was published on "
        f"{wording.day(revision.published_at)}.",
    )

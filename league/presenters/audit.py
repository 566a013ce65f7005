"""The audit trail for people: what changed, in words; and as a file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from league.files.writing.book import Book
from league.files.writing.sheet import Column, Row, Sheet
from league.models import AuditEvent

NOTHING = "nothing"


@dataclass(frozen=True)
class Changed:
    """One thing an act said or changed; ``same`` when it was so before."""

    what: str
    before: str
    after: str
    same: bool


def changes(event: AuditEvent) -> list[Changed]:
    """All that an event names, what it changed first."""
    before, after = event.before or {}, event.after or {}
    named = [
        Changed(
            what=key.replace("_", " ").capitalize(),
            before=in_words(before.get(key)),
            after=in_words(after.get(key)),
            same=before.get(key) == after.get(key),
        )
        for key in dict.fromkeys([*before, *after])
    ]
    return sorted(named, key=lambda each: each.same)


def in_words(value: Any) -> str:
    """A stored value without the marks of its format."""
    if value is None or value in ("", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(in_words(each) for each in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {in_words(each)}" for key, each in value.items())
    return str(value)


_COLUMNS = (
    Column("at", "When", meaning="ISO 8601, UTC."),
    Column("person", "Who", meaning="Name at that time, or the command."),
    Column("account", "Account", meaning="User name; empty for a command."),
    Column("action", "Action"),
    Column("subject_type", "Kind of subject"),
    Column("subject_id", "Subject", meaning="Its key, such as a trust's ODS code."),
    Column("before", "Before", meaning="JSON; empty when nothing was there."),
    Column("after", "After", meaning="JSON; empty when nothing is left."),
    Column("request_id", "Request", meaning="The same as on the site's log lines."),
)


def audit_book(events: Iterable[AuditEvent]) -> Book:
    """The events as one table, in their order."""
    return Book.of(Sheet("Audit trail", _COLUMNS, map(_row, events)))


def _row(event: AuditEvent) -> Row:
    return (
        event.at.isoformat(),
        event.actor_name,
        event.actor.get_username() if event.actor else None,
        event.action,
        event.subject_type,
        event.subject_id,
        _as_json(event.before),
        _as_json(event.after),
        event.request_id or None,
    )


def _as_json(state: dict[str, Any] | None) -> str | None:
    return None if state is None else json.dumps(state, ensure_ascii=False, sort_keys=True)

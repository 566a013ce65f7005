"""What was found in an upload, in groups of a kind: a thousand equal errors are one matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from league.files.writing.book import Book
from league.files.writing.sheet import Column, Kind, Sheet
from league.models import Upload
from league.presenters import wording

SHOWN = 20
"""Findings of a group on the page; the list that can be downloaded has them all."""

_WORDS = {"error": "Error", "warning": "Warning", "note": "Note"}
_UNREADABLE = "unreadable"
_TITLES = {
    "unknown-trust": "Trusts that the register does not have",
    "mixed": "Invented and real trusts together",
    "not-yours": "Trusts that your account may not hand in for",
    "closed": "Trusts that closed before the quarter",
    "not-open": "Trusts that opened after the quarter",
    "unknown-metric": "Metrics that the framework does not have",
    "of-parts": "Scores that come from other figures",
    "other-type": "Metrics of another type of trust",
    "repeated": "Figures given twice",
    "impossible": "Figures that are not possible",
    "other-quarter": "Figures of other quarters",
    "results": "Published results",
    "derived-flag": "Deficit flags that follow from other figures",
    "absent": "Metrics that were reported before, and are missing now",
    "fraction": "Percentages that may be fractions",
    "flipped-sign": "Figures with the other sign",
    "far-off": "Figures far from others",
    "nothing": "No figures",
    "nothing-new": "Nothing new",
    "not-computed": "Results cannot be worked out",
    "broke-off": "The check broke off",
}
_COLUMNS = (
    Column("severity", "Severity", meaning="Error, warning or note."),
    Column("kind", "Kind", meaning="What is wrong, in a few words; the groups of the page."),
    Column("row", "Row", Kind.INTEGER, meaning="As a spreadsheet counts."),
    Column("column", "Column"),
    Column("trust", "Trust", meaning="ODS code."),
    Column("metric", "Metric"),
    Column("found", "Found", meaning="What the cell holds."),
    Column("problem", "What is wrong"),
    Column("remedy", "What to do"),
)


@dataclass(frozen=True)
class FindingRow:
    key: str
    place: str
    """``Row 12, Value``; ``Whole file`` where it is of no row."""
    subject: str
    """Trust and metric."""
    found: str
    problem: str
    remedy: str
    ticked: bool


@dataclass(frozen=True)
class FindingGroup:
    kind: str
    name: str
    """Names its heading in the page."""
    title: str
    count: str
    rows: tuple[FindingRow, ...]
    left: str
    """How many are not shown; empty when all are."""
    problem: str
    """What all of them have in common; empty where each has its own, or there is but one."""
    remedy: str
    ticked: bool
    """Whether all are accepted, those that are not shown among them."""
    is_many: bool
    tick_label: str


def finding_groups(upload: Upload, severity: str) -> tuple[FindingGroup, ...]:
    """The largest group first."""
    gathered: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for found in upload.findings:
        if found["severity"] == severity:
            gathered.setdefault((found["kind"], title_of(found)), []).append(found)
    ordered = sorted(gathered.items(), key=lambda group: -len(group[1]))
    return tuple(
        _group(f"{severity}-{number}", kind, title, found, frozenset(upload.accepted))
        for number, ((kind, title), found) in enumerate(ordered, start=1)
    )


def title_of(found: dict[str, Any]) -> str:
    """Of its group. What cannot be read is grouped by what is wrong with it."""
    if found["kind"] == _UNREADABLE:
        return str(found["problem"]).rstrip(".")
    return _TITLES[found["kind"]]


def _group(
    name: str, kind: str, title: str, found: list[dict[str, Any]], accepted: frozenset[str]
) -> FindingGroup:
    many, word = len(found) > 1, _WORDS[found[0]["severity"]].lower()
    left = len(found) - SHOWN
    return FindingGroup(
        kind=kind,
        name=name,
        title=title,
        count=wording.count(len(found), word),
        rows=tuple(_row(each, accepted) for each in found[:SHOWN]),
        left=f"And {wording.count(left, 'more', 'more')} like these." if left > 0 else "",
        problem=_common("problem", found) if many else "",
        remedy=_common("remedy", found) if many else "",
        ticked=all(each["key"] in accepted for each in found),
        is_many=many,
        tick_label=f"I have checked all {wording.number(len(found))}",
    )


def _common(field: str, found: Iterable[dict[str, Any]]) -> str:
    told = {str(each[field]) for each in found}
    return told.pop() if len(told) == 1 else ""


def _row(found: dict[str, Any], accepted: frozenset[str]) -> FindingRow:
    row, column = found["row"], found["column"]
    place = ", ".join(part for part in (f"Row {row}" if row else "", column) if part)
    subject = " ".join(part for part in (found["trust"], found["metric"]) if part)
    return FindingRow(
        key=found["key"],
        place=place or "Whole file",
        subject=subject or "All",
        found=found["found"] or "Nothing",
        problem=found["problem"],
        remedy=found["remedy"],
        ticked=found["key"] in accepted,
    )


def findings_book(upload: Upload) -> Book:
    """All that was found, a row each, in the order of the file."""
    return Book.of(Sheet("What was found", _COLUMNS, _rows(upload)))


def _rows(upload: Upload) -> Iterator[tuple[str | int | None, ...]]:
    for each in upload.findings:
        yield (
            _WORDS[each["severity"]],
            title_of(each),
            each["row"],
            *(each[name] for name in ("column", "trust", "metric", "found", "problem", "remedy")),
        )

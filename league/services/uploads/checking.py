"""Every error and warning of an uploaded file, each with what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from league.files.faults import Fault
from league.files.quarters import from_slug
from league.files.uploads.reading import UploadedTable
from league.files.uploads.rows import UploadedRow
from league.rules.value_limits import value_limits
from league.rules.wording import counted

from .findings import Finding, Severity
from .known import Known, KnownTrust
from .meaning import Sorted, Understood, sort_out
from .unlikely import unlikely

_NAMED = 3


def check(known: Known, table: UploadedTable) -> tuple[Finding, ...]:
    """Findings in the order of the file's rows; those without a row come last."""
    here, elsewhere = _by_quarter(known, table.rows)
    parts = sort_out(known.edition, here, table.layout)
    found = [
        *map(_of_fault, table.faults),
        *_other_quarters(known, here, elsewhere),
        *_unusable(known, parts),
        *_trusts(known, here),
        *_repeated(parts.figures),
        *(finding for each in parts.figures for finding in _figure(known, each)),
        *_absent(known, parts.figures),
    ]
    if not parts.figures and not any(each.severity is Severity.ERROR for each in found):
        remedy = "Fill in at least one figure."
        found.append(Finding(Severity.ERROR, "nothing", "The file has no figure.", remedy))
    return tuple(sorted(found, key=lambda each: (each.row is None, each.row or 0)))


def _of_fault(fault: Fault) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        kind="unreadable",
        problem=fault.problem,
        remedy=fault.remedy,
        row=fault.row,
        column=fault.column,
        found=fault.value[:200],
    )


def of_quarter(known: Known, rows: Iterable[UploadedRow]) -> tuple[UploadedRow, ...]:
    """Rows of the chosen quarter; a row that names none is of it."""
    return _by_quarter(known, rows)[0]


def _by_quarter(
    known: Known, rows: Iterable[UploadedRow]
) -> tuple[tuple[UploadedRow, ...], tuple[UploadedRow, ...]]:
    here: list[UploadedRow] = []
    elsewhere: list[UploadedRow] = []
    for row in rows:
        (here if row.quarter in ("", known.name.slug) else elsewhere).append(row)
    return tuple(here), tuple(elsewhere)


def _other_quarters(
    known: Known, here: tuple[UploadedRow, ...], elsewhere: tuple[UploadedRow, ...]
) -> Iterator[Finding]:
    if not elsewhere:
        return
    labels = ", ".join(sorted({from_slug(row.quarter).label for row in elsewhere}))
    rows = counted(len(elsewhere), "figure is", "figures are")
    problem = f"{rows} of {labels} and not of {known.name.label}."
    if here:
        remedy = "They are left out. Hand them in under their own quarter."
        yield Finding(Severity.NOTE, "other-quarter", problem, remedy)
    else:
        remedy = "Choose that quarter, or correct the column of quarters."
        yield Finding(Severity.ERROR, "other-quarter", problem, remedy)


def _unusable(known: Known, parts: Sorted) -> Iterator[Finding]:
    for row in parts.unknown:
        yield _error(
            row,
            "unknown-metric",
            f"The framework of {known.edition.financial_year.replace('-', '/')} has no metric "
            f"{row.metric}.",
            _like_metric(known, row.metric),
        )
    for row in parts.of_parts:
        names = " and ".join(known.edition.by_id[row.metric].scoring.parts)
        problem = f"{row.metric} has no figure of its own: its score comes from {names}."
        yield _error(row, "of-parts", problem, f"Hand in {names}.")
    if parts.results:
        rows = counted(len(parts.results), "row holds", "rows hold")
        problem = f"{rows} published results (scores, segments or ranks)."
        remedy = "They are left out: results are computed here from the figures."
        yield Finding(Severity.NOTE, "results", problem, remedy)
    if parts.derived_flags:
        rule = known.edition.override
        flags = counted(len(parts.derived_flags), "deficit flag is", "deficit flags are")
        remedy = f"In this year it follows from {rule.plan} and {rule.variance}."
        yield Finding(Severity.NOTE, "derived-flag", f"{flags} left out.", remedy)


def _like_metric(known: Known, metric: str) -> str:
    near = get_close_matches(metric, known.edition.by_id, n=_NAMED, cutoff=0.8)
    named = "; ".join(f"{each} ({known.edition.by_id[each].name})" for each in near)
    return f"Check the id. Like it are: {named}." if named else "Check the id."


def _trusts(known: Known, rows: tuple[UploadedRow, ...]) -> Iterator[Finding]:
    """One finding for each trust that cannot be handed in for, at its first row."""
    first: dict[str, UploadedRow] = {}
    for row in rows:
        first.setdefault(row.code, row)
    for code, row in first.items():
        trust = known.trusts.get(code)
        if trust is None:
            problem = f"The register has no trust with the code {code}."
            yield _error(row, "unknown-trust", problem, _like_trust(known, code))
        elif trust.fictional != known.fictional:
            what = "invented" if trust.fictional else "real"
            problem = f"{trust.name} is {what}, and the quarter's figures are not."
            yield _error(row, "mixed", problem, "Choose another quarter or trust.")
        elif known.own is not None and code not in known.own:
            problem = f"Your account may not hand in figures of {trust.name}."
            yield _error(row, "not-yours", problem, "Leave its rows out.")
        else:
            yield from _closed(known, trust, row)


def _closed(known: Known, trust: KnownTrust, row: UploadedRow) -> Iterator[Finding]:
    if trust.closed and trust.closed <= known.name.starts:
        after = known.trusts.get(trust.successor)
        problem = f"{trust.name} closed on {trust.closed:%-d %B %Y}, before {known.name.label}."
        remedy = (
            f"Its services went to {after.name} ({trust.successor}): hand them in there."
            if after
            else "Leave its rows out, or have the register corrected."
        )
        yield _error(row, "closed", problem, remedy)
    elif trust.opened and trust.opened > known.name.ends:
        problem = f"{trust.name} opened on {trust.opened:%-d %B %Y}, after {known.name.label}."
        yield _error(row, "not-open", problem, "Choose a later quarter.")


def _like_trust(known: Known, code: str) -> str:
    codes = [each for each, trust in known.trusts.items() if trust.fictional == known.fictional]
    near = get_close_matches(code, codes, n=_NAMED, cutoff=0.5)
    named = "; ".join(f"{each} ({known.trusts[each].name})" for each in near)
    return f"Like it are: {named}." if named else "Check the code, or have the trust added."


def _repeated(figures: tuple[Understood, ...]) -> Iterator[Finding]:
    first: dict[tuple[str, str], Understood] = {}
    for each in figures:
        earlier = first.setdefault((each.row.code, each.id), each)
        if earlier is not each:
            place = f"row {earlier.row.row}"
            if earlier.row.row == each.row.row:
                place = f"column {earlier.row.column}"
            problem = f"{each.row.code} has a figure for {each.id} in {place} already."
            yield _error(each.row, "repeated", problem, "Keep one of the two.")


def _figure(known: Known, each: Understood) -> Iterator[Finding]:
    metric, row = each.metric, each.row
    trust = known.trusts.get(row.code)
    if metric and trust and trust.type not in metric.types:
        problem = f"{metric.name} ({metric.id}) is not a metric of this type of trust."
        yield _error(row, "other-type", problem, "Leave it out, or check the id.")
        return
    fault = _impossible(each)
    if fault:
        yield _error(row, "impossible", *fault)
    else:
        yield from unlikely(known, each)


def _impossible(each: Understood) -> tuple[str, str] | None:
    """Problem and remedy of a unit or a value that cannot be."""
    row, metric = each.row, each.metric
    if row.percent and each.unit != "%":
        measured = "is Yes or No" if metric is None else f"is measured in {each.unit}"
        return "This has a per cent sign.", f"{each.id} {measured}: write it so."
    if metric is None:
        wrong = row.value not in (None, 0.0, 1.0)
        return ("The deficit flag is Yes or No.", "Write one of them.") if wrong else None
    units = [scoring.unit for scoring in metric.scorings]
    if metric.variants and row.unit and row.unit.lower() not in map(str.lower, units):
        return (
            f"{metric.id} is not measured in {row.unit}.",
            f"Write one of these units: {', '.join(units)}.",
        )
    limits = value_limits(metric, each.unit)
    if row.value is None or limits.holds(row.value):
        return None
    return (
        f"{row.value:g} is not possible for {metric.name.lower()}, in {each.unit}.",
        f"Only {limits} are.",
    )


def _absent(known: Known, figures: tuple[Understood, ...]) -> Iterator[Finding]:
    """Metrics that a trust of the file reported the quarter before, and not now: one warning
    for each trust."""
    ids = known.edition.by_id
    given: dict[str, set[str]] = {}
    for each in figures:
        given.setdefault(each.row.code, set()).add(each.id)
    for code, mine in sorted(given.items()):
        held = {metric for trust, metric in known.held.values if trust == code}
        before = known.before.get(code, frozenset())
        missing = [each for each in ids if each in before and each not in mine | held]
        if missing:
            yield _missing(code, [f"{ids[each].name} ({each})" for each in missing])


def _missing(code: str, names: list[str]) -> Finding:
    metrics = counted(len(names), "metric was", "metrics were")
    return Finding(
        severity=Severity.WARNING,
        kind="absent",
        problem=f"{metrics} reported the quarter before and not now: {', '.join(names)}.",
        remedy="Add what is missing. Tick this where the trust has no figure now.",
        trust=code,
    )


def _error(row: UploadedRow, kind: str, problem: str, remedy: str) -> Finding:
    return Finding(
        severity=Severity.ERROR,
        kind=kind,
        problem=problem,
        remedy=remedy,
        row=row.row,
        column=row.column,
        trust=row.code,
        metric=row.metric,
        found=row.text,
    )

"""The Trust register follows what is handed in: new trusts, new names, former names."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from league.models import Quarter, QuarterTrust
from trusts.models import Trust

from .audit import Actor, record
from .handover import TrustLine
from .refusals import RefusedError

_FOLLOWED = ("name", "type", "subtype", "region", "icb")
_LOCK = 0x7275_7374
"""Key of the register's advisory lock; any number that nothing else in the database takes."""


def lock() -> None:
    """Hold the register against other writers until the transaction ends.

    Trusts are shared between quarters, and rows that do not exist yet cannot be locked. To be
    taken before the lock of a quarter, so that no two writers wait for each other.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def follow(
    *, by: Actor, quarter: Quarter, lines: Iterable[TrustLine], fictional: bool
) -> tuple[tuple[str, ...], int]:
    """Add unknown trusts, and let known ones take the newest quarter's name and class.

    An older quarter never renames a trust; its other name is kept as a former one.

    Returns:
        codes of the trusts created, sorted, and how many changed.

    Raises:
        RefusedError: a code belongs to a real trust and an invented one.
    """
    lock()
    by_code = {line.code: line for line in lines}
    known = Trust.objects.select_for_update().in_bulk(sorted(by_code))
    mixed = sorted(code for code, trust in known.items() if trust.fictional != fictional)
    if mixed:
        raise RefusedError(f"Real and invented trusts would share a code: {', '.join(mixed)}.")
    new = [line for code, line in by_code.items() if code not in known]
    _create(by, quarter, new, fictional)
    newer = _in_newer_quarter(quarter, known)
    changed = [
        _change(by, trust, by_code[code], outdated=code in newer) for code, trust in known.items()
    ]
    return tuple(sorted(line.code for line in new)), sum(changed)


def left(quarter: Quarter) -> tuple[str, ...]:
    """Which trusts of the quarter before are not in this one, in a sentence or none: they
    merged or closed, or their file is not at hand."""
    before = Quarter.objects.before(quarter).first()
    if before is None:
        return ()
    now, then = (
        set(QuarterTrust.objects.in_force(each).values_list("trust_id", flat=True))
        for each in (quarter, before)
    )
    missing = ", ".join(sorted(then - now))
    return (f"Of {before.label} and not in this quarter: {missing}.",) if missing else ()


def _create(by: Actor, quarter: Quarter, lines: list[TrustLine], fictional: bool) -> None:
    Trust.objects.bulk_create(
        Trust(
            ods_code=line.code,
            fictional=fictional,
            **{field: getattr(line, field) for field in _FOLLOWED},
        )
        for line in lines
    )
    if lines:
        created = sorted(line.code for line in lines)
        record(by=by, action="trusts.created", subject=quarter, after={"ods_codes": created})


def _in_newer_quarter(quarter: Quarter, codes: Iterable[str]) -> set[str]:
    newer = QuarterTrust.objects.filter(
        trust__in=list(codes), submission__quarter__starts__gt=quarter.starts
    )
    return set(newer.values_list("trust_id", flat=True))


def _change(by: Actor, trust: Trust, line: TrustLine, *, outdated: bool) -> bool:
    before = _state(trust)
    if not outdated:
        _take(trust, line)
    elif line.name not in (trust.name, *trust.former_names):
        trust.former_names = [*trust.former_names, line.name]
    after = _state(trust)
    if after == before:
        return False
    trust.save(update_fields=[field for field in after if after[field] != before[field]])
    record(by=by, action="trust.changed", subject=trust, before=before, after=after)
    return True


def _take(trust: Trust, line: TrustLine) -> None:
    if trust.name != line.name:
        former = [*trust.former_names, trust.name]
        trust.former_names = [name for name in dict.fromkeys(former) if name != line.name]
    for field in _FOLLOWED:
        if told := getattr(line, field):
            setattr(trust, field, told)


def _state(trust: Trust) -> dict[str, str | list[str]]:
    state: dict[str, str | list[str]] = {field: getattr(trust, field) for field in _FOLLOWED}
    return state | {"former_names": list(trust.former_names)}

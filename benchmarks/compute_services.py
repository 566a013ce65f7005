"""Import, submission and what-if as services do them, on a database of their own."""

import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

from django.db import connection, transaction

from benchmarks import compute_data, compute_database, report
from benchmarks.compute_data import Country
from league.files.official import OfficialFile, read_official
from league.models import Assessment, MetricValue, Origin, Quarter, QuarterTrust
from league.rules.what_if import Scenario
from league.services import submissions, what_if
from league.services.audit import Actor
from league.services.handover import Handover, TrustLine, ValueLine
from league.services.imports import import_official

VALUES = 20
BY = Actor("Benchmark")
Work = Callable[[], object]

_BARE = """
CREATE TABLE bare (
    quarter text, code text, name text, type text, subtype text, region text,
    metric text, unit text, value double precision, state text, period text, rank double precision
)
"""


def import_row(made: Country, rules_only: Work) -> report.Row:
    """Files to a computed quarter, beside COPY of the rows into one bare table and the rules.
    The quarter stays in the database."""
    with tempfile.TemporaryDirectory() as directory:
        paths = compute_data.write(Path(directory), made)
        rows = [
            row for path in paths for row in _plain(read_official(path.name, path.read_bytes()))
        ]
        with connection.cursor() as cursor:
            cursor.execute(_BARE)
        ours, copied, rules = report.medians(
            lambda: report.seconds_of(lambda: import_anew(paths)),
            lambda: report.seconds_of(lambda: _copy(rows)),
            lambda: report.seconds_of(rules_only),
        )
    peer = copied + rules
    return report.Row(
        work="import of a full England quarter, with recompute",
        ours=report.seconds(ours),
        peer=f"{report.seconds(peer)} (COPY into a bare table {report.seconds(copied)}, rules "
        f"{report.seconds(rules)})",
        ratio=ours / peer,
        goal=report.at_most(5),
        note=f"{len(rows):,} rows in {len(paths)} files, as many as NHS England published of "
        "Q1 2026/27.",
    )


def import_anew(paths: list[Path]) -> None:
    """An import into an empty database; the emptying takes hardly any time."""
    compute_database.empty()
    bring_in(paths)


def bring_in(paths: list[Path], *, publish: bool = False) -> None:
    """Raises AssertionError when a file has a fault."""
    found = import_official(by=BY, paths=paths, publish=publish)
    if not found.is_sound:
        raise AssertionError(found.faults[:3])


def _plain(file: OfficialFile) -> Iterator[tuple[object, ...]]:
    for row in file.metric_rows:
        it = row.trust
        yield (
            *(it.quarter, it.code, it.name, it.type, it.subtype, it.region),
            *(row.metric, row.unit, row.value, row.state, row.period, row.rank),
        )


def _copy(rows: list[tuple[object, ...]]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE bare")
        with cursor.cursor.copy("COPY bare FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def submission_row(rules_only: Work) -> report.Row:
    """One trust's values applied to the quarter in force, beside the rules alone."""
    turns = count()
    ours, peer = report.medians(
        lambda: report.seconds_of(partial(hand_in, prepared(next(turns)))),
        lambda: report.seconds_of(rules_only),
    )
    return report.Row(
        work="submission applied: validate, lock, recompute all, store, audit, commit",
        ours=report.seconds(ours),
        peer=f"{report.seconds(peer)} (rules only)",
        ratio=ours / peer,
        goal=report.at_most(3),
        note=f"One trust's {VALUES} values. The goal is also under 1 s: "
        f"{'met' if ours < 1 else 'MISSED'}.",
    )


def prepared(turn: int) -> Handover:
    """Figures of one trust of the newest quarter, said to be of another period: as a file that
    somebody hands in would bring them."""
    quarter = Quarter.objects.newest_first()[0]
    member = QuarterTrust.objects.in_force(quarter)[turn]
    held = MetricValue.objects.in_force(quarter).filter(trust=member.trust_id, state="reported")
    values = tuple(
        ValueLine(
            code=each.trust_id,
            metric=each.metric,
            unit=each.unit,
            value=each.value,
            state=each.state,
            period=f"Turn {turn}",
        )
        for each in held[:VALUES]
    )
    line = TrustLine(member.trust_id, member.name, member.type, member.subtype, member.region)
    return Handover(quarter=quarter.slug, trusts=(line,), values=values)


def hand_in(handover: Handover) -> None:
    """Receive and apply it."""
    submissions.submit(by=BY, handover=handover, origin=Origin.CORRECTION, reason="Benchmark")


def what_if_row(made: Country, without_ranges: Work) -> report.Row:
    """A question with another value each time, beside the rules without likely ranges."""
    assessment = Assessment.objects.select_related("quarter").latest("pk")
    metric = "OF0082"  # sickness: all report it, and all are ranked by it
    acute = {trust.code for trust in made.trusts if trust.type == "acute"}
    told = (each for each in made.readings if each.metric_id == metric and each.code in acute)
    code = next(each.code for each in told if each.value is not None)
    asked = what_if.about(assessment=assessment, code=code)
    if asked is None:
        raise AssertionError(what_if.why_none(assessment))
    values = iter(4 + step / 100 for step in count())

    def ask() -> object:
        scenario = Scenario(code, {metric: next(values)})
        return what_if.what_if(asked=asked, scenario=scenario)

    first = report.seconds_of(ask)
    ours, peer = report.medians(
        lambda: report.seconds_of(ask), lambda: report.seconds_of(without_ranges)
    )
    return report.Row(
        work="what-if answer",
        ours=report.seconds(ours),
        peer=f"{report.seconds(peer)} (rules without likely ranges)",
        ratio=ours / peer,
        goal=report.at_most(2),
        note="Answered from memory, with likely ranges; the first question of a process about a "
        f"quarter loads it and draws: {report.seconds(first)}.",
    )

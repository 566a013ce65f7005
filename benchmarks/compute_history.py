"""First renders of a league table and of a trust page, with 5, 40 and 200 quarters of history.

Two quarters are imported and published; the others are copies of their rows, made by SQL. What
is measured is Django's answer in this process, without the cache of published pages. The three
histories are three databases, asked in turns, so that a slow minute hits all alike.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from django.core.management import call_command

from benchmarks import compute_data, compute_database, report
from league.files.quarters import QuarterName, from_slug

QUARTERS = (5, 40, 200)
IMPORTED = ("2026-27-q1", "2026-27-q2")
LAST = 2049
"""The newest quarter is the last of the year that begins then; 200 begin in 2000-01."""
RUNS = 9


def main() -> None:
    """Tell the rows."""
    with compute_database.fresh():
        databases = dict(_histories())
        try:
            report.tell(_rows(databases))
        finally:
            for name in databases.values():
                compute_database.drop(name)


def _histories() -> Iterator[tuple[int, str]]:
    """Databases by quarters of history."""
    # Django has to be set up before this can be imported.
    from benchmarks import compute_copies

    _publish_two()
    made = set(IMPORTED)
    for amount in QUARTERS:
        wanted = [name for name in _newest_first() if name.slug not in made]
        wanted = wanted[: amount - len(made)]
        compute_copies.copy_quarters(wanted, like=IMPORTED[1])
        made |= {name.slug for name in wanted}
        yield amount, compute_database.snapshot(str(amount))


def _rows(databases: dict[int, str]) -> Iterator[report.Row]:
    from benchmarks import compute_pages

    newest = _newest_first()[0].slug
    for page in compute_pages.PAGES:
        measures = [
            partial(compute_pages.render, name, page, newest) for name in databases.values()
        ]
        found = dict(zip(databases, report.medians(*measures, runs=RUNS), strict=True))
        few, many = QUARTERS[0], QUARTERS[-1]
        told = [f"{amount}: {report.seconds(seconds)}" for amount, seconds in found.items()]
        yield report.Row(
            work=f"{page}, cold, with {many} quarters of history",
            ours=report.seconds(found[many]),
            peer=f"{report.seconds(found[few])} (with {few})",
            ratio=max(found.values()) / min(found.values()),
            goal=report.at_most(1.2),
            note=f"With {', '.join(told)}; the ratio is of the slowest and the fastest.",
        )


def _newest_first() -> list[QuarterName]:
    """200 quarters."""
    years = [f"{year}-{(year + 1) % 100:02d}" for year in range(LAST, 1999, -1)]
    return [from_slug(f"{year}-q{number}") for year in years for number in (4, 3, 2, 1)]


def _publish_two() -> None:
    from benchmarks import compute_services

    call_command("collectstatic", interactive=False, verbosity=0)
    made = compute_data.country()
    with tempfile.TemporaryDirectory() as directory:
        for slug in IMPORTED:
            folder = Path(directory) / slug
            folder.mkdir()
            paths = compute_data.write(folder, replace(made, quarter=slug))
            compute_services.bring_in(paths, publish=True)


if __name__ == "__main__":
    main()

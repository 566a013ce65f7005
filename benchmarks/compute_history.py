"""First renders of a league table and of a trust page, with 5, 40 and 200 quarters of history.

Two quarters are imported and published; the others are copies of their rows, made by SQL. What
is measured is Django's answer in this process, without the cache of published pages.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from django.core.management import call_command

from benchmarks import compute_data, compute_database, report
from league.files.quarters import QuarterName, from_slug

QUARTERS = (5, 40, 200)
IMPORTED = ("2026-27-q1", "2026-27-q2")
LAST = 2049
"""The newest quarter is the last of the year that begins then; 200 begin in 2000-01."""


def main() -> None:
    """Tell the rows."""
    with compute_database.fresh():
        report.tell(_rows())


def _rows() -> Iterator[report.Row]:
    # Django has to be set up before these can be imported.
    from benchmarks import compute_copies, compute_pages

    _publish_two()
    made = set(IMPORTED)
    found: dict[str, list[float]] = {}
    for amount in QUARTERS:
        wanted = [name for name in _newest_first() if name.slug not in made]
        wanted = wanted[: amount - len(made)]
        compute_copies.copy_quarters(wanted, like=IMPORTED[1])
        made |= {name.slug for name in wanted}
        for page, seconds in compute_pages.first_renders(f"{LAST}-{LAST - 1999}-q4").items():
            found.setdefault(page, []).append(seconds)
    for page, seconds in found.items():
        yield report.Row(
            work=f"{page}, cold, at {QUARTERS[-1]} quarters of history",
            ours=report.seconds(seconds[-1]),
            peer=f"{report.seconds(seconds[0])} (at {QUARTERS[0]})",
            ratio=max(seconds) / min(seconds),
            goal=report.at_most(1.2),
            note=f"With {', '.join(map(str, QUARTERS))} quarters: "
            f"{', '.join(map(report.seconds, seconds))}; the ratio is of the slowest and the "
            "fastest.",
        )


def _newest_first() -> list[QuarterName]:
    """200 quarters."""
    years = [f"{year}-{(year + 1) % 100:02d}" for year in range(LAST, 1999, -1)]
    return [from_slug(f"{year}-q{number}") for year in years for number in (4, 3, 2, 1)]


def _publish_two() -> None:
    call_command("collectstatic", interactive=False, verbosity=0)
    from benchmarks import compute_services

    made = compute_data.country()
    with tempfile.TemporaryDirectory() as directory:
        for slug in IMPORTED:
            folder = Path(directory) / slug
            folder.mkdir()
            compute_services.bring_in(
                compute_data.write(folder, replace(made, quarter=slug)), publish=True
            )


if __name__ == "__main__":
    main()

"""Recompute, a submission applied, the import of a quarter and a what-if, beside their peers.

The data is one England's quarter in the official layout (`benchmarks.compute_data`).
"""

import sys
from collections.abc import Iterator
from functools import partial

from benchmarks import compute_by_hand, compute_data, compute_database, report
from benchmarks.compute_data import Country
from league.rules.assess import DRAWS, assess
from league.rules.panel import Panel

SEED = 20_262_701


def main() -> None:
    """Tell the rows, each as it comes."""
    made = compute_data.country()
    with compute_database.fresh():
        report.tell(_rows(made, made.panel()))


def _rows(made: Country, panel: Panel) -> Iterator[report.Row]:
    # Django has to be set up before these can be imported.
    from benchmarks import compute_services

    rules_only = partial(assess, made.edition, panel, draws=DRAWS, seed=SEED)
    without_ranges = partial(assess, made.edition, panel, draws=0, seed=SEED)
    yield recompute_row(made, panel)
    yield compute_services.import_row(made, rules_only)
    yield compute_services.submission_row(rules_only)
    yield compute_services.what_if_row(made, without_ranges)


def recompute_row(made: Country, panel: Panel) -> report.Row:
    """The rules beside the same arithmetic by hand."""
    refuse_other_results(made, panel)
    ours, peer = report.medians(
        lambda: report.seconds_of(
            partial(assess, made.edition, panel, draws=DRAWS, seed=SEED),
        ),
        lambda: report.seconds_of(
            partial(compute_by_hand.recompute, made.edition, panel, draws=DRAWS, seed=SEED)
        ),
    )
    return report.Row(
        work="recompute of England's quarter, rules only",
        ours=report.seconds(ours),
        peer=f"{report.seconds(peer)} (plain numpy by hand)",
        ratio=ours / peer,
        goal=report.at_most(1.5),
        note=f"{len(panel.codes)} trusts, {len(made.readings):,} values; in both {DRAWS:,} draws "
        f"for ranks and {4 * DRAWS:,} for scores. Ours gives every reason in words as well.",
    )


def refuse_other_results(made: Country, panel: Panel) -> None:
    """Raises SystemExit when the two disagree: then their times say nothing."""
    ours = assess(made.edition, panel, draws=0, seed=SEED).trusts
    theirs = compute_by_hand.recompute(made.edition, panel, draws=40, seed=SEED)
    found = [(each.adjusted, each.league_rank) for each in ours]
    if found != list(zip(theirs.segments.tolist(), theirs.ranks.tolist(), strict=True)):
        sys.exit("By hand other segments or ranks come out.")


if __name__ == "__main__":
    main()

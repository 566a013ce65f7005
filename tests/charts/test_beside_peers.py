"""Bars, strips and small lines: what they draw is what they were given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from league.charts import bullet, domain_bars, metric_distribution, sparkline, strip
from league.charts.domain_bars import DomainBars
from tests.charts.builders import column, metric
from tests.charts.domain_builders import any_domain_bars, bar, bars

VALUES = st.lists(st.floats(0, 100), min_size=2, max_size=140).map(sorted)


@given(any_domain_bars())
def test_bars_and_medians_are_those_of_the_table(given_bars: DomainBars) -> None:
    chart = domain_bars.chart(given_bars)
    scores, medians = column(chart, "score"), column(chart, "type_median")
    drawn = {trace["name"]: trace for trace in chart.figure["data"]}
    own = drawn["This trust"]
    ends = {
        href: round(own["base"] + length, 2)
        for href, length in zip(own["customdata"], own["x"], strict=True)
    }

    assert ends == {href: score for href, score in scores.items() if score is not None}
    marked = drawn.get("Median of acute trusts", {"x": []})["x"]
    shown = [href for href, score in scores.items() if score is not None]
    assert list(marked) == [medians[href] for href in shown if medians[href] is not None]
    assert len(chart.rows) == len(given_bars.domains)


@pytest.mark.parametrize(
    ("made", "finding"),
    [
        (bars(), "No domain score can be set beside those of acute trusts"),
        (bars(bar(1, 2.0)), "No domain score can be set beside those of acute trusts"),
        (
            bars(bar(1, 2.0, [1.5, 2.5, 3.0])),
            "Better than the median of acute trusts in 1 of 1 domain",
        ),
        (
            bars(bar(1, 2.0, [1.5, 2.5, 3.0]), bar(2, 2.5, [1.5, 2.5, 3.0]), bar(3, None)),
            "Better than the median of acute trusts in 1 of 2 domains",
        ),
    ],
)
def test_the_finding_counts_domains_better_than_the_median(made: DomainBars, finding: str) -> None:
    assert domain_bars.chart(made).finding == finding


@pytest.mark.parametrize(
    ("values", "own", "finding"),
    [
        ((10.0, 20.0, 30.0, 40.0), 3, "40%, in the best quarter of acute trusts"),
        ((10.0, 20.0, 30.0, 40.0, 50.0), 2, "30%, at the median of acute trusts"),
        ((10.0, 20.0, None), 0, "10%, among 2 acute trusts"),
    ],
)
def test_a_chosen_trust_is_marked_over_the_others_and_told(
    values: tuple[float | None, ...], own: int, finding: str
) -> None:
    given_values = metric(*values)
    trusts = tuple(
        replace(each, chosen=place == own) for place, each in enumerate(given_values.trusts)
    )

    made = metric_distribution.chart(replace(given_values, trusts=trusts))

    (dots,) = made.figure["data"]
    assert made.finding == finding
    assert made.reading.endswith("The diamond on the thin line is this trust.")
    assert list(dots["marker"]["symbol"]).index("diamond") == len(dots["x"]) - 1
    assert dots["x"][-1] == values[own]


def places(path: str) -> list[tuple[float, float]]:
    """Where the dots of a path stand."""
    return [(float(x), float(y)) for x, y in re.findall(r"M([\d.]+) ([\d.]+)h0", path)]


def drawn(values: Sequence[float], own: float | None, *, higher: bool) -> strip.Strip:
    middle = (values[0], values[len(values) // 2], values[-1])
    made = strip.strip(strip.Figures(tuple(values), own, middle, None, higher))
    assert made is not None
    return made


@given(VALUES, st.booleans())
def test_every_peer_is_a_dot_within_the_picture(values: list[float], higher: bool) -> None:
    made = drawn(values, values[0], higher=higher)
    dots = places(made.dots)

    assert len(dots) <= len(values)
    assert len({x for x, _ in dots}) <= len(set(values))
    assert all(0 < x < made.width and 0 <= y < made.base for x, y in dots)


@given(VALUES)
def test_better_is_to_the_right_whichever_way_the_figures_run(values: list[float]) -> None:
    if values[0] == values[-1]:
        return
    for higher, worst, best in ((True, values[0], values[-1]), (False, values[-1], values[0])):
        left, right = (drawn(values, end, higher=higher).own for end in (worst, best))
        assert left is not None
        assert right is not None
        assert float(re.findall(r"L([\d.]+)", left)[0]) < float(re.findall(r"L([\d.]+)", right)[0])


def test_a_strip_without_own_figure_quartiles_or_limit_leaves_them_out() -> None:
    made = strip.strip(strip.Figures((1.0, 2.0), None, None, None, higher_is_better=True))

    assert made is not None
    assert (made.own, made.median, made.middle_from, made.limit) == (None, None, None, None)


def test_one_figure_makes_no_strip() -> None:
    alone = strip.Figures((1.0,), 1.0, None, None, higher_is_better=True)
    assert strip.strip(alone) is None


def test_a_limit_beyond_all_values_has_its_place() -> None:
    made = strip.strip(strip.Figures((1.0, 2.0), 1.0, None, 10.0, higher_is_better=True))

    assert made is not None
    assert made.limit is not None
    assert max(x for x, _ in places(made.dots)) < made.limit < made.width


@given(st.integers(100, 400).map(lambda cents: cents / 100))
def test_a_bar_begins_at_the_best_score(score: float) -> None:
    made = bullet.bullet(score, (score, score, score))

    assert made.bar is not None
    assert made.median is not None
    assert abs(made.start + made.bar - made.median) <= 2.0
    assert made.ticks[0] <= made.median <= made.ticks[-1]


def test_a_bar_without_peers_is_only_a_bar() -> None:
    made = bullet.bullet(2.0, None)

    assert (made.median, made.middle_from, made.middle_wide) == (None, None, None)
    assert bullet.bullet(None, None).bar is None


def test_a_small_line_joins_runs_and_leaves_gaps() -> None:
    made = sparkline.sparkline([[(1, 10.0), (2, 20.0)], [(4, 15.0)]])

    assert made is not None
    assert made.lines == "M5 23L33.7 5"
    assert made.dots == "M5 23h0M33.7 5h0M91 14h0"
    assert (made.last_x, made.last_y) == (91.0, 14.0)


def test_dots_that_nothing_joins_make_no_line() -> None:
    assert sparkline.sparkline([[(1, 10.0)], [(4, 15.0)]]) is None
    assert sparkline.sparkline([]) is None

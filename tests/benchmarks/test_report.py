"""The benchmarks' own arithmetic: a wrong ratio would be believed."""

import dataclasses
import json
import math
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import readers, report, wrk
from benchmarks.report import NONE, Row, at_least, at_most


@pytest.mark.parametrize(
    ("goal", "ratio", "met"),
    [
        (at_least(0.8), 0.8, True),
        (at_least(0.8), 0.79, False),
        (at_most(1.5), 1.5, True),
        (at_most(1.5), 1.51, False),
        (at_most(0), math.nan, False),
        (at_least(0), math.nan, False),
    ],
)
def test_a_goal_is_met_at_its_limit_and_never_by_what_is_no_number(
    goal: report.Goal, ratio: float, met: bool
) -> None:
    assert goal.met(ratio) is met


def test_measures_take_turns_and_their_medians_are_told() -> None:
    turns: list[str] = []
    ours, theirs = iter([5.0, 1.0, 3.0]), iter([2.0, 2.0, 9.0])

    def measure(name: str, figures: Iterator[float]) -> float:
        turns.append(name)
        return next(figures)

    found = report.medians(lambda: measure("a", ours), lambda: measure("b", theirs), runs=3)

    assert found == [3.0, 2.0]
    assert turns == ["a", "b"] * 3


def test_the_table_says_what_was_reached_and_no_ratio_without_a_peer() -> None:
    rows = [
        Row("fast", "2 s", "1 s", 2.0, at_most(1.5), "why"),
        Row("alone", "3", NONE, 3.0, at_most(5)),
    ]

    lines = report.table(rows).splitlines()

    assert [cell.strip() for cell in lines[2].split("|")[1:-1]] == [
        *("fast", "2 s", "1 s", "2", "≤ 1.5", "MISSED"),
    ]
    assert [cell.strip() for cell in lines[3].split("|")[1:-1]][3:] == [NONE, "≤ 5", "met"]
    assert lines[-1] == "- fast: why"


def test_rows_come_back_as_they_were_handed_over(tmp_path: Path) -> None:
    row = Row("work", "1", "2", 0.5, at_least(0.4), "note")
    file = tmp_path / "rows"
    file.write_text(json.dumps(dataclasses.asdict(row)) + "\n")

    assert report.gathered(file) == [row]


@pytest.mark.parametrize(
    ("value", "words"),
    [(0.0123, "12.3 ms"), (1.5, "1.5 s"), (0.5, "500 ms"), (125.0, "125 s")],
)
def test_times_have_their_unit(value: float, words: str) -> None:
    assert report.seconds(value) == words


def test_wrk_is_read_by_its_last_line() -> None:
    told = dict.fromkeys(wrk.KINDS, 0) | {"refused": 1, "statuses": 2}
    told |= {"requests": 50, "microseconds": 2_000_000}
    told |= {"p50": 1_500, "p99": 90_000, "longest": 100_000}

    load = wrk.read(f"Running\n\nLOAD {json.dumps(told)}\n")

    assert (load.per_second, load.p99, load.errors) == (25.0, 0.09, 3)
    assert load.faults == "3 (refused 1, statuses 2)"


def test_readers_ask_for_three_hundred_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [f"Y{number:04d}" for number in range(205)]
    monkeypatch.setattr(readers.website, "trust_codes", lambda: codes)

    assert len(set(readers.addresses())) == readers.HOW_MANY

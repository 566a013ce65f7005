"""What a soak passes, and what it does not."""

from __future__ import annotations

import pytest

from tests.scaling.soak_report import MIB, Sample, verdict


def samples(memory: list[int], seconds: list[float]) -> list[Sample]:
    """120 of them, by value at the beginning and the end, with a line between."""
    found = []
    for number in range(120):
        share = number / 119
        held = memory[0] + (memory[1] - memory[0]) * share
        taken = seconds[0] + (seconds[1] - seconds[0]) * share
        found.append(Sample(number * 5.0, int(held * MIB), [taken] * 10))
    return found


def test_flat_passes(capsys: pytest.CaptureFixture[str]) -> None:
    assert verdict(samples([150, 150], [0.01, 0.01]), [], ["lag", "lag"]) == 0
    said = capsys.readouterr().out
    assert "1200 requests, 0 faults, in 10 minutes" in said
    assert "2 lag" in said


@pytest.mark.parametrize(
    ("memory", "seconds", "why"),
    [
        ([150, 200], [0.01, 0.01], "memory grew"),
        ([150, 150], [0.01, 0.1], "median grew"),
        ([150, 150], [0.01, 0.1], "p99 grew"),
    ],
)
def test_growth_fails(
    memory: list[int], seconds: list[float], why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert verdict(samples(memory, seconds), [], []) == 1
    assert why in capsys.readouterr().out


def test_one_fault_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert verdict(samples([150, 150], [0.01, 0.01]), ["/: 503"], []) == 1
    assert "FAULT /: 503" in capsys.readouterr().out

"""A small line of one figure over the quarters, broken where quarters cannot be compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 96, 28
_SIDE = 5.0


@dataclass(frozen=True)
class Sparkline:
    """In the units of the picture: data of a path for the lines, one for the dots, and the place
    of the last figure."""

    width: int
    height: int
    lines: str
    dots: str
    last_x: float
    last_y: float


def sparkline(runs: Sequence[Sequence[tuple[int, float]]]) -> Sparkline | None:
    """``runs`` are joined figures, each a quarter's number and the figure, oldest first.

    None where no two figures are joined: single dots show no way.
    """
    points = [point for run in runs for point in run]
    if all(len(run) < 2 for run in runs):
        return None
    placed = [[_place(point, points) for point in run] for run in runs]
    last_x, last_y = placed[-1][-1]
    return Sparkline(
        width=WIDTH,
        height=HEIGHT,
        lines="".join(_line(run) for run in placed if len(run) > 1),
        dots="".join(f"M{x:g} {y:g}h0" for run in placed for x, y in run),
        last_x=last_x,
        last_y=last_y,
    )


def _place(point: tuple[int, float], points: Sequence[tuple[int, float]]) -> tuple[float, float]:
    quarters = [quarter for quarter, _ in points]
    figures = [figure for _, figure in points]
    x = _share(point[0], min(quarters), max(quarters))
    y = 1 - _share(point[1], min(figures), max(figures))
    return round(_SIDE + x * (WIDTH - 2 * _SIDE), 1), round(_SIDE + y * (HEIGHT - 2 * _SIDE), 1)


def _share(value: float, low: float, high: float) -> float:
    return 0.5 if low == high else (value - low) / (high - low)


def _line(run: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in run)

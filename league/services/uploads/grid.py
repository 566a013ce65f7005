"""What is typed into the form goes the way of a file: the same checks, preview and record."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

_HEADER = ("Trust", "Metric", "Value", "State", "Period", "Unit")


@dataclass(frozen=True)
class GridCell:
    """One line of the form, as it was typed."""

    metric: str
    value: str
    state: str = ""
    period: str = ""
    unit: str = ""


def as_file(code: str, cells: Iterable[GridCell]) -> tuple[str, bytes]:
    """Name and bytes of the CSV file that the form stands for. An empty line says nothing."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_HEADER)
    for cell in cells:
        if cell.value.strip() or cell.state:
            writer.writerow(
                (code, cell.metric, cell.value.strip(), cell.state, cell.period, cell.unit)
            )
    return f"{code}-form.csv", out.getvalue().encode()

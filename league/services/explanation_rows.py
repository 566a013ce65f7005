"""What explains a quarter's result, as rows to be stored."""

from __future__ import annotations

from collections.abc import Iterator

from league.rules.panel import Panel
from league.rules.results import QuarterResult

from .result_rows import Row


def explanations(result: QuarterResult) -> Iterator[Row]:
    """One row a trust."""
    for trust in result.trusts:
        yield {"trust_id": trust.code, "answer": [], "sureness": {}}


def spreads(result: QuarterResult, panel: Panel) -> Iterator[Row]:
    """One row a metric and trust type that reports it."""
    yield from ()

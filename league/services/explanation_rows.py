"""What explains a quarter's result, as rows to be stored."""

from __future__ import annotations

from collections.abc import Iterator

from league.rules import peer_spreads, peers
from league.rules.panel import Panel
from league.rules.results import QuarterResult

from .result_rows import Row


def explanations(result: QuarterResult) -> Iterator[Row]:
    """One row a trust."""
    for trust in result.trusts:
        sure = trust.sureness.as_data() if trust.sureness else {}
        yield {"trust_id": trust.code, "answer": [], "sureness": sure}


def spreads(result: QuarterResult, panel: Panel) -> Iterator[Row]:
    """One row a metric and trust type that reports it, and one a domain and type; a domain goes
    by the official id of its score."""
    for spread in peer_spreads.spreads(result, panel):
        yield {"metric": spread.key, "type": spread.trust_type, "figures": peers.plain(spread)}

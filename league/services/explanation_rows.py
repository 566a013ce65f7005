"""What explains a quarter's result, as rows to be stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from league.rules import peer_spreads, peers
from league.rules.answer import answers
from league.rules.panel import Panel
from league.rules.results import QuarterResult

from .inputs import Inputs
from .result_rows import Row


def explanations(result: QuarterResult, given: Inputs) -> Iterator[Row]:
    """One row a trust."""
    subtypes = {code: member.subtype for code, member in given.members.items()}
    told = dict(answers(result, subtypes))
    for trust in result.trusts:
        sure = trust.sureness.as_data() if trust.sureness else {}
        answer = [asdict(sentence) for sentence in told[trust.code]]
        yield {"trust_id": trust.code, "answer": answer, "sureness": sure}


def spreads(result: QuarterResult, panel: Panel) -> Iterator[Row]:
    """One row a metric and trust type that reports it, and one a domain and type; a domain goes
    by the official id of its score."""
    for spread in peer_spreads.spreads(result, panel):
        yield {"metric": spread.key, "type": spread.trust_type, "figures": peers.plain(spread)}

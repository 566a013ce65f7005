"""The way to a trust's segment, step by step, every figure named and worded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from league.presenters import wording
from league.rules.wording import cut

_HEADINGS = {
    "metrics": "Metrics",
    "average": "Average metric score",
    "cuts": "Where the segments end",
    "unadjusted": "Segment by score",
    "override": "Financial override",
    "adjusted": "Segment after the override",
    "programme": "Improvement programme",
    "final": "Final segment",
    "rank": "Place in the league table",
    "likely-range": "Likely range",
}
_SOURCES = {
    "reported": "NHS England's flag",
    "derived": "worked out from the plan and the difference from it",
    "published": "NHS England's published results",
    "inferred": "inferred from the published segments",
    "unknown": "not published",
}


def _exact(value: float) -> str:
    """Up to four decimals."""
    return wording.number(round(value, 4))


def _four(value: float) -> str:
    return wording.number(value, 4)


def _yes_or_no(value: bool) -> str:
    return "Yes" if value else "No"


def _percent(value: float) -> str:
    return f"{wording.number(value, 2)}%"


def _source(value: str) -> str:
    return wording.capital(_SOURCES.get(value, value))


_WORDS: dict[str, tuple[str, Callable[[Any], str]]] = {
    "metrics_scored": ("Metrics scored", wording.number),
    "weighted_sum": ("Sum of scores times weights", _four),
    "weight_sum": ("Sum of weights", _exact),
    "average": ("Average", _four),
    "average_metric_score": ("Average, rounded", wording.score),
    "cut_1": ("Segment 1 ends at", cut),
    "cut_2": ("Segment 2 ends at", cut),
    "cut_3": ("Segment 3 ends at", cut),
    "trusts": ("Trusts with an average", wording.number),
    "unadjusted_segment": ("Unadjusted segment", wording.number),
    "financial_override": ("In deficit", _yes_or_no),
    "plan": ("Planned surplus or deficit", _percent),
    "variance": ("Difference from the financial plan", _percent),
    "plan_and_variance": ("Plan and difference together", _percent),
    "source": ("How that is known", _source),
    "no_better_than": ("Best segment while in deficit", wording.number),
    "adjusted_segment": ("Adjusted segment", wording.number),
    "programme": ("In the improvement programme", _yes_or_no),
    "league_rank": ("League rank", wording.ordinal),
    "score_rank": ("Rank by score alone", wording.ordinal),
    "of": ("Trusts ranked", wording.number),
    "score_low": ("Score from", wording.score),
    "score_high": ("Score to", wording.score),
    "rank_low": ("Rank from", wording.ordinal),
    "rank_high": ("Rank to", wording.ordinal),
}
"""Name and wording of each figure, by the name it is stored under."""
_FLAGS = ("financial_override", "programme")
"""Figures that are yes, no, or not published."""


@dataclass(frozen=True)
class StepView:
    heading: str
    sentence: str
    figures: tuple[tuple[str, str], ...]


def step_views(steps: Sequence[dict[str, Any]]) -> tuple[StepView, ...]:
    """``steps`` as they are stored with a trust's result."""
    return tuple(
        StepView(
            heading=_HEADINGS.get(step["key"], wording.capital(step["key"])),
            sentence=wording.sentence(step["sentence"]),
            figures=tuple(_figures(step.get("figures", {}))),
        )
        for step in steps
    )


def _figures(figures: dict[str, Any]) -> list[tuple[str, str]]:
    """In the order in which they are named here: the database keeps none."""
    told = []
    for name, (label, worded) in _WORDS.items():
        if figures.get(name) is not None:
            told.append((label, worded(figures[name])))
        elif name in figures and name in _FLAGS:
            told.append((label, "Not published"))
    return told

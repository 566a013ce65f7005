"""What a quarter's reconciliation holds, computed or as published."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from league.models import Assessment, FigureKind
from league.services.handover import FigureLine

from .builders import TYPES, figures, handover, submit

pytestmark = pytest.mark.django_db


def line(made: Assessment, kind: str) -> dict[str, Any]:
    return next(line for line in made.reconciliation.lines if line["kind"] == kind)


def test_a_computed_quarter_is_compared_with_what_is_published() -> None:
    scores = (
        FigureLine("ZA1", FigureKind.METRIC_SCORE, "OF0082", 1.0),
        FigureLine("ZB1", FigureKind.METRIC_SCORE, "OF0082", 3.99),
    )
    made = submit(replace(handover(), figures=(*figures(*TYPES), *scores))).assessment
    counted = line(made, "metric-score")
    assert (counted["compared"], counted["agreed"]) == (2, 1)
    assert {
        "kind": "metric-score",
        "key": "OF0082",
        "trust": "ZB1",
        "ours": 4.0,
        "published": 3.99,
    } in made.reconciliation.differences


def test_as_published_only_what_can_be_computed_is_compared() -> None:
    given = replace(handover(), figures=figures(*TYPES))
    scores = (
        FigureLine("ZM1", FigureKind.METRIC_SCORE, "OF0082", 2.0),
        FigureLine("ZM1", FigureKind.METRIC_SCORE, "OF1080", 1.0),
        FigureLine("ZM1", FigureKind.DOMAIN_SCORE, "finance", 1.0),
    )
    part = tuple(value for value in given.values if value.code != "ZA1")
    made = submit(replace(given, values=part, figures=(*given.figures, *scores))).assessment
    metric = line(made, "metric-score")
    assert (metric["compared"], metric["agreed"], metric["only_published"]) == (1, 1, 1)
    assert line(made, "domain-score")["agreed"] == 1
    assert line(made, "score-rank")["compared"] == 6
    assert line(made, "adjusted-segment")["only_published"] == 6

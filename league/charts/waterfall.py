"""From the best possible score to a trust's average: what each metric adds, by domain."""

from __future__ import annotations

from league.rules.wording import inside, score

from . import drawing
from .chart import Chart, Column, Row
from .waterfall_figure import cut_notes, figure, labels, lines_of
from .waterfall_steps import Step, Waterfall

__all__ = ["READING", "Step", "Waterfall", "chart", "finding", "height"]

_ROW_HEIGHT, _REST = 29, 120
READING = (
    "Each bar starts where the one above it ends. Together they lead from 1.00, the score of a "
    "trust that is the best in everything, to the average. A longer bar costs the trust more. "
    "Striped bars are metrics that score worse than the trust's own average, plain ones score no "
    "worse, and pale ones are all of a domain together. Dashed lines mark where segments end. "
    "A domain with many metrics adds much even where they score well, so the one that adds most "
    "need not be the one that holds the trust back most against its own average."
)
_COLUMNS = (
    Column("metric", "Metric", meaning="What is measured."),
    Column("metric_id", "Code", meaning="NHS England's id of the metric."),
    Column("domain", "Domain", meaning="The domain that the metric belongs to."),
    Column("score", "Score", 4, meaning="From 1 (best) to 4, as computed.", measured=True),
    Column("weight", "Weight", 4, meaning="How much it counts in the average.", measured=True),
    Column(
        "contribution",
        "Part of the average",
        4,
        meaning="Weight times score, divided by the sum of the weights; all sum to the average.",
        measured=True,
    ),
    Column(
        "added",
        "Added to 1.00",
        4,
        meaning="Weight times what the score is above 1, divided by the sum of the weights.",
        measured=True,
    ),
    Column(
        "so_far",
        "Average so far",
        4,
        meaning="1.00 and all that was added down to this row; the last row's is the average.",
        measured=True,
    ),
)


def chart(given: Waterfall) -> Chart:
    return Chart(
        name=given.name,
        finding=finding(given),
        reading=READING,
        height=height(given),
        figure=figure(given, height(given)),
        columns=_COLUMNS,
        rows=tuple(_row(step) for step in given.steps),
        narrow={
            "layout": {
                "margin": {"l": 140, "r": 36},
                "font": {"size": 12},
                "annotations": [*labels(given, 24, 11), *cut_notes(given, short=True)],
            }
        },
        order="by domain, in each the metric that adds most first",
    )


def height(given: Waterfall) -> int:
    return _ROW_HEIGHT * len(lines_of(given)) + _REST


def finding(given: Waterfall) -> str:
    """Which domain adds most to the best possible score."""
    total = given.average - drawing.BEST
    if not given.steps or total < 0.00005:
        return "Every metric has the best possible score"
    sums = {domain: sum(s.part.added for s in steps) for domain, steps in given.by_domain}
    most = max(sums, key=lambda domain: sums[domain])
    return (
        f"Its average is {score(total)} worse than 1.00, and the {inside(most)} domain adds most: "
        f"{score(sums[most])}"
    )


def _row(step: Step) -> Row:
    part, metric = step.part, step.part.metric
    return Row(
        (
            step.name,
            metric.key,
            step.domain,
            metric.score,
            metric.weight,
            metric.contribution,
            part.added,
            part.end,
        ),
        step.href,
    )

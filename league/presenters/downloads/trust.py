"""One trust in one quarter: every figure of the way to its segment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from league import editions
from league.files.writing.book import Book
from league.files.writing.sheet import Sheet
from league.models import DomainScore, MetricScore, Quarter, SegmentAssignment
from league.presenters.wording import sentence
from league.reads.trusts import TrustInQuarter
from league.rules.peers import Spread
from league.rules.ways import WayUp

from . import metrics, notes, standing
from .explanation import explanation
from .explanation_rows import explanation_sheet
from .fields import Fields, identity, integer, number, revision_number, sheet_of, text
from .peers import peer_fields


@dataclass(frozen=True)
class _Step:
    """``key`` names the step, or a figure of one."""

    step: str
    key: str
    sentence: str
    value: float | None = None
    words: str = ""


_STEPS: Fields[_Step] = (
    text("step", "Step", lambda row: row.step, "A step on the way to the segment, in order."),
    text("sentence", "Sentence", lambda row: row.sentence, "What was decided, and why."),
)
_FIGURES: Fields[_Step] = (
    text("step", "Step", lambda row: row.step, "The step that the figure belongs to."),
    text("key", "Key", lambda row: row.key, "Which figure, metric or domain."),
    number("value", "Value", lambda row: row.value, "The figure."),
    text("words", "Words", lambda row: row.words, "What the figure says when it is no number."),
)


def trust_book(
    quarter: Quarter,
    found: TrustInQuarter,
    *,
    published: Mapping[str, float],
    revisions: Mapping[str, int],
    way_up: WayUp | str,
    address: str,
) -> Book:
    """Tables ``trust``, ``steps``, ``figures``, ``domains``, ``metrics``, ``quarters`` and
    ``explanation``, which JSON has as one object.

    ``published`` are NHS England's own metric scores by metric id; ``revisions`` the numbers
    of the published revisions by quarter.
    """
    row = found.assignment
    steps = tuple(_steps(row))
    return Book(
        title=f"{row.name} ({row.trust_id}), {quarter.label}",
        sheets={
            "trust": _result(quarter, row),
            "steps": sheet_of("Steps", _STEPS, (step for step in steps if not step.key)),
            "figures": sheet_of("Figures", _FIGURES, (step for step in steps if step.key)),
            "domains": sheet_of("Domains", _domains(quarter, found), found.domains, frozen=1),
            "metrics": sheet_of(
                "Metrics", _metrics(quarter, found, published), found.metrics, frozen=2
            ),
            "quarters": sheet_of("Quarters", _history(revisions), found.history, frozen=1),
            "explanation": explanation_sheet(explanation(quarter, found, way_up)),
        },
        notes=notes.of_quarter(quarter, address=address),
        made=notes.published_at(quarter),
        common={
            "ods_code": row.trust_id,
            "quarter": quarter.slug,
            "edition": quarter.edition,
            "revision": revision_number(quarter),
        },
    )


def _result(quarter: Quarter, row: SegmentAssignment) -> Sheet:
    fields = (
        *standing.ALL,
        text("override_sentence", "About the override", lambda each: each.override_sentence),
        *identity(lambda _: quarter),
    )
    return sheet_of("Trust", fields, [row], frozen=2, single=True)


def _steps(row: SegmentAssignment) -> Iterator[_Step]:
    """Each step, followed by its figures."""
    for step in row.steps:
        yield _Step(step["key"], "", sentence(step["sentence"]))
        for name, figure in step.get("figures", {}).items():
            yield _figure(step["key"], name, figure)


def _figure(step: str, name: str, figure: Any) -> _Step:
    if figure is None:
        return _Step(step, name, "", None, "not known")
    if isinstance(figure, bool):
        return _Step(step, name, "", None, "yes" if figure else "no")
    if isinstance(figure, int | float):
        return _Step(step, name, "", figure)
    return _Step(step, name, "", None, str(figure))


def _domains(quarter: Quarter, found: TrustInQuarter) -> Fields[DomainScore]:
    keys = {domain.key: domain.score_id for domain in editions.get(quarter.edition).domains}

    def spread(row: DomainScore) -> Spread | None:
        return found.beside.spreads.get(keys.get(row.domain, ""))

    return (
        text("key", "Key", lambda row: row.domain, "Which figure, metric or domain."),
        text("name", "Name", lambda row: metrics.domain_name(quarter, row.domain)),
        *metrics.DOMAIN_RESULT,
        *peer_fields(found.assignment.trust_id, spread),
    )


def _metrics(
    quarter: Quarter, found: TrustInQuarter, published: Mapping[str, float]
) -> Fields[MetricScore]:
    def spread(row: MetricScore) -> Spread | None:
        return found.beside.spreads.get(row.metric)

    return (
        text("key", "Key", lambda row: row.metric, "Which figure, metric or domain."),
        text("name", "Name", lambda row: metrics.metric_of(quarter, row).name),
        text("domain", "Domain", lambda row: row.domain),
        text("better", "Better is", lambda row: metrics.metric_of(quarter, row).better.value),
        *metrics.VALUE,
        *metrics.SCORE,
        number(
            "published_score",
            "Score published by NHS England",
            lambda row: published.get(row.metric),
            "Rounded as NHS England printed it; empty where it published none.",
            decimals=2,
        ),
        text(
            "sentence", "Sentence", lambda row: sentence(row.sentence), "How the score came about."
        ),
        text("better_trust", "Next better trust", lambda row: row.better_trust),
        number("better_value", "Value of the next better trust", lambda row: row.better_value),
        text("worse_trust", "Next worse trust", lambda row: row.worse_trust),
        number("worse_value", "Value of the next worse trust", lambda row: row.worse_value),
        *peer_fields(found.assignment.trust_id, spread),
    )


def _history(revisions: Mapping[str, int]) -> Fields[SegmentAssignment]:
    def quarter_of(row: SegmentAssignment) -> Quarter:
        return row.assessment.quarter

    return (
        text("quarter", "Quarter", lambda row: quarter_of(row).slug),
        text("edition", "Framework edition", lambda row: quarter_of(row).edition),
        integer("revision", "Revision", lambda row: revisions.get(quarter_of(row).slug)),
        *standing.STANDING,
        *standing.LIKELY,
    )

"""The whole way from a value to a rank in plain words, and what changed between editions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from league.models import Quarter, SegmentAssignment
from league.presenters.about import AboutFigures, about_figures
from league.presenters.links import Link
from league.reads.worked_examples import Examples
from league.rules.edition import Edition
from league.rules.scoring import Rule

from . import addresses, changes
from .changes import EditionChanges
from .measures import Measure, year
from .worked import Journey, WorkedExample, journey, metric_example


@dataclass(frozen=True)
class EditionLine:
    edition: Link
    year: str
    summary: str
    quarters: tuple[Link, ...]


@dataclass(frozen=True)
class ChangesPart:
    heading: str
    anchor: str
    rules: tuple[str, ...]
    changed: tuple[tuple[Link, tuple[str, ...]], ...]
    new: tuple[Link, ...]
    dropped: tuple[Link, ...]
    same: tuple[Link, ...]


@dataclass(frozen=True)
class Story:
    """One trust of the latest quarter, from a value to its rank."""

    quarter: str
    example: WorkedExample | None
    journey: Journey
    about: AboutFigures


@dataclass(frozen=True)
class MethodologyPage:
    """``story`` is None when nothing is published."""

    editions: tuple[EditionLine, ...]
    changes: tuple[ChangesPart, ...]
    story: Story | None


def methodology_page(
    *,
    editions: Sequence[Edition],
    quarters: Mapping[str, Sequence[Quarter]],
    edition: Edition | None,
    examples: Examples | None,
) -> MethodologyPage:
    """``quarters`` are the published ones by edition; the examples are those of ``edition``."""
    told = edition and examples and _story(edition, examples)
    return MethodologyPage(
        editions=tuple(_line(each, quarters.get(each.slug, ())) for each in reversed(editions)),
        changes=tuple(_changes(each) for each in changes.all_changes()),
        story=told or None,
    )


def _line(edition: Edition, quarters: Sequence[Quarter]) -> EditionLine:
    return EditionLine(
        edition=Link(edition.name, addresses.edition(edition)),
        year=year(edition),
        summary=edition.summary,
        quarters=tuple(Link(each.label, reverse("quarter", args=[each.slug])) for each in quarters),
    )


def _changes(found: EditionChanges) -> ChangesPart:
    return ChangesPart(
        heading=f"What changed from {year(found.earlier)} to {year(found.later)}",
        anchor=f"changes-{found.later.financial_year}",
        rules=found.rules,
        changed=tuple((_link(measure), said) for measure, said in found.changed),
        new=tuple(map(_link, found.new)),
        dropped=tuple(map(_link, found.dropped)),
        same=tuple(map(_link, found.same)),
    )


def _link(measure: Measure) -> Link:
    return Link(measure.latest.metric.name, addresses.metric(measure.latest.metric))


def _story(edition: Edition, examples: Examples) -> Story | None:
    if examples.trust is None:
        return None
    return Story(
        quarter=examples.quarter.label,
        example=_example(edition, examples, examples.trust),
        journey=journey(edition, examples.quarter, examples.trust, examples.metrics),
        about=about_figures(examples.quarter),
    )


def _example(
    edition: Edition, examples: Examples, trust: SegmentAssignment
) -> WorkedExample | None:
    """The trust's metric that is ranked among most trusts."""
    ranked = [row for row in examples.metrics if row.rule == Rule.SPREAD]
    if not ranked:
        return None
    row = max(ranked, key=lambda each: (each.spread_size or 0, each.metric))
    return metric_example(edition, examples.quarter, row, name=trust.name, trust_type=trust.type)

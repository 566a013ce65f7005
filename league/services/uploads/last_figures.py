"""A trust's last figures for the metrics that it can hand in for a quarter."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from league import editions
from league.files.quarters import from_slug
from league.files.uploads.layouts import DEFICIT
from league.models import Quarter, ValueState
from league.rules.edition import Edition, Metric, Model
from league.services import inputs
from league.services.inputs import Value
from trusts.models import Trust

Key = tuple[str, str]


@dataclass(frozen=True)
class LastFigure:
    """``metric`` is None for the deficit flag; ``value`` None where there is no figure, and
    ``state`` then says why, or is empty where nothing was ever handed in. ``of`` is the slug of
    the quarter that it comes from."""

    id: str
    metric: Metric | None
    value: float | None = None
    state: str = ""
    unit: str = ""
    period: str = ""
    of: str = ""


@dataclass(frozen=True)
class LastFigures:
    edition: Edition
    quarter: str
    """Slug of the quarter that is handed in for."""
    trusts: tuple[Trust, ...]
    by_trust: dict[str, tuple[LastFigure, ...]]
    """In the edition's order, the deficit flag last."""


def last_figures(*, slug: str, codes: Collection[str]) -> LastFigures:
    """Figures in force in the quarter, or where there are none those of the quarter before in
    the same edition. At most nine queries.

    Raises:
        KeyError: no edition covers the quarter's year.
    """
    name = from_slug(slug)
    edition = editions.for_financial_year(name.financial_year)
    earlier = Quarter.objects.filter(edition=edition.slug, starts__lt=name.starts).newest_first()
    quarters = [*Quarter.objects.filter(pk=slug), *earlier[:1]]
    held = [(quarter.slug, inputs.in_force(quarter).values) for quarter in quarters]
    trusts = tuple(Trust.objects.filter(pk__in=codes).in_name_order())
    return LastFigures(
        edition=edition,
        quarter=slug,
        trusts=trusts,
        by_trust={trust.pk: tuple(_figures(edition, trust, held)) for trust in trusts},
    )


def _figures(
    edition: Edition, trust: Trust, held: list[tuple[str, dict[Key, Value]]]
) -> Iterator[LastFigure]:
    for metric in edition.metrics:
        if trust.type in metric.types and metric.scoring.model is not Model.MATRIX:
            yield _last(metric.id, metric, trust.pk, metric.id, held)
    if edition.override.flag == "reported":
        yield _last(DEFICIT, None, trust.pk, edition.figures.override, held)


def _last(
    shown: str,
    metric: Metric | None,
    code: str,
    stored: str,
    held: list[tuple[str, dict[Key, Value]]],
) -> LastFigure:
    unit = metric.unit if metric else ""
    for slug, values in held:
        found = values.get((code, stored))
        if found:
            state = "" if found.state == ValueState.REPORTED else found.state
            unit = found.unit if metric else ""
            return LastFigure(shown, metric, found.value, state, unit, found.period, slug)
    return LastFigure(shown, metric, unit=unit)

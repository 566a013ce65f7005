"""What the figures of an uploaded file mean in a quarter's edition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from league.files.uploads.layouts import DEFICIT, Layout
from league.files.uploads.rows import UploadedRow
from league.rules.edition import Edition, Metric, Model
from league.services.handover import ValueLine
from league.services.official_meaning import meanings

FLAG_UNIT = "flag"


@dataclass(frozen=True)
class Understood:
    """A row and what it is a figure of: ``metric`` of the edition, or the deficit flag."""

    row: UploadedRow
    id: str
    """Metric id, or the id of the edition's deficit flag."""
    metric: Metric | None

    @property
    def unit(self) -> str:
        """The variant's unit where the row names one, else the edition's own."""
        if self.metric is None:
            return FLAG_UNIT
        units = {scoring.unit.lower(): scoring.unit for scoring in self.metric.scorings}
        return units.get(self.row.unit.lower(), self.metric.unit)

    @property
    def line(self) -> ValueLine:
        return ValueLine(
            code=self.row.code,
            metric=self.id,
            unit=self.unit,
            value=self.row.value,
            state=self.row.state,
            period=self.row.period,
            row=self.row.row,
            file=0,
        )


@dataclass(frozen=True)
class Sorted:
    """Every row of the chosen quarter in its place; each is in exactly one of them."""

    figures: tuple[Understood, ...]
    results: tuple[UploadedRow, ...]
    """Published results (scores, segments, ranks): computed here, and never handed in."""
    unknown: tuple[UploadedRow, ...]
    """The edition has no such metric."""
    of_parts: tuple[UploadedRow, ...]
    """Scores that come from two other metrics."""
    derived_flags: tuple[UploadedRow, ...]
    """Deficit flags, in an edition that derives them from plan and variance."""


def sort_out(edition: Edition, rows: Iterable[UploadedRow], layout: str = "") -> Sorted:
    """What each row is, by its metric id. A score that comes from two metrics is a published
    result like any other in the official layout, and where the trust's two figures are in the
    file as well: leaving it out then loses nothing."""
    rows = tuple(rows)
    handed_in = {(row.code, row.metric) for row in rows}
    official = layout == Layout.OFFICIAL
    known = meanings(edition)
    figures: list[Understood] = []
    others: dict[str, list[UploadedRow]] = {
        "results": [],
        "unknown": [],
        "of_parts": [],
        "derived_flags": [],
    }
    for row in rows:
        metric = edition.by_id.get(row.metric)
        if row.metric in (DEFICIT, edition.figures.override):
            if edition.override.flag == "reported":
                figures.append(Understood(row, edition.figures.override, None))
            else:
                others["derived_flags"].append(row)
        elif metric and metric.scoring.model is Model.MATRIX:
            parts = {(row.code, part) for part in metric.scoring.parts}
            others["results" if official or parts <= handed_in else "of_parts"].append(row)
        elif metric:
            figures.append(Understood(row, metric.id, metric))
        else:
            others["results" if row.metric in known else "unknown"].append(row)
    return Sorted(tuple(figures), **{name: tuple(found) for name, found in others.items()})

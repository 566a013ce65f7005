"""One measure through all editions: its official ids change, its number does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from league import editions
from league.rules.edition import Edition, Metric


@dataclass(frozen=True)
class Version:
    """A measure as one edition has it."""

    edition: Edition
    metric: Metric

    @property
    def year(self) -> str:
        """``2025/26``."""
        return year(self.edition)


@dataclass(frozen=True)
class Measure:
    """``versions`` are oldest first; at least one."""

    versions: tuple[Version, ...]

    @property
    def latest(self) -> Version:
        return self.versions[-1]

    @property
    def id(self) -> str:
        """Its id in the newest edition that has it: stands in its address."""
        return self.latest.metric.id

    @property
    def official_ids(self) -> tuple[str, ...]:
        """Every id of its values and scores, in each edition's order, once each."""
        ids = [
            official
            for version in self.versions
            for official in (version.metric.id, version.metric.score_id)
            if official
        ]
        return tuple(dict.fromkeys(ids))

    def in_edition(self, edition: Edition) -> Metric | None:
        """The measure as that edition has it, None where it has not."""
        for version in self.versions:
            if version.edition.slug == edition.slug:
                return version.metric
        return None


def year(edition: Edition) -> str:
    """``2025/26``."""
    return edition.financial_year.replace("-", "/")


def all_measures(of: Sequence[Edition] | None = None) -> tuple[Measure, ...]:
    """Every measure of the editions (all of them by default), in the newest one's order;
    those that it dropped come last."""
    found: dict[tuple[str, bool], list[Version]] = {}
    known = editions.all_editions() if of is None else of
    for edition in reversed(known):
        for metric in edition.metrics:
            found.setdefault(_number(metric), []).insert(0, Version(edition, metric))
    return tuple(Measure(tuple(versions)) for versions in found.values())


def find(official_id: str) -> Measure | None:
    """The measure that has that id, of a value or of a score, in any edition."""
    wanted = official_id.upper()
    for measure in all_measures():
        if wanted in measure.official_ids:
            return measure
    return None


def _number(metric: Metric) -> tuple[str, bool]:
    """What stays the same through the years: ``OF1046`` and ``OF2046`` end alike. A part may
    share the number of its whole."""
    return metric.id[-3:], metric.part_of is not None

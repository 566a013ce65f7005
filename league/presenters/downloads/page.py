"""The page of downloads: whole quarters and the whole history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from league import editions
from league.models import Quarter
from league.presenters.about import LICENCE, LICENCE_HREF, SOURCE_HREF
from league.presenters.content import addresses
from league.presenters.gaps import span
from league.presenters.links import Link, trusts_of
from league.presenters.wording import capital, day
from trusts.types import TrustType

from .datasets import DATASETS
from .fields import revision_number
from .links import ENDINGS, twins
from .notes import published_at


@dataclass(frozen=True)
class Downloads:
    """One thing that can be downloaded: ``subject`` is said to screen readers with each link."""

    name: str
    subject: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class QuarterDownloads:
    label: str
    anchor: str
    note: str
    caption: str
    files: tuple[Downloads, ...]


@dataclass(frozen=True)
class DataPage:
    span: str
    history: tuple[Downloads, ...]
    quarters: tuple[QuarterDownloads, ...]
    register: Downloads
    rules: tuple[Downloads, ...]
    datasets: tuple[tuple[str, str], ...]
    """Name and meaning of each."""
    licence: str
    """Empty for invented figures."""
    licence_href: str
    source_href: str


def data_page(quarters: Sequence[Quarter]) -> DataPage:
    """``quarters`` are all published ones, newest first."""
    held = span(quarters)
    is_fictional = any(quarter.fictional for quarter in quarters)
    return DataPage(
        span=held,
        history=_history(held),
        quarters=tuple(_quarter(quarter) for quarter in quarters),
        register=Downloads("Register of trusts", "register of trusts", twins(reverse("trusts"))),
        rules=_rules(),
        datasets=tuple((dataset.name, dataset.meaning) for dataset in DATASETS),
        licence="" if is_fictional else LICENCE,
        licence_href=LICENCE_HREF,
        source_href=SOURCE_HREF,
    )


def _rules() -> tuple[Downloads, ...]:
    """The newest edition first; one metric has its files on its own page."""
    overview = Downloads(
        "What changed between editions", "changes between editions", twins(reverse("methodology"))
    )
    metrics = Downloads("All metrics of all editions", "all metrics", twins(reverse("metrics")))
    each = (
        Downloads(edition.name, f"rules of the {edition.name}", twins(addresses.edition(edition)))
        for edition in reversed(editions.all_editions())
    )
    return (metrics, overview, *each)


def _history(held: str) -> tuple[Downloads, ...]:
    return tuple(
        Downloads(
            dataset.name,
            f"{dataset.name}, {held}",
            tuple(
                Link(label, reverse("history-dataset", args=[dataset.slug, ending]))
                for ending, label in ENDINGS
            ),
        )
        for dataset in DATASETS
    )


def _quarter(quarter: Quarter) -> QuarterDownloads:
    return QuarterDownloads(
        label=quarter.label,
        anchor=f"quarter-{quarter.slug}",
        note=f"Revision {revision_number(quarter)}, published {day(published_at(quarter))}.",
        caption=f"Files of {quarter.label}",
        files=(
            *_datasets(quarter),
            _workbook(quarter),
            *_tables(quarter),
            _reconciliation(quarter),
        ),
    )


def _datasets(quarter: Quarter) -> tuple[Downloads, ...]:
    return tuple(
        Downloads(
            dataset.name,
            f"{dataset.name}, {quarter.label}",
            tuple(
                Link(label, reverse("quarter-dataset", args=[dataset.slug, quarter.slug, ending]))
                for ending, label in ENDINGS
            ),
        )
        for dataset in DATASETS
    )


def _workbook(quarter: Quarter) -> Downloads:
    link = Link("Excel", reverse("quarter-workbook", args=[quarter.slug]))
    return Downloads("All three in one workbook", f"all results, {quarter.label}", (link,))


def _tables(quarter: Quarter) -> tuple[Downloads, ...]:
    return tuple(
        Downloads(
            f"{capital(trusts_of(slug))}: league table",
            f"{trusts_of(slug)}, league table, {quarter.label}",
            twins(reverse("league-table", args=[slug, quarter.slug])),
        )
        for slug in TrustType.values
    )


def _reconciliation(quarter: Quarter) -> Downloads:
    return Downloads(
        "Beside NHS England's results",
        f"reconciliation, {quarter.label}",
        twins(reverse("quarter", args=[quarter.slug])),
    )

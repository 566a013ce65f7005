"""Which quarters readers may see, and what is known about one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from league.files.quarters import QuarterName
from league.models import Quarter, Reconciliation, Revision, Submission


@dataclass(frozen=True)
class PublishedQuarters:
    """All published quarters, newest first: each with its revision and assessment."""

    quarters: tuple[Quarter, ...]

    def __iter__(self) -> Iterator[Quarter]:
        return iter(self.quarters)

    def __bool__(self) -> bool:
        return bool(self.quarters)

    @property
    def latest(self) -> Quarter | None:
        return self.quarters[0] if self.quarters else None

    def find(self, slug: str) -> Quarter | None:
        """The quarter of that slug, None when it is unknown or not published."""
        return next((quarter for quarter in self.quarters if quarter.slug == slug), None)

    def before(self, quarter: Quarter) -> Quarter | None:
        """The nearest earlier published quarter."""
        return next((other for other in self.quarters if other.starts < quarter.starts), None)


class ListedQuarter(NamedTuple):
    """A published quarter as choosers list it: a page may list hundreds."""

    slug: str
    financial_year: str
    number: int
    edition: str
    assessment: int
    """Key of the one that readers see."""

    @property
    def label(self) -> str:
        """``Q4 2025/26``."""
        return QuarterName(self.financial_year, self.number).label


@dataclass(frozen=True)
class QuarterAmongAll:
    """A published quarter, and ``listed``, newest first, all that readers may choose instead."""

    quarter: Quarter
    listed: tuple[ListedQuarter, ...]

    @property
    def before(self) -> ListedQuarter | None:
        """The nearest earlier published quarter."""
        own = [each.slug for each in self.listed].index(self.quarter.slug)
        return next(iter(self.listed[own + 1 :]), None)

    @property
    def comparable_before(self) -> ListedQuarter | None:
        """The same, when it belongs to the same edition: else scores cannot be compared."""
        before = self.before
        return before if before is not None and before.edition == self.quarter.edition else None


def listed() -> tuple[ListedQuarter, ...]:
    """All published quarters, newest first. One query."""
    return tuple(map(ListedQuarter._make, Quarter.objects.listed()))


def find(slug: str) -> Quarter | None:
    """The published quarter of that slug with its revision and assessment. One query."""
    return Quarter.objects.published().filter(pk=slug).first()


def latest() -> Quarter | None:
    """One query."""
    return Quarter.objects.latest_published()


def among_all(slug: str) -> QuarterAmongAll | None:
    """None when that quarter is unknown or not published. Two queries."""
    found = find(slug)
    return QuarterAmongAll(found, listed()) if found else None


def published() -> PublishedQuarters:
    """One query."""
    return PublishedQuarters(tuple(Quarter.objects.published().newest_first()))


def is_demonstration() -> bool:
    """Whether what readers see is invented; real and invented figures never mix."""
    return Quarter.objects.published().fictional().exists()


def revisions(quarter: Quarter) -> list[Revision]:
    """Newest first, with their assessments."""
    return list(Revision.objects.of_quarter(quarter))


def latest_revisions(how_many: int) -> list[Revision]:
    """Of all quarters, the last published first, with their quarters and assessments."""
    return list(Revision.objects.latest_first()[:how_many])


def submissions(quarter: Quarter) -> list[Submission]:
    """Applied ones, newest first, with their files."""
    return list(Submission.objects.of_quarter(quarter).applied())


def reconciliation(quarter: Quarter) -> Reconciliation | None:
    """That of the published assessment, None when none was made."""
    return Reconciliation.objects.of_quarter(quarter).first()

"""Which quarters readers may see, and what is known about one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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

"""The page of a quarter: its revisions, what is known, the cuts, and the reconciliation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from league import editions
from league.models import Assessment, Quarter, Reconciliation, Revision, Submission
from league.reads.completeness import MetricCompleteness
from league.reads.league_tables import shown
from league.rules.edition import CutKind, Edition
from trusts.types import TrustType

from . import wording
from .about import AboutFigures, about_figures
from .gaps import NOT_HELD, WHY, gaps
from .links import LeagueAddress, Link, trusts_of
from .reconciliation import ReconciliationView, reconciliation_view

IMPORT_COMMAND = "import_nof command"
"""The name under which the command signs what it imports."""


@dataclass(frozen=True)
class RevisionRow:
    number: int
    published: str
    reason: str
    by: str
    current: bool
    slug: str
    submissions: tuple[Link, ...]
    """What was handed in since the revision before, the oldest first; links within the page."""


@dataclass(frozen=True)
class SubmissionRow:
    number: int
    slug: str
    received: str
    origin: str
    by: str
    reason: str
    taken_back: str
    """By which submission it was withdrawn; empty when it was not."""
    files: tuple[tuple[str, str, str], ...]
    """Name, rows in words, SHA-256."""


@dataclass(frozen=True)
class CompletenessRow:
    id: str
    name: str
    reported: str
    suppressed: str
    not_submitted: str
    scored: str


@dataclass(frozen=True)
class CutRow:
    name: str
    limits: tuple[str, ...]


@dataclass(frozen=True)
class QuarterPage:
    quarter: str
    lead: str
    tables: tuple[Link, ...]
    revisions: tuple[RevisionRow, ...]
    submissions: tuple[SubmissionRow, ...]
    notes: tuple[str, ...]
    trusts: str
    completeness: tuple[CompletenessRow, ...]
    cuts: tuple[CutRow, ...]
    cuts_note: str
    reconciliation: ReconciliationView | None
    about: AboutFigures


def quarter_page(
    *,
    quarter: Quarter,
    names: Mapping[str, str],
    revisions: Sequence[Revision],
    submissions: Sequence[Submission],
    completeness: Sequence[MetricCompleteness],
    reconciliation: Reconciliation | None,
) -> QuarterPage:
    edition, assessment = editions.get(quarter.edition), shown(quarter)
    return QuarterPage(
        quarter=quarter.label,
        lead=_lead(quarter, assessment),
        tables=_tables(quarter),
        revisions=_revisions(revisions, submissions, quarter),
        submissions=_submissions(submissions, assessment),
        notes=tuple(wording.sentence(note) for note in assessment.notes),
        trusts=wording.count(len(names), "trust"),
        completeness=_completeness(edition, completeness),
        cuts=cut_rows(edition, assessment),
        cuts_note=_cuts_note(edition),
        reconciliation=(
            reconciliation_view(reconciliation, quarter, edition, names) if reconciliation else None
        ),
        about=about_figures(quarter),
    )


def _lead(quarter: Quarter, assessment: Assessment) -> str:
    if quarter.fictional:
        return "All figures of this quarter were computed by our rules from invented values."
    if assessment.is_computed:
        return (
            "Every score, segment and rank of this quarter was computed again from the published "
            "values, and then set beside NHS England's own results."
        )
    return (
        "The results of this quarter are shown as NHS England published them, because the values "
        "of some trusts are not at hand."
    )


def _tables(quarter: Quarter) -> tuple[Link, ...]:
    return tuple(
        Link(wording.capital(trusts_of(slug)), LeagueAddress(slug, quarter.slug)())
        for slug in TrustType.values
    )


def _revisions(
    revisions: Sequence[Revision], submissions: Sequence[Submission], quarter: Quarter
) -> tuple[RevisionRow, ...]:
    """Newest first, each with what was handed in since the one before it."""
    numbers = {each.pk: each.number for each in submissions}
    rows, before = [], 0
    for revision in sorted(revisions, key=lambda each: each.number):
        last = numbers.get(revision.assessment.submission_id, before)
        behind = [number for number in sorted(numbers.values()) if before < number <= last]
        rows.append(_revision(revision, quarter, behind))
        before = last
    return tuple(reversed(rows))


def _revision(revision: Revision, quarter: Quarter, behind: Sequence[int]) -> RevisionRow:
    return RevisionRow(
        number=revision.number,
        published=wording.moment(revision.published_at),
        reason=wording.sentence(revision.reason),
        by=_by(revision.published_by_name),
        current=revision.pk == quarter.current_revision_id,
        slug=f"revision-{revision.number}",
        submissions=tuple(Link(f"submission {number}", f"#{_slug(number)}") for number in behind),
    )


def _submissions(
    submissions: Sequence[Submission], assessment: Assessment
) -> tuple[SubmissionRow, ...]:
    """Those behind what is shown: what came later is not published."""
    last = next(each.number for each in submissions if each.pk == assessment.submission_id)
    public = [each for each in submissions if each.number <= last]
    taken_back = {each.withdraws_id: each.number for each in public if each.withdraws_id}
    return tuple(_submission(each, taken_back.get(each.pk)) for each in public)


def _submission(submission: Submission, taken_back: int | None) -> SubmissionRow:
    return SubmissionRow(
        number=submission.number,
        slug=_slug(submission.number),
        received=wording.moment(submission.received_at),
        origin=submission.get_origin_display(),
        by=_by(submission.author_name),
        reason=wording.sentence(submission.reason),
        taken_back=f"Taken back by submission {taken_back}." if taken_back else "",
        files=tuple(
            (file.name, wording.count(file.rows, "row"), file.sha256)
            for file in submission.files.all()
        ),
    )


def _slug(number: int) -> str:
    """Of a submission, within the page."""
    return f"submission-{number}"


def _by(name: str) -> str:
    """Who did it, in words for readers."""
    return "the site's own import" if name == IMPORT_COMMAND else name


def _completeness(
    edition: Edition, counted: Sequence[MetricCompleteness]
) -> tuple[CompletenessRow, ...]:
    by_id = {row.metric: row for row in counted}
    return tuple(
        CompletenessRow(
            id=metric.id,
            name=metric.name,
            reported=wording.number(by_id[metric.id].reported),
            suppressed=wording.number(by_id[metric.id].suppressed),
            not_submitted=wording.number(by_id[metric.id].not_submitted),
            scored=wording.number(by_id[metric.id].scored),
        )
        for metric in edition.metrics
        if metric.id in by_id
    )


def cut_rows(edition: Edition, assessment: Assessment) -> tuple[CutRow, ...]:
    """Upper limits of segments 1 to 3, overall and by domain; none where none were computed."""
    rows = [CutRow("Average metric score: segment", _limits(assessment.cuts))]
    for domain in edition.domains:
        if domain.key in assessment.domain_cuts:
            rows.append(CutRow(domain.name, _limits(assessment.domain_cuts[domain.key])))
    return tuple(row for row in rows if row.limits)


def domain_limits(assessment: Assessment, domain: str) -> tuple[str, ...]:
    """Upper limits of a domain's segments 1 to 3; none where none were computed."""
    return _limits(assessment.domain_cuts.get(domain, ()))


def _limits(cuts: Sequence[float]) -> tuple[str, ...]:
    return tuple(wording.number(cut, 2 if round(cut, 2) == cut else 4) for cut in cuts)


def _cuts_note(edition: Edition) -> str:
    if edition.cuts.kind is CutKind.THRESHOLDS:
        segments = "The limits of segments are fixed for the year and the same for every type."
    else:
        segments = "The limits of segments are the quartiles of all trusts' average scores."
    return f"{segments} A score on a limit belongs to the better segment."


@dataclass(frozen=True)
class QuarterLine:
    """A quarter that is not held has a link without an address, and no framework."""

    quarter: Link
    framework: str
    basis: str
    revision: str
    reason: str


def quarter_lines(quarters: Sequence[Quarter]) -> tuple[QuarterLine, ...]:
    """The list of quarters, newest first, with those between that are not held."""
    lines = {quarter.slug: _quarter_line(quarter) for quarter in quarters}
    for name in gaps(quarters):
        lines[name.slug] = QuarterLine(Link(name.label, ""), "", NOT_HELD, "", WHY)
    return tuple(lines[slug] for slug in sorted(lines, reverse=True))


def _quarter_line(quarter: Quarter) -> QuarterLine:
    revision = quarter.current_revision
    if revision is None:
        raise ValueError(f"{quarter} is not published.")
    return QuarterLine(
        quarter=Link(quarter.label, reverse("quarter", args=[quarter.slug])),
        framework=editions.get(quarter.edition).name,
        basis="Computed" if revision.assessment.is_computed else "As published",
        revision=f"{revision.number}, {wording.day(revision.published_at)}",
        reason=wording.sentence(revision.reason),
    )

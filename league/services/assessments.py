"""Compute a whole quarter and store its results: one trust's value moves its peers."""

from __future__ import annotations

import hashlib
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection, models, transaction

from league import editions, rules
from league.models import (
    Assessment,
    Basis,
    DomainScore,
    MetricScore,
    MetricSpread,
    Movement,
    Quarter,
    Reconciliation,
    SegmentAssignment,
    Submission,
    TrustExplanation,
)
from league.rules.assess import DRAWS, assess
from league.rules.edition import Edition
from league.rules.panel import Panel
from league.rules.published import adopt
from league.rules.results import QuarterResult

from . import (
    adoption,
    basis,
    collector,
    explanation_rows,
    inputs,
    panels,
    reconciliation,
    result_rows,
)
from .audit import Actor, record
from .digests import Digest
from .refusals import RefusedError
from .result_rows import Row
from .storing import copy_rows


@dataclass(frozen=True)
class Computation:
    """A quarter's results and all that led to them, before anything is stored."""

    edition: Edition
    given: inputs.Inputs
    ground: basis.Ground
    panel: Panel
    result: QuarterResult

    def tables(self) -> Iterator[tuple[type[models.Model], Iterator[Row]]]:
        """The rows of each table of results, made as they are asked for: there may be many."""
        yield SegmentAssignment, result_rows.assignments(self.result, self.given)
        yield DomainScore, result_rows.domain_scores(self.result)
        yield MetricScore, result_rows.metric_scores(self.result, self.given)
        yield TrustExplanation, explanation_rows.explanations(self.result, self.given)
        yield MetricSpread, explanation_rows.spreads(self.result, self.panel)

    def hand_over(self, take: Callable[[type[models.Model], Iterator[Row]], object]) -> str:
        """Give all rows to ``take``, table by table.

        Returns:
            SHA-256 of all results, by which a later recomputation proves itself.
        """
        digest = Digest()
        digest.text("[")
        for place, (model, rows) in enumerate(self.tables()):
            digest.text("," if place else "[")
            take(model, digest.passing(rows))
        digest.text("],")
        digest.plain([list(self.result.cuts), _domain_cuts(self.result)])
        digest.text("]")
        return digest.told()

    @property
    def digest(self) -> str:
        """What :meth:`hand_over` returns."""
        return self.hand_over(lambda _, rows: deque(rows, maxlen=0))

    @property
    def inputs_digest(self) -> str:
        return self.given.digest(with_figures=self.ground.basis == Basis.PUBLISHED)


def seed_of(quarter: Quarter) -> int:
    """The seed of the likely ranges: the same for a quarter for ever."""
    return int.from_bytes(hashlib.sha256(quarter.slug.encode()).digest()[:4], "big")


def compute(quarter: Quarter, *, up_to: int | None = None, draws: int = DRAWS) -> Computation:
    """The quarter's results from what is in force, or was once a submission was applied.

    Raises:
        RefusedError: there is nothing from which a result could come.
    """
    given = inputs.in_force(quarter, up_to=up_to)
    ground, panel, result = work_out(quarter, given, draws=draws)
    return Computation(result.edition, given, ground, panel, result)


def work_out(
    quarter: Quarter, given: inputs.Inputs, *, draws: int = DRAWS
) -> tuple[basis.Ground, Panel, QuarterResult]:
    """The results that those inputs would give, in force or not; nothing is stored.

    Raises:
        RefusedError: there is nothing from which a result could come.
    """
    edition = editions.get(quarter.edition)
    ground = basis.ground(edition, given)
    types = {code: given.members[code].type for code in ground.codes}
    panel = panels.build(edition, given.values, types)
    return ground, panel, _result(quarter, edition, given, ground, panel, draws)


@transaction.atomic
@collector.resting()
def recompute(
    *, by: Actor, quarter: Quarter, submission: Submission, draws: int = DRAWS
) -> Assessment:
    """Assess the quarter anew and make the result its current assessment.

    Rows of drafts that this supersedes are dropped: they can be computed again.
    """
    started = time.perf_counter()
    held = Quarter.objects.locked(quarter.pk)
    computed = compute(held, draws=draws)
    seconds = time.perf_counter() - started
    assessment = _store(by, held, submission, computed, seconds)
    before = held.current_assessment_id
    held.current_assessment = assessment
    held.save(update_fields=["current_assessment"])
    _drop_superseded(held)
    after = {"assessment": assessment.number, "basis": assessment.basis}
    record(by=by, action="quarter.assessed", subject=held, before={"id": before}, after=after)
    return assessment


@dataclass(frozen=True)
class Again:
    """A past moment computed once more. Digests are SHA-256; ``inputs_`` of what it rests on."""

    assessment: Assessment
    inputs_digest: str
    results_digest: str
    seconds: float

    @property
    def identical(self) -> bool:
        return self.results_digest == self.assessment.results_digest

    @property
    def same_inputs(self) -> bool:
        return self.inputs_digest == self.assessment.inputs_digest

    @property
    def same_rules(self) -> bool:
        """Whether it was computed by today's rules, and by this edition of the framework."""
        held = (self.assessment.rules_version, self.assessment.edition_checksum)
        edition = editions.get(self.assessment.quarter.edition)
        return held == (rules.VERSION, edition.checksum)


def again(assessment: Assessment) -> Again:
    """Compute its moment once more; nothing is stored.

    Raises:
        RefusedError: today's rules cannot compute it.
    """
    started = time.perf_counter()
    number = assessment.submission.number
    found = compute(assessment.quarter, up_to=number, draws=assessment.draws)
    seconds = time.perf_counter() - started
    return Again(assessment, found.inputs_digest, found.digest, seconds)


def verify(assessment: Assessment) -> bool:
    """Whether computing its moment again gives the same bytes."""
    return again(assessment).identical


def _result(
    quarter: Quarter,
    edition: Edition,
    given: inputs.Inputs,
    ground: basis.Ground,
    panel: Panel,
    draws: int,
) -> QuarterResult:
    if ground.basis == Basis.PUBLISHED:
        return adopt(edition, panel, adoption.published_trusts(given, ground.codes))
    try:
        return assess(edition, panel, draws=draws, seed=seed_of(quarter))
    except ValueError as error:
        raise RefusedError(f"{quarter.label} cannot be computed: {error}") from error


def _store(
    by: Actor, quarter: Quarter, submission: Submission, computed: Computation, seconds: float
) -> Assessment:
    newest = quarter.assessments.order_by("-number").first()
    pk = _next_id()
    digest = computed.hand_over(lambda model, rows: copy_rows(model, rows, {"assessment_id": pk}))
    assessment = Assessment.objects.create(
        pk=pk,
        quarter=quarter,
        number=newest.number + 1 if newest else 1,
        submission=submission,
        basis=computed.ground.basis,
        created_at=by.moment,
        created_by=by.user,
        created_by_name=by.name,
        edition_checksum=computed.edition.checksum,
        rules_version=rules.VERSION,
        seed=computed.result.seed,
        draws=computed.result.draws,
        cuts=list(computed.result.cuts),
        domain_cuts=_domain_cuts(computed.result),
        inputs_digest=computed.inputs_digest,
        results_digest=digest,
        seconds=seconds,
        notes=list(computed.ground.notes),
    )
    compared = reconciliation.compare(
        edition=computed.edition,
        inputs=computed.given,
        basis=computed.ground.basis,
        panel=computed.panel,
        result=computed.result,
    )
    reconciliation.keep(assessment=assessment, compared=compared)
    return assessment


def _next_id() -> int:
    """Of an assessment to be: its results go in first, so that they are never held all at once,
    and only then their digest is known. Keys to it are checked when the transaction ends."""
    sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id'))"
    with connection.cursor() as cursor:
        cursor.execute(sequence, [Assessment._meta.db_table])
        return int(cursor.fetchone()[0])


def _domain_cuts(result: QuarterResult) -> dict[str, list[float]]:
    return {domain: list(cuts) for domain, cuts in result.domain_cuts}


_RESULTS = (
    *(MetricScore, DomainScore, SegmentAssignment, Reconciliation),
    *(TrustExplanation, MetricSpread, Movement),
)


def _drop_superseded(quarter: Quarter) -> None:
    drafts = Assessment.objects.superseded_drafts(quarter)
    for model in _RESULTS:
        model._default_manager.filter(assessment__in=drafts).delete()

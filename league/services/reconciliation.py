"""How far our results agree with NHS England's, kept with each assessment."""

from __future__ import annotations

from league.models import Assessment, Basis, Reconciliation
from league.rules.edition import Edition, Model
from league.rules.panel import Panel
from league.rules.results import QuarterResult

from . import comparison, partial
from .inputs import Inputs


def compare(
    *, edition: Edition, inputs: Inputs, basis: Basis, panel: Panel, result: QuarterResult
) -> comparison.Comparison:
    """A computed quarter is compared as a whole; one taken as published only in what can
    be computed of it."""
    computed = basis is Basis.COMPUTED
    ours = comparison.cells_of(result) if computed else partial.cells(edition, inputs, panel)
    by_source = {m.id for m in edition.metrics if m.scoring.model is Model.BY_SOURCE}
    return comparison.compare(ours, inputs.figures, handed_in=by_source, list_missing=computed)


def keep(*, assessment: Assessment, compared: comparison.Comparison) -> Reconciliation:
    """Store the comparison, so that a page reads it in one query."""
    return Reconciliation.objects.create(
        assessment=assessment,
        lines=compared.lines_as_data(),
        differences=compared.differences_as_data(),
    )

"""The values in force as a panel: arrays that the rules can work on."""

from __future__ import annotations

from collections.abc import Mapping

from league.models import ValueState
from league.rules.edition import Edition
from league.rules.panel import Panel, Reading, State, build_panel

from .inputs import Value

STATES = {
    ValueState.REPORTED.value: State.REPORTED,
    ValueState.SUPPRESSED.value: State.SUPPRESSED,
    ValueState.NOT_SUBMITTED.value: State.NOT_SUBMITTED,
    ValueState.NOT_APPLICABLE.value: State.NOT_APPLICABLE,
    ValueState.NO_FIGURE.value: State.NO_FIGURE,
}


def build(
    edition: Edition, values: Mapping[tuple[str, str], Value], types: Mapping[str, str]
) -> Panel:
    """The panel of the trusts whose type is given, in order of their codes; ``values`` by code
    and metric."""
    readings = (
        Reading(
            code,
            metric,
            value.value,
            state=STATES[value.state],
            unit=value.unit,
            tie_rank=value.source_rank,
        )
        for (code, metric), value in values.items()
        if code in types
    )
    return build_panel(edition, types, readings)

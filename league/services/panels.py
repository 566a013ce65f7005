"""The values in force as a panel: arrays that the rules can work on."""

from __future__ import annotations

from collections.abc import Collection

from league.models import ValueState
from league.rules.edition import Edition
from league.rules.panel import Panel, Reading, State, build_panel

from .inputs import Inputs

STATES = {
    ValueState.REPORTED.value: State.REPORTED,
    ValueState.SUPPRESSED.value: State.SUPPRESSED,
    ValueState.NOT_SUBMITTED.value: State.NOT_SUBMITTED,
    ValueState.NOT_APPLICABLE.value: State.NOT_APPLICABLE,
    ValueState.NO_FIGURE.value: State.NO_FIGURE,
}


def build(edition: Edition, inputs: Inputs, codes: Collection[str]) -> Panel:
    """The panel of those trusts, in order of their codes."""
    readings = (
        Reading(
            code,
            metric,
            value.value,
            state=STATES[value.state],
            unit=value.unit,
            tie_rank=value.source_rank,
        )
        for (code, metric), value in inputs.values.items()
        if code in codes
    )
    return build_panel(edition, {code: inputs.members[code].type for code in codes}, readings)

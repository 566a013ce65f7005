"""Whether a handover says anything that is not in force already."""

from __future__ import annotations

from .handover import Handover
from .inputs import Inputs


def is_news(handover: Handover, held: Inputs) -> bool:
    """True when any member, value or figure differs from what is in force."""
    return (
        _trusts_differ(handover, held)
        or _values_differ(handover, held)
        or _figures_differ(handover, held)
    )


def _trusts_differ(handover: Handover, held: Inputs) -> bool:
    known = {
        code: (member.name, member.type, member.subtype, member.region)
        for code, member in held.members.items()
    }
    return any(
        known.get(line.code) != (line.name, line.type, line.subtype, line.region)
        for line in handover.trusts
    )


def _values_differ(handover: Handover, held: Inputs) -> bool:
    known = {
        key: (value.unit, value.value, value.state, value.period, value.source_rank)
        for key, value in held.values.items()
    }
    return any(
        known.get((line.code, line.metric))
        != (line.unit, line.value, line.state, line.period, line.source_rank)
        for line in handover.values
    )


def _figures_differ(handover: Handover, held: Inputs) -> bool:
    return any(
        held.figures.get((line.code, line.kind, line.key)) != line.value
        for line in handover.figures
    )

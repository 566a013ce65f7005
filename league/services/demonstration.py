"""The demonstration data: loaded as real figures would be, and never mixed with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.db import transaction

from league.demo import england, oversight
from league.demo import statements as told_statements
from league.demo.cast import cast
from league.demo.england import Release
from league.demo.figures import Figure
from league.models import Origin, OversightRecord, Quarter, Ruling, TrustSubmitter
from league.rules.assess import DRAWS
from trusts.models import Trust

from . import people, publishing, register, removal, statements, submissions
from .audit import Actor, record
from .handover import Handover, TrustLine, ValueLine
from .panels import STATES
from .refusals import RefusedError
from .rights import require_command

_STATE_NAMES = {state: name for name, state in STATES.items()}


def is_present() -> bool:
    """Whether any invented quarter or trust is stored."""
    return Quarter.objects.fictional().exists() or Trust.objects.fictional().exists()


@transaction.atomic
def load(
    *, by: Actor, draws: int = DRAWS, progress: Callable[[str], None] = lambda _: None
) -> list[str]:
    """Hand in and publish the fictional England, quarter by quarter; all of it or nothing.

    Its rows carry the dates of the invented history, the audit trail those of today.

    Returns:
        slugs of the quarters published, in that order; none when it was there already.

    Raises:
        NotAllowedError: the actor is no command.
        RefusedError: real trusts or quarters are stored.
    """
    require_command(by=by)
    register.lock()
    if is_present():
        return []
    if Trust.objects.real().exists() or Quarter.objects.filter(fictional=False).exists():
        raise RefusedError(
            "Real figures are stored, and invented ones never mix with them: "
            "load the demonstration into a database of its own."
        )
    for release in england.releases():
        progress(release.publication)
        if _is_first_after_the_merger(release):
            _merge(by)
        _publish(replace(by, at=release.at), release, draws)
    _tell_oversight(by)
    _publish_statements(by)
    return [release.quarter for release in england.releases()]


def _publish(by: Actor, release: Release, draws: int) -> None:
    applied = submissions.submit(
        by=by,
        handover=_handover(release),
        origin=Origin.DEMONSTRATION,
        reason=release.reason,
        draws=draws,
    )
    publishing.publish(by=by, quarter=applied.submission.quarter, reason=release.publication)


def _handover(release: Release) -> Handover:
    return Handover(
        quarter=release.quarter,
        trusts=tuple(
            TrustLine(each.code, each.name, each.type, each.subtype, each.region, each.icb)
            for each in release.trusts
        ),
        values=tuple(map(_value_line, release.figures)),
        fictional=True,
    )


def _value_line(figure: Figure) -> ValueLine:
    return ValueLine(
        code=figure.code,
        metric=figure.metric,
        unit=figure.unit,
        value=figure.value,
        state=_STATE_NAMES[figure.state],
        period=figure.period,
    )


def _is_first_after_the_merger(release: Release) -> bool:
    """Then the merger is known, so that what moved since the quarter before can name it."""
    if any(trust.code == cast().merged for trust in release.trusts):
        return False
    return Trust.objects.get(pk=cast().merged).closed is None


def _merge(by: Actor) -> None:
    """Close the trust that joined another."""
    trust = Trust.objects.get(pk=cast().merged)
    trust.closed = england.MERGER
    trust.successor_id = cast().successor
    trust.save(update_fields=["closed", "successor"])
    after = {"closed": england.MERGER.isoformat(), "successor": trust.successor_id}
    record(by=by, action="trust.closed", subject=trust, after=after)


def _tell_oversight(by: Actor) -> None:
    """What the pages show beside the segments."""
    facts = oversight.facts()
    OversightRecord.objects.bulk_create(
        OversightRecord(
            trust_id=fact.code,
            kind=fact.kind,
            value=fact.value,
            valid_from=fact.valid_from,
            valid_to=fact.valid_to,
            source=oversight.SOURCE,
        )
        for fact in facts
    )
    latest = Quarter.objects.fictional().newest_first()[0]
    record(by=by, action="oversight.recorded", subject=latest, after={"records": len(facts)})


def _publish_statements(by: Actor) -> None:
    """What trusts themselves say, written and accepted."""
    for told in told_statements.statements():
        made = statements.write(
            by=replace(by, at=told.written),
            trust=told.code,
            quarter=told.quarter,
            text=told.text,
            office=told.office,
        )
        statements.decide(
            by=replace(by, at=told.accepted),
            statement=made,
            decision=Ruling.ACCEPTED,
            reason=told.reason,
        )


@transaction.atomic
def remove(*, by: Actor) -> list[str]:
    """Take every invented quarter and trust away, with whatever people did with them: handed
    in, planned, withdrew, wrote. Their accounts and the audit trail stay.

    Returns:
        labels of the quarters removed, oldest first.

    Raises:
        NotAllowedError: the actor is no command.
    """
    require_command(by=by)
    register.lock()
    invented = list(Quarter.objects.fictional().order_by("starts").select_for_update())
    for quarter in invented:
        record(by=by, action="demonstration.removed", subject=quarter)
    codes = list(Trust.objects.fictional().values_list("pk", flat=True))
    for binding in TrustSubmitter.objects.filter(trust__in=codes).select_related("user"):
        people.release(by=by, binding=binding)
    removal.remove_quarters([quarter.slug for quarter in invented])
    removal.remove_trusts(codes)
    return [quarter.label for quarter in invented]

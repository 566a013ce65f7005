"""What is done with the register, oversight, people and the server."""

from __future__ import annotations

from datetime import date

from league.models import OversightKind, TrustSubmitter
from league.services import (
    demonstration,
    imports,
    oversight,
    oversight_files,
    people,
    registering,
    renewal,
)
from league.services.audit import Actor
from league.services.oversight import Told
from league.services.refusals import RefusedError
from league.services.registering import Details
from league.services.rights import NotAllowedError

from .acting import COMMANDS, KEEPS, Act
from .roles import MINE
from .world import World

_DETAILS = Details("Renamed", "acute")
_DAY = date(2026, 10, 1)
_FILE = b"trust,kind,value,valid_from,source\nZA1,cqc-rating,Good,2026-01-01,CQC"
_ROWS: list[oversight_files.Row] = [
    (2, (MINE, "cqc-rating", "Good", "2026-01-01", "", "Care Quality Commission"))
]


def _told(world: World) -> Told:
    kind, source = OversightKind.IMPROVEMENT_PROGRAMME, "NHS England"
    return Told(world.spare, kind, "Tier 1", date(2026, 1, 1), source)


def _make_submitter(_: World, by: Actor) -> object:
    return people.make_submitter(by=by, username="new", trusts=[MINE], password=None)


def _load(_: World, by: Actor) -> object:
    try:
        return demonstration.load(by=by, draws=0)
    except NotAllowedError:
        raise
    except RefusedError as refusal:  # the right is there, but so are the real figures
        return refusal


REGISTER: dict[str, Act] = {
    "registering.add": (
        lambda _, by: registering.add(by=by, code="ZN1", details=_DETAILS),
        KEEPS,
    ),
    "registering.change": (
        lambda w, by: registering.change(by=by, trust=w.spare, details=_DETAILS),
        KEEPS,
    ),
    "registering.close": (
        lambda w, by: registering.close(by=by, trust=w.spare, closed=_DAY),
        KEEPS,
    ),
    "registering.merge": (
        lambda w, by: registering.merge(
            by=by, trust=w.spare, into=w.mine.statement.trust, closed=_DAY
        ),
        KEEPS,
    ),
    "registering.reopen": (
        lambda w, by: registering.reopen(by=by, trust=w.closed, reason="It is open"),
        KEEPS,
    ),
    "registering.allow": (lambda _, by: registering.allow(by=by), KEEPS),
    "people.make_submitter": (_make_submitter, KEEPS),
    "people.release": (
        lambda w, by: people.release(by=by, binding=TrustSubmitter.objects.get(pk=w.binding.pk)),
        KEEPS,
    ),
    "oversight.check": (lambda w, by: oversight.check(by=by, told=_told(w)), KEEPS),
    "oversight.record": (lambda w, by: oversight.record(by=by, told=_told(w)), KEEPS),
    "oversight.end": (
        lambda w, by: oversight.end(by=by, held=w.oversight, last_day=_DAY),
        KEEPS,
    ),
    "oversight.allow_end": (lambda w, by: oversight.allow_end(by=by, held=w.oversight), KEEPS),
    "oversight_files.read": (
        lambda _, by: oversight_files.read(by=by, name="a.csv", data=_FILE),
        KEEPS,
    ),
    "oversight_files.preview": (lambda _, by: oversight_files.preview(by=by, rows=_ROWS), KEEPS),
    "oversight_files.apply": (lambda _, by: oversight_files.apply(by=by, rows=_ROWS), KEEPS),
}

SERVER: dict[str, Act] = {
    "demonstration.load": (_load, COMMANDS),
    "demonstration.remove": (lambda _, by: demonstration.remove(by=by), COMMANDS),
    "imports.import_official": (
        lambda _, by: imports.import_official(by=by, paths=[]),
        COMMANDS,
    ),
    "renewal.renew": (
        lambda w, by: renewal.renew(by=by, quarter=w.quarter, publish=False),
        COMMANDS,
    ),
}

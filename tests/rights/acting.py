"""What an act is, and the usual sets of who may."""

from __future__ import annotations

from collections.abc import Callable

from league.services.audit import Actor

from .roles import ANALYST, AUDITOR, COMMAND, OWN, PUBLISHER, SUPERUSER
from .world import World

Call = Callable[[World, Actor], object]
Act = tuple[Call, frozenset[str]]
"""What is done, and the roles that it is done for; every other role is refused."""


def of(*roles: str) -> frozenset[str]:
    return frozenset({*roles, COMMAND})


HANDS_IN = of(OWN, ANALYST, SUPERUSER)
SEES = of(OWN, ANALYST, PUBLISHER, AUDITOR, SUPERUSER)
KEEPS = of(ANALYST, SUPERUSER)
PUBLISHES = of(PUBLISHER, SUPERUSER)
AUTHOR = of(OWN)
"""An upload is its author's alone: even a superuser hands figures in anew instead."""
COMMANDS = of()

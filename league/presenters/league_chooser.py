"""The choice of columns of a league table, as a form and as links."""

from __future__ import annotations

from dataclasses import dataclass

from league.tables.league import LeagueTable

from .league_columns import ALWAYS, COLUMNS, WITH_DOMAINS
from .links import Link


@dataclass(frozen=True)
class ColumnChoice:
    name: str
    label: str
    checked: bool


@dataclass(frozen=True)
class Chooser:
    """``kept`` are parameters that the form carries along; ``presets`` lead to ready choices."""

    choices: tuple[ColumnChoice, ...]
    presets: tuple[Link, ...]
    kept: tuple[tuple[str, str], ...]
    parameter: str = COLUMNS
    always: str = ALWAYS[-1]
    """Sent with every choice, so that an empty one is a choice, too."""


def chooser(table: LeagueTable) -> Chooser:
    address, shown = table.league_address, table.shown_columns
    domains, usual = ",".join(WITH_DOMAINS), ""
    return Chooser(
        choices=tuple(
            ColumnChoice(name, table.columns[name].header, name in shown.names)
            for name in shown.order
        ),
        presets=(
            Link("Show domain scores", address(columns=domains), shown.parameter == domains),
            Link("Show the usual columns", address(columns=usual), shown.parameter == usual),
        ),
        kept=tuple(pair for pair in address.parameters.items() if pair[0] != COLUMNS),
    )

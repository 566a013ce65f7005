"""Many rows at once, by PostgreSQL's COPY."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any

from django.db import connection, models
from psycopg import sql
from psycopg.types.json import Jsonb

from .digests import batches

COPIED = 2_000
"""Rows that are made before they are sent: a query while a COPY runs would wait for it for ever."""

Row = Mapping[str, Any]


def copy_rows(model: type[models.Model], rows: Iterable[Row], of: Row | None = None) -> int:
    """Append rows, each by column name (``trust_id``), all of the same columns.

    Args:
        of: what is the same in all of them.

    Returns:
        how many. Constraints and triggers hold as for any other insert.
    """
    shared = of or {}
    return sum(_copy(model, shared, made) for made in batches(rows, COPIED))


def _copy(model: type[models.Model], shared: Row, made: Sequence[Row]) -> int:
    columns = list(made[0])
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(map(sql.Identifier, chain(shared, columns))),
    )
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.cursor.copy(statement) as copy,
    ):
        same = list(shared.values())
        for row in made:
            copy.write_row([*same, *_cells(row, columns)])
    return len(made)


def _cells(row: Row, columns: list[str]) -> list[Any]:
    cells = [row[column] for column in columns]
    return [Jsonb(cell) if isinstance(cell, list | dict) else cell for cell in cells]

"""Many rows at once, by PostgreSQL's COPY."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, models
from psycopg import sql
from psycopg.types.json import Jsonb


def copy_rows(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> int:
    """Append rows, each by column name (``trust_id``), all of the same columns.

    Returns:
        how many. Constraints and triggers hold as for any other insert.
    """
    made = list(rows)  # at once: a query while the COPY runs would wait for it for ever
    if not made:
        return 0
    columns = list(made[0])
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        cursor.cursor.copy(statement) as copy,
    ):
        for row in made:
            copy.write_row(_cells(row, columns))
    return len(made)


def _cells(row: Mapping[str, Any], columns: list[str]) -> list[Any]:
    cells = (row[column] for column in columns)
    return [Jsonb(cell) if isinstance(cell, list | dict) else cell for cell in cells]

"""Many rows at once, by PostgreSQL's COPY."""

from __future__ import annotations

import itertools
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
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return 0
    columns = list(first)
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor:
        with cursor.cursor.copy(statement) as copy:
            for row in itertools.chain([first], rows):
                copy.write_row(_cells(row, columns))
        return int(cursor.rowcount)


def _cells(row: Mapping[str, Any], columns: list[str]) -> list[Any]:
    cells = (row[column] for column in columns)
    return [Jsonb(cell) if isinstance(cell, list | dict) else cell for cell in cells]

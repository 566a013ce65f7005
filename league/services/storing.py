"""Many rows at once, by PostgreSQL's COPY."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from operator import itemgetter
from typing import Any, NoReturn

from django.db import connection, models
from psycopg import sql
from psycopg.types.json import Jsonb

Row = Mapping[str, Any]


class AskedInCopyError(Exception):
    """The rows of a COPY ask the database, which would wait for the COPY for ever."""


def copy_rows(model: type[models.Model], rows: Iterable[Row], of: Row | None = None) -> int:
    """Append rows, each by column name (``trust_id``), all of the same columns.

    They are sent as they are made, so that PostgreSQL stores the first while later ones are made.

    Args:
        of: what is the same in all of them.

    Returns:
        how many. Constraints and triggers hold as for any other insert.

    Raises:
        AskedInCopyError: making the rows asks the database.
    """
    left = iter(rows)
    first = next(left, None)
    return 0 if first is None else _copy(model, of or {}, list(first), chain([first], left))


def _copy(model: type[models.Model], shared: Row, columns: list[str], rows: Iterable[Row]) -> int:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(model._meta.db_table),
        sql.SQL(", ").join(map(sql.Identifier, chain(shared, columns))),
    )
    same, cells_of = list(shared.values()), _cells_of(columns)
    as_json = [len(same) + place for place in _json_places(model, columns)]
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,
        connection.execute_wrapper(_refuse),
        cursor.cursor.copy(statement) as copy,
    ):
        sent = 0
        for row in rows:
            cells = [*same, *cells_of(row)]
            for place in as_json:
                cells[place] = Jsonb(cells[place])
            copy.write_row(cells)
            sent += 1
    return sent


def _cells_of(columns: list[str]) -> Callable[[Row], tuple[Any, ...]]:
    """By one call for a row; of a single name that call would give the bare cell."""
    (first, *more) = columns
    return itemgetter(*columns) if more else lambda row: (row[first],)


def _json_places(model: type[models.Model], columns: list[str]) -> list[int]:
    """Where among the columns those are that hold JSON."""
    kinds = {field.column: field for field in model._meta.concrete_fields}
    return [at for at, name in enumerate(columns) if isinstance(kinds[name], models.JSONField)]


def _refuse(*_: object) -> NoReturn:
    raise AskedInCopyError("The rows of a COPY must be made without the database.")

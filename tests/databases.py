"""A test database for each process, so that two runs in one checkout leave each other alone."""

import os
import re

import psycopg
from psycopg import sql

_OURS = re.compile(r"test_league_(\d+)")


def own_name() -> str:
    """Of the test database of this process."""
    return f"test_league_{os.getpid()}"


def drop_left_behind(conninfo: str) -> None:
    """Drop the test databases of processes that are no more: a killed run cannot do it itself."""
    with psycopg.connect(conninfo, autocommit=True) as connection:
        for (name,) in connection.execute("SELECT datname FROM pg_database").fetchall():
            if (ours := _OURS.fullmatch(name)) and not _lives(int(ours[1])):
                drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
                connection.execute(drop.format(sql.Identifier(name)))


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True

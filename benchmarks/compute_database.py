"""A database of its own for a benchmark, on an embedded server that nobody else uses."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import connection

VAR = Path(__file__).resolve().parent.parent / "var" / "bench"
# Whatever `.env` or the environment says: benchmarks empty the database that they measure.
OWN = {"LEAGUE_VAR_DIR": str(VAR), "LEAGUE_ENV": "development", "DEBUG": "false"} | dict.fromkeys(
    ("DATABASE_URL", "REPLICA_URL", "VALKEY_URL", "PAGE_CACHE_DIR"), ""
)


def settle() -> None:
    """This process and those that it starts use nothing but what is theirs."""
    os.environ |= OWN


def prepare() -> None:
    """Set Django up, once."""
    settle()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "league.settings")
    if not apps.ready:
        django.setup()


@contextmanager
def fresh() -> Iterator[None]:
    """An empty, migrated database, dropped afterwards. Commits are as durable as in service."""
    prepare()
    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"bench_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    own = connection.settings_dict["NAME"]
    try:
        yield
    finally:
        use(own)
        connection.creation.destroy_test_db(name, verbosity=0)


def empty() -> None:
    """All rows go; the tables stay. Raises SystemExit where they could be somebody's."""
    if settings.DATABASES["default"]["ENGINE"] != "league.local.backend" or settings.VAR_DIR != VAR:
        raise SystemExit("Benchmarks empty no database but their own: unset DATABASE_URL_FILE.")
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        kept = {"django_migrations", "django_content_type", "auth_permission"}
        names = ", ".join(f'"{table}"' for table in tables if table not in kept)
        cursor.execute(f"TRUNCATE {names} CASCADE")


def snapshot(name: str) -> str:
    """A copy of the database as it is now. Returns its whole name; :func:`drop` it."""
    whole = f"{connection.settings_dict['NAME']}_{name}"
    _from_outside(f'CREATE DATABASE "{whole}" TEMPLATE "{connection.settings_dict["NAME"]}"')
    return whole


def use(name: str) -> None:
    """Ask that database from now on."""
    connection.close()
    connection.settings_dict["NAME"] = name


def drop(name: str) -> None:
    """Remove what :func:`snapshot` made."""
    _from_outside(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _from_outside(statement: str) -> None:
    """Of a database to which nobody is connected."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)

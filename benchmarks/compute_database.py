"""A database of its own for a benchmark, on the server that `make run` would start."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.apps import apps
from django.conf import settings


def prepare() -> None:
    """Set Django up, once."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "league.settings")
    if not apps.ready:
        django.setup()


@contextmanager
def fresh() -> Iterator[None]:
    """An empty, migrated database, dropped afterwards. Commits are as durable as in service."""
    prepare()
    from django.db import connection

    settings.DATABASES["default"].setdefault("TEST", {})
    name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = f"bench_{os.getpid()}"
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def empty() -> None:
    """All rows go; the tables stay."""
    from django.db import connection

    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        kept = {"django_migrations", "django_content_type", "auth_permission"}
        names = ", ".join(f'"{table}"' for table in tables if table not in kept)
        cursor.execute(f"TRUNCATE {names} CASCADE")

"""Test databases: one for each process, and none left of those that were killed."""

import os
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

from league.local.postgres import Cluster
from tests import databases

NO_PROCESS = 2**22 + 1  # beyond the largest id that Linux gives


@pytest.mark.django_db
def test_this_process_has_a_database_of_its_own_on_our_server() -> None:
    mine = connection.settings_dict["NAME"] == f"test_league_{os.getpid()}"
    assert mine or settings.DATABASE_URL


def test_only_databases_of_dead_processes_are_dropped(home: Path) -> None:
    kept = {f"test_league_{os.getpid()}", f"test_league_{os.getppid()}", "test_league", "league_7"}
    left = f"test_league_{NO_PROCESS}"
    with Cluster(home, durable=False) as cluster:
        with psycopg.connect(cluster.conninfo, autocommit=True) as server:
            for name in (*kept, left):
                server.execute(f"CREATE DATABASE {name}".encode())

        databases.drop_left_behind(cluster.conninfo)

        with psycopg.connect(cluster.conninfo) as server:
            rows = server.execute("SELECT datname FROM pg_database").fetchall()
    names = {name for (name,) in rows}
    assert kept <= names
    assert left not in names

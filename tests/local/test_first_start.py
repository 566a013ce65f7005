"""The first `make run`: into an empty database of ours, or into the one that is named."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from league.local.postgres import Cluster
from tests.local.site import FIRST_TRUST, Site


@pytest.fixture
def site(home: Path) -> Iterator[Site]:
    made = Site(home)
    yield made
    made.stop()


def test_empty_database_is_filled_with_the_demonstration_data(site: Site) -> None:
    server = site.start_only()
    assert server.stdout is not None
    said = []
    for line in server.stdout:
        said.append(line)
        if "createsuperuser" in line:
            break

    assert "loading the demonstration data" in said[0]
    assert any(line.startswith("Loaded a fictional England: 5 quarters") for line in said)
    status, page = site.answer("/league-tables/acute/2026-27-q1/")
    assert status == 200
    assert "Demonstration data" in page
    assert page.count("<tr") > 100


def test_named_server_wins_over_the_embedded_one(site: Site, shared_home: Path) -> None:
    with Cluster(shared_home / "named", durable=False) as named:
        site.environment["DATABASE_URL"] = named.url
        site.manage("migrate", "--verbosity", "0")
        site.manage("shell", "--verbosity", "0", "--command", FIRST_TRUST)
        site.start()

        assert site.status("/trusts/XX1/") == 200
        assert not site.cluster.data.exists()
        with psycopg.connect(named.conninfo) as connection:
            found = connection.execute("select ods_code from trusts_trust").fetchall()
        assert found == [("XX1",)]
        site.stop()

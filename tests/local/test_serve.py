"""`make run`, once the checkout is set up: a real server that is asked, stopped and killed."""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from league.local import guard
from tests.local.site import FIRST_TRUST, Site


@pytest.fixture(scope="module")
def var(shared_home: Path) -> Path:
    """Holds a database with a trust in it, so that no demonstration data is loaded."""
    site = Site(shared_home)
    site.manage("migrate", "--verbosity", "0")
    site.manage("shell", "--verbosity", "0", "--command", FIRST_TRUST)
    return shared_home


@pytest.fixture
def site(var: Path) -> Iterator[Site]:
    made = Site(var)
    yield made
    made.stop()


@pytest.mark.parametrize("wish", [signal.SIGINT, signal.SIGTERM])
def test_serves_until_it_is_told_to_stop(site: Site, wish: signal.Signals) -> None:
    server = site.start()
    assert site.status() == 200

    os.killpg(server.pid, wish)
    said = server.communicate(timeout=60)[0]

    assert server.returncode == 0, said
    assert said.strip() == ""
    assert not site.is_database_running()
    with pytest.raises(ConnectionRefusedError):
        site.status()


def test_killed_server_does_not_stop_the_next_start(site: Site) -> None:
    server = site.start()
    assert site.status() == 200

    server.kill()
    server.communicate()
    site.wait_for_port()
    site.start()

    assert site.status() == 200


def test_management_commands_share_the_database_with_the_server(site: Site) -> None:
    site.start()

    listed = site.manage(
        "shell", "--verbosity", "0", "--command", FIRST_TRUST.replace("XX1", "XX2")
    )

    assert listed.returncode == 0
    assert site.status() == 200


def test_database_killed_under_the_server_comes_back(site: Site) -> None:
    site.start()
    assert site.status() == 200
    pid = guard.recorded_pid(site.cluster.data)
    assert pid is not None

    os.kill(pid, signal.SIGKILL)
    guard.wait_until_gone(site.cluster.home)

    assert site.status() == 200


def test_taken_port_is_told_in_one_line(site: Site) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", site.port))
        holder.listen()
        said = site.start_only().communicate(timeout=60)[0]

    assert said.startswith(f"error: Port {site.port} is taken by ")
    assert said.count("\n") == 1
    assert f"make run PORT={site.port + 1}" in said


def test_database_that_is_no_postgresql_is_refused(site: Site) -> None:
    site.environment["DATABASE_URL"] = "sqlite://:memory:"

    said = site.start_only().communicate(timeout=60)[0]

    assert said.startswith("error: DATABASE_URL must name a PostgreSQL server")
    assert said.count("\n") == 1

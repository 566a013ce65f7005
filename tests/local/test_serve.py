"""`make run`, once the checkout is set up: a real server that is asked, stopped and killed."""

import http.client
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from league.local import guard
from league.local.postgres import Cluster
from tests.local.processes import ROOT

FIRST_TRUST = """
from trusts.models import Trust
Trust(ods_code="XX1", name="Test NHS Foundation Trust", type="acute").save()
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class Site:
    """A checkout's server with a directory of its own for what it makes."""

    def __init__(self, var: Path) -> None:
        self.cluster = Cluster(var / "postgres")
        self.port = free_port()
        keep = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        self.environment = keep | {"LEAGUE_VAR_DIR": str(var), "PORT": str(self.port)}
        self.servers: list[subprocess.Popen[str]] = []

    def manage(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A management command beside the server."""
        return subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )

    def start(self) -> subprocess.Popen[str]:
        """Start it, and wait until it says where it is and how to make an administrator."""
        server = self.start_only()
        assert server.stdout is not None
        for expected in (f"http://127.0.0.1:{self.port}/", "manage.py createsuperuser"):
            assert expected in server.stdout.readline()
        return server

    def start_only(self) -> subprocess.Popen[str]:
        """Start it."""
        server = subprocess.Popen(
            [sys.executable, "-m", "league.local.serve"],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            process_group=0,
        )
        self.servers.append(server)
        return server

    def status(self, address: str = "/healthz") -> int:
        """What it answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", address)
        status = connection.getresponse().status
        connection.close()
        return status

    def wait_for_port(self) -> None:
        """Until the last worker has let go of the port; the kernel closes its connection then."""
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                probe.settimeout(30)
                probe.recv(1)

    def is_database_running(self) -> bool:
        """Whether its PostgreSQL is alive."""
        pid = guard.recorded_pid(self.cluster.data)
        return pid is not None and guard.runs_here(pid, self.cluster.data)


@pytest.fixture(scope="module")
def var(shared_home: Path) -> Path:
    """Holds a database with a trust in it, so that no demonstration data is loaded."""
    (shared_home / "static").symlink_to(settings.STATIC_ROOT)
    site = Site(shared_home)
    site.manage("migrate", "--verbosity", "0")
    site.manage("shell", "--verbosity", "0", "--command", FIRST_TRUST)
    return shared_home


@pytest.fixture
def site(var: Path) -> Iterator[Site]:
    made = Site(var)
    yield made
    for server in made.servers:
        if server.poll() is None:
            server.kill()
            server.communicate()
    guard.wait_until_gone(made.cluster.home)


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

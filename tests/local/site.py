"""The server of a checkout, as `make run` starts it, in a process of its own."""

import http.client
import os
import socket
import subprocess
import sys
from pathlib import Path

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
        if not (static := var / "static").exists():
            static.symlink_to(settings.STATIC_ROOT)
        self.cluster = Cluster(var / "postgres")
        self.port = free_port()
        own = {"DATABASE_URL": "", "LEAGUE_VAR_DIR": str(var), "PORT": str(self.port)}
        self.environment = os.environ | own  # empty, so that no .env names another server
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

    def stop(self) -> None:
        """Kill what still runs, and wait until nothing is left of it."""
        for server in self.servers:
            if server.poll() is None:
                server.kill()
                server.communicate()
        guard.wait_until_gone(self.cluster.home)

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
        return self.answer(address)[0]

    def answer(self, address: str) -> tuple[int, str]:
        """Status and text of its answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", address)
        response = connection.getresponse()
        text = response.read().decode()
        connection.close()
        return response.status, text

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

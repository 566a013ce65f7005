"""PostgreSQL is killed at any point of a confirmation: after its restart all of it counts, or
nothing does; the page says which, and the same file can be sent again."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.local.processes import ROOT, kill_server
from tests.local.site import Site

POINTS = 9
"""Within the transaction; a tenth is right after its commit."""
COMMAND = "import django; django.setup(); from tests.faults import web_process; web_process.main()"
AFTER = "after the commit"


class WebProcess:
    """Confirms through the page, on an embedded server that only this test knows."""

    def __init__(self, var: Path) -> None:
        self.site, self.log = Site(var), var / "web-process.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", COMMAND],
                cwd=ROOT,
                env=self.site.environment | {"DJANGO_SETTINGS_MODULE": "league.settings"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )

    def ask(self, do: str, **given: object) -> dict[str, Any]:
        return self.tell(json.dumps({"do": do, **given}))

    def tell(self, line: str) -> dict[str, Any]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        said = self.process.stdout.readline()
        assert said, self.log.read_text()
        told: dict[str, Any] = json.loads(said)
        return told

    def confirm_and_kill_the_server(self, at: int | str) -> int:
        """What the page answers to whoever confirmed."""
        assert self.ask("confirm", at=at) == {"stopped": at}
        kill_server(self.site.cluster)
        return int(self.tell("go on")["status"])

    def end(self) -> None:
        self.process.kill()
        self.process.communicate()
        self.site.stop()


@pytest.fixture
def web(home: Path) -> Iterator[WebProcess]:
    made = WebProcess(home)
    yield made
    made.end()


def test_postgresql_is_killed_at_ten_points(web: WebProcess) -> None:
    last = web.ask("prepare")["statements"]
    assert last > POINTS
    for place in range(POINTS):
        at = 1 + place * (last - 1) // (POINTS - 1)
        assert web.confirm_and_kill_the_server(at) == 503
        found = web.ask("look")
        assert not found["applied"]
        assert "Waiting for confirmation." in found["says"]
    assert web.ask("again") == {"found": ["ready"]}

    web.confirm_and_kill_the_server(AFTER)
    found = web.ask("look")
    assert found["applied"]
    assert "Its figures count." in found["says"]
    assert web.ask("again") == {"found": ["faulty", "nothing-new"]}

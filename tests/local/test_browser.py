"""Which Chromium the tests drive: found, named, installed, or one clear line that there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from league.local import browser
from league.local.errors import LocalError
from tests.local.processes import ROOT

CLOSED = "http://127.0.0.1:9"  # the discard port: nothing listens there


def program(directory: Path, name: str, script: str = "exit 0") -> str:
    """An executable of that name; by default one that starts as a browser does."""
    path = directory / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only directory on the search path; no browser is named or installed elsewhere."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "MAC", "no-such-program")
    monkeypatch.setattr(browser, "_playwrights_own", lambda: str(tmp_path / "nothing"))
    return tmp_path


@pytest.mark.parametrize("name", browser.NAMES)
def test_installed_one_is_found(directory: Path, name: str) -> None:
    made = program(directory, name)

    assert browser.find_chromium() == made


def test_stub_that_does_not_start_is_passed_over(directory: Path) -> None:
    program(directory, "chromium", "exit 1")
    made = program(directory, "google-chrome")

    assert browser.find_chromium() == made


def test_playwrights_own_does_where_none_is_installed(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = program(directory, "playwrights-own")
    monkeypatch.setattr(browser, "_playwrights_own", lambda: own)

    assert browser.find_chromium() == own
    assert browser.find_chromium(with_playwright=False) is None


def test_named_one_wins(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(directory, "chromium")
    named = program(directory, "mine")
    monkeypatch.setenv("CHROMIUM", named)

    assert browser.require_chromium() == named


def test_named_one_that_does_not_start_is_not_replaced(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(directory, "chromium")
    monkeypatch.setenv("CHROMIUM", str(directory / "missing"))

    with pytest.raises(LocalError, match=r"CHROMIUM=.*missing does not start"):
        browser.require_chromium()


def test_root_on_debian_gets_one_from_apt(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready, wished = program(directory, "ready"), directory / "chromium"
    install = f'case "$*" in *install*chromium*) /bin/mv {ready} {wished};; esac'
    program(directory, "apt-get", install)
    monkeypatch.setattr(os, "geteuid", lambda: 0)

    assert browser.require_chromium() == str(wished)


def test_none_to_be_had_is_told_in_one_line(tmp_path: Path) -> None:
    program(tmp_path, "apt-get", "echo no network; exit 100")
    (tmp_path / "browsers").mkdir()
    keep = {key: value for key, value in os.environ.items() if key != "CHROMIUM"}
    done = subprocess.run(
        [sys.executable, "-m", "league.local.browser"],
        cwd=ROOT,
        env=keep
        | {
            "PATH": str(tmp_path),
            "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "browsers"),
            "PLAYWRIGHT_DOWNLOAD_HOST": CLOSED,
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.endswith(f"error: {browser.ADVICE}\n")
    assert "Traceback" not in done.stderr

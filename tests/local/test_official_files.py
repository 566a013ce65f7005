"""Without ../shared/nof its tests are left out, and one line says so; in CI they fail."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.local.processes import ROOT

NEEDS_FILES = "tests/nof/test_editions_cover_files.py"
NEEDS_NONE = "tests/local/test_ports.py"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this one, where no official files lie beside it."""
    made = tmp_path_factory.mktemp("alone") / "checkout"
    leave = shutil.ignore_patterns("__pycache__")
    for name in ("league", "trusts", "tests"):
        shutil.copytree(ROOT / name, made / name, ignore=leave)
    shutil.copy(ROOT / "pyproject.toml", made)
    return made


def run_tests(checkout: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """pytest in that checkout; no test asks for the database, so that none is started."""
    without = {"CI", "PYTEST_ADDOPTS", "LEAGUE_VAR_DIR"}
    keep = {key: value for key, value in os.environ.items() if key not in without}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments],
        cwd=checkout,
        env=keep | {"DATABASE_URL": "postgres://nobody@127.0.0.1:9/none"} | settings,
        capture_output=True,
        text=True,
        check=False,
    )


def test_their_absence_is_told_in_one_line(checkout: Path) -> None:
    done = run_tests(checkout, NEEDS_FILES, NEEDS_NONE)

    assert done.returncode == 0, done.stdout
    lines = [line for line in done.stdout.splitlines() if line.startswith("left out:")]
    assert len(lines) == 1
    assert "../shared/nof is absent" in lines[0]
    assert " deselected" in done.stdout


def test_their_absence_fails_in_ci(checkout: Path) -> None:
    done = run_tests(checkout, NEEDS_FILES, CI="true")

    assert done.returncode == 1, done.stdout
    assert "the official files are needed in CI" in done.stdout
    assert "deselected" not in done.stdout

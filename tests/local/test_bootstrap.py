"""The set-up: what it says when the machine lacks something, and what it does when interrupted."""

import ast
import importlib.machinery
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from league.local import bootstrap
from league.local.bootstrap import SetupError, Step


class Usage(NamedTuple):
    """As shutil.disk_usage answers."""

    free: int


def test_source_parses_on_the_oldest_python_3() -> None:
    source = Path(bootstrap.__file__).read_text()

    assert ast.parse(source, feature_version=(3, 6))


def test_needs_only_the_standard_library() -> None:
    script = f"import runpy; runpy.run_path({bootstrap.__file__!r})"

    done = subprocess.run([sys.executable, "-I", "-S", "-c", script], check=False)

    assert done.returncode == 0


@pytest.mark.parametrize("version", [(3, 6), (3, 10)])
def test_old_python_is_told_what_to_do(version: tuple[int, int]) -> None:
    with pytest.raises(SetupError) as caught:
        bootstrap.check_python(version, "/usr/bin/python3")

    assert str(caught.value).startswith(f"Python 3.{version[1]} (/usr/bin/python3) is too old")
    assert "make run PYTHON=" in str(caught.value)


@pytest.mark.parametrize("version", [(3, 11), (3, 14), (4, 0)])
def test_new_python_passes(version: tuple[int, int]) -> None:
    bootstrap.check_python(version, "/usr/bin/python3")


def test_python_without_ensurepip_is_told_the_package() -> None:
    found = importlib.machinery.ModuleSpec("venv", None)

    with pytest.raises(SetupError, match=r"no module ensurepip.*python3-venv"):
        bootstrap.check_modules({"venv": found}.get)


def test_full_disk_is_told_before_anything_is_made() -> None:
    with pytest.raises(SetupError, match="needs 900 MB of disk, and /srv has 12 MB free"):
        bootstrap.check_room("/srv", lambda _path: Usage(free=12_000_000))


def test_directory_that_is_no_directory_of_ours(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="Cannot write in"):
        bootstrap.check_directory(str(tmp_path / "absent"))


@pytest.mark.parametrize(
    ("output", "part"),
    [
        ("OSError: [Errno 28] No space left on device", "No space is left"),
        ("npm error code ENOSPC", "No space is left"),
        ("NewConnectionError('<...>: Failed to establish')", "registry could not be reached"),
        ("npm error code ENOTFOUND", "registry could not be reached"),
        ("PermissionError: [Errno 13] Permission denied", "is not writable"),
        ("SyntaxError in app.scss", "failed; its last words are above"),
    ],
)
def test_failed_command_is_explained_in_one_line(output: str, part: str) -> None:
    line = bootstrap.explain("Installing", output, "/srv/trust-league")

    assert part in line
    assert "\n" not in line


def test_unreachable_registry_is_named_by_a_real_pip(tmp_path: Path) -> None:
    (tmp_path / "lock.txt").write_text("absent==1.0 --hash=sha256:" + "0" * 64 + "\n")
    pip = [sys.executable, "-m", "pip", "--isolated", "install", "--retries", "0"]
    nowhere = ["-i", "http://127.0.0.1:9/simple", "--require-hashes"]

    with pytest.raises(SetupError, match="registry could not be reached"):
        bootstrap.run("Installing", [*pip, *nowhere, "-r", "lock.txt"], str(tmp_path))


def test_step_is_done_only_once_it_finished(tmp_path: Path) -> None:
    step = Step(str(tmp_path), "lock of today")
    assert not step.is_done()

    step.finish()
    assert step.is_done()
    assert not Step(str(tmp_path), "lock of tomorrow").is_done()

    step.begin()  # and then it is interrupted
    assert not step.is_done()


def test_fingerprint_follows_content_and_names(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "one.scss").write_text("a")
    before = bootstrap.fingerprint(str(tmp_path), ["src"])

    (tmp_path / "src" / "one.scss").write_text("b")
    changed = bootstrap.fingerprint(str(tmp_path), ["src"])
    (tmp_path / "src" / "one.scss").rename(tmp_path / "src" / "two.scss")
    renamed = bootstrap.fingerprint(str(tmp_path), ["src"])

    assert len({before, changed, renamed}) == 3


def test_set_up_checkout_is_left_alone() -> None:
    """Once set up, it needs no further step: nothing is said or run."""
    program = [sys.executable, bootstrap.__file__, "--dev"]

    first = subprocess.run(program, capture_output=True, text=True, check=False)
    second = subprocess.run(program, capture_output=True, text=True, check=False)

    assert first.returncode == 0, first.stderr
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")

"""What ``import_nof`` says, and how it ends."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from league.models import Quarter
from tests.files.builders import metric_row

from .builders import handover, submit
from .official_files import trust_cells, whole, write

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("import_nof", *arguments, stdout=out, stderr=err, no_color=True)
    return out.getvalue(), err.getvalue()


def test_says_what_it_did_in_a_table(tmp_path: Path) -> None:
    out, err = run(str(write(tmp_path, "all.csv", whole())), "--publish")
    heading, row = out.splitlines()[:2]
    assert heading.split("  ")[0] == "Quarter"
    assert row.startswith("Q4 2025/26  imported")
    assert "computed" in row
    assert "1 (new)" in row
    assert "Q4 2025/26: 6 trusts new in the register: ZA1, ZA2, ZA3, ZB1, ZM1, ZM2." in out
    assert "Reading all.csv (1 of 1)" in err


def test_says_that_nothing_changed(tmp_path: Path) -> None:
    path = str(write(tmp_path, "all.csv", whole()))
    run(path)
    out, _ = run(path)
    assert "unchanged" in out
    assert "not published" in out


def test_says_that_a_dry_run_kept_nothing(tmp_path: Path) -> None:
    out, _ = run(str(write(tmp_path, "all.csv", whole())), "--dry-run")
    assert "Dry run: nothing was kept." in out
    assert not Quarter.objects.exists()


def test_says_that_the_demonstration_data_went(tmp_path: Path) -> None:
    submit(handover("2025-26-q3", fictional=True))
    out, _ = run(str(write(tmp_path, "all.csv", whole())))
    assert "Demonstration data removed: Q3 2025/26" in out


def test_ends_in_failure_and_shows_the_first_fifty_faults(tmp_path: Path) -> None:
    rows = [metric_row(**trust_cells("ZA1"), Value=f"x{n}") for n in range(53)]
    path = str(write(tmp_path, "all.csv", rows))
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="53 faults: see above"):
        call_command("import_nof", path, stdout=out, stderr=err, no_color=True)
    assert err.getvalue().count("This is no number.") == 50
    assert "... and 3 more" in err.getvalue()
    assert "Q4 2025/26  refused" in out.getvalue()

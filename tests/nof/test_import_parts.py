"""The official files in parts, in another order, tried out, and broken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import transaction

from league.models import Assessment, Basis, Quarter, TrustExplanation
from league.rules.published_sureness import NOT_DRAWN
from league.rules.sureness import Sureness

from .importing import bring_in, counts, digests

pytestmark = pytest.mark.django_db


def test_a_dry_run_changes_nothing(nof_dir: Path) -> None:
    report = bring_in(nof_dir, dry_run=True)
    assert [quarter.outcome for quarter in report.quarters] == ["imported"] * 4
    assert set(counts().values()) == {0}


def test_files_in_another_order_give_the_same_results(nof_dir: Path) -> None:
    with transaction.atomic():
        bring_in(nof_dir)
        usual = digests()
        transaction.set_rollback(True)
    assert set(counts().values()) == {0}
    assert bring_in(*sorted(nof_dir.glob("*.csv"), reverse=True)).is_sound
    assert digests() == usual


def test_a_quarter_is_as_published_until_its_last_file_comes(nof_dir: Path) -> None:
    paths = sorted(nof_dir.glob("*-data-q1-26-27.csv"))
    with transaction.atomic():
        bring_in(*paths)
        together = digests()
        transaction.set_rollback(True)
    bases = []
    for path in reversed(paths):
        bring_in(path)
        bases.append(Assessment.objects.order_by("number").last())
    assert [made.basis for made in bases if made] == [
        Basis.PUBLISHED,
        Basis.PUBLISHED,
        Basis.COMPUTED,
    ]
    assert digests() == together


def test_a_broken_row_keeps_nothing_of_its_quarter(nof_dir: Path, tmp_path: Path) -> None:
    for path in nof_dir.glob("*-data-q4-25-26.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (acute,) = tmp_path.glob("*acute*")
    text = acute.read_text(encoding="utf-8-sig")
    one_value = r"(?m)^(Q4 2025/26.*,OF0013,.*,%),[\d.]+,(?=[\d.]*,[\d.]*,[\d.]*,[\d.]*$)"
    broken, count = re.subn(one_value, r"\1,lots,", text, count=1)
    assert count == 1
    acute.write_text(broken, encoding="utf-8")
    report = bring_in(tmp_path)
    (fault,) = report.faults
    assert (fault.file, fault.column, fault.value) == (acute.name, "Value", "lots")
    assert [(quarter.label, quarter.outcome) for quarter in report.quarters] == [
        ("Q1 2025/26", "imported"),
        ("Q3 2025/26", "imported"),
        ("Q4 2025/26", "refused"),
    ]
    assert not Quarter.objects.filter(slug="2025-26-q4").exists()


def test_published_likely_ranges_alone_tell_trusts_apart(nof_dir: Path) -> None:
    bring_in(*nof_dir.glob("*-mental-health-*-25-26.csv"))
    quarter = Quarter.objects.published().get(slug="2025-26-q4")
    assert quarter.current_revision
    assessment = quarter.current_revision.assessment
    assert not assessment.is_computed
    told = TrustExplanation.objects.filter(assessment=assessment)
    found = [Sureness.from_data(each.sureness) for each in told]
    assert len(found) == 61
    for sure in found:
        assert sure.peers
        assert (sure.peers.of, sure.peers.unknown) == (60, 0)
        assert dict(sure.sentences)["segments"] == NOT_DRAWN
        assert sure.density is None

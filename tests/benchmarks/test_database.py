"""Benchmarks empty the database that they measure, so it has to be theirs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import compute_database
from tests.factories import TrustFactory
from trusts.models import Trust

ROOT = Path(__file__).resolve().parents[2]
TELL = (
    "from benchmarks import compute_database\n"
    "compute_database.prepare()\n"
    "from django.conf import settings\n"
    "print(settings.VAR_DIR, settings.DATABASES['default']['ENGINE'], *settings.DATABASES)"
)


@pytest.mark.django_db
def test_nobody_elses_database_is_emptied() -> None:
    trust = TrustFactory.create()
    with pytest.raises(SystemExit, match="no database but their own"):
        compute_database.empty()
    assert Trust.objects.contains(trust)


def test_what_is_measured_is_the_same_whatever_the_environment_names() -> None:
    named = {
        "DATABASE_URL": "postgres://league@database.example.org/league",
        "REPLICA_URL": "postgres://league@replica.example.org/league",
        "LEAGUE_VAR_DIR": "/nowhere",
    }
    told = subprocess.run(
        [sys.executable, "-c", TELL],
        cwd=ROOT,
        env=os.environ | named,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.split() == [str(compute_database.VAR), "league.local.backend", "default"]

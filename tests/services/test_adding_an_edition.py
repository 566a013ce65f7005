"""Adding an edition is adding a file: nothing else is told of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from league import editions
from league.models import Assessment, DomainScore, MetricScore, Origin, SegmentAssignment
from league.services import publishing, submissions
from league.services.handover import Handover, TrustLine, ValueLine
from tests.rules.edition_text import FILENAME, SMALL_EDITION

from .builders import ACTOR

QUARTER = "2030-31-q1"
RANKED = {"ZA1": 91.0, "ZA2": 83.0, "ZA3": 70.0}
PLAN, VARIANCE = {"ZA1": 0.5, "ZA2": 0.0, "ZA3": -1.5}, {"ZA1": 0.1, "ZA2": 0.0, "ZA3": -1.0}


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The editions of the house, and one file more beside them."""
    for entry in editions.FOLDER.iterdir():
        if entry.name.endswith(".toml"):
            shutil.copy(str(entry), tmp_path)
    (tmp_path / FILENAME).write_text(SMALL_EDITION)
    monkeypatch.setattr(editions, "FOLDER", tmp_path)
    editions.all_editions.cache_clear()
    yield
    editions.all_editions.cache_clear()


def publish_small_quarter() -> Assessment:
    columns = (("OF0010", RANKED), ("OF0021", PLAN), ("OF0022", VARIANCE))
    values = tuple(
        ValueLine(code, metric, "%", value, "reported", period="Q1 2030/31")
        for metric, column in columns
        for code, value in column.items()
    )
    trusts = tuple(
        TrustLine(code, f"Invented Trust {code}", "acute", "General", "Midlands") for code in RANKED
    )
    applied = submissions.submit(
        by=ACTOR,
        handover=Handover(quarter=QUARTER, trusts=trusts, values=values, fictional=True),
        origin=Origin.DEMONSTRATION,
        reason="For a test",
        draws=50,
    )
    publishing.publish(by=ACTOR, quarter=applied.assessment.quarter, reason="First publication.")
    return applied.assessment


@pytest.mark.usefixtures("added")
def test_added_edition_stands_beside_the_others() -> None:
    slugs = [edition.slug for edition in editions.all_editions()]

    assert slugs == ["nof-2025-26", "nof-2026-27", "small-2030-31"]
    assert editions.for_financial_year("2030-31").slug == "small-2030-31"


@pytest.mark.django_db
@pytest.mark.usefixtures("added")
def test_quarter_of_the_added_edition_is_assessed_by_its_rules() -> None:
    made = publish_small_quarter()

    assert made.quarter.edition == "small-2030-31"
    finance = MetricScore.objects.filter(assessment=made, metric="OF1020")
    assert {each.trust_id: each.score for each in finance} == {"ZA1": 1, "ZA2": 1, "ZA3": 3}
    care = DomainScore.objects.filter(assessment=made, domain="care")
    assert {each.trust_id: each.score for each in care} == {"ZA1": 1, "ZA2": 2.5, "ZA3": 4}
    table = SegmentAssignment.objects.league_table(made, "acute")
    assert [(each.trust_id, each.unadjusted, each.final) for each in table] == [
        ("ZA1", 1, 1),  # an average of 1
        ("ZA2", 1, 1),  # of (2.5 + 1) / 2 = 1.75, within the edition's first cut of 1.9
        ("ZA3", 4, 4),  # of (4 + 3) / 2 = 3.5, beyond its last of 2.7
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("added")
@pytest.mark.parametrize(
    "address",
    [
        f"/league-tables/acute/{QUARTER}/",
        f"/trusts/ZA2/{QUARTER}/",
        f"/quarters/{QUARTER}/",
        f"/league-tables/acute/{QUARTER}/metrics/OF0010/",
        f"/league-tables/acute/{QUARTER}/domains/care/",
        f"/league-tables/acute/{QUARTER}.csv",
        "/methodology/small-2030-31/",
        "/segments/",
        "/metrics/",
    ],
)
def test_pages_show_the_added_edition(client: Client, address: str) -> None:
    publish_small_quarter()

    assert client.get(address).status_code == 200

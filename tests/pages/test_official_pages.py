"""Pages of NHS England's official files: the tables as published, and how they compare."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from league.services.audit import Actor
from league.services.imports import import_official
from tests.pages.reading import Reading

pytestmark = pytest.mark.django_db

Read = Callable[..., Reading]


@pytest.fixture
def official(nof_dir: Path) -> None:
    """All official files, imported and published."""
    report = import_official(by=Actor("A tester", None), paths=[nof_dir], publish=True)
    assert not report.faults


@pytest.mark.usefixtures("official")
def test_official_tables_are_headed_as_published(client: Client, read: Read) -> None:
    q4 = read("/league-tables/acute/2025-26-q4/")
    codes = [cell.split()[-1] for cell in q4.column("Trust")]
    assert codes[:4] == ["RGM", "RBV", "RPY", "RBQ"]
    assert (codes[-1], q4.column("Rank")[-1]) == ("RWA", "134")

    assert client.get("/league-tables/").headers["Location"] == "/league-tables/acute/2026-27-q1/"
    q1 = read("/league-tables/acute/2026-27-q1/")
    codes = [cell.split()[-1] for cell in q1.column("Trust")]
    assert codes[:3] == ["RBQ", "RPC", "RTF"]
    assert set(codes[3:5]) == {"REN", "RP6"}
    assert q1.column("Rank")[3:5] == ["=4 joint 4th", "=4 joint 4th"]
    assert codes[-1] == "RXL"

    for slug, trusts in (("2025-26-q4", 205), ("2026-27-q1", 202)):
        rows = {row[0]: row[1:3] for row in read(f"/quarters/{slug}/").rows if len(row) > 2}
        assert rows["Adjusted segment"] == (f"{trusts} of {trusts}", "100%")

    published = read("/league-tables/acute/2025-26-q3/")
    assert "As published." in published.text
    assert len(published.column("Trust")) == 134

"""Which issue of a file is the newest."""

from __future__ import annotations

import pytest

from league.files.versions import family_and_version


@pytest.mark.parametrize(
    ("name", "family", "version"),
    [
        ("acute-q4-25-26.csv", "acute-q4-25-26", 1),
        ("Acute-q4-25-26-v2.csv", "acute-q4-25-26", 2),
        ("acute_q4_25_26_V13.CSV", "acute_q4_25_26", 13),
        ("v2.csv", "v2", 1),
    ],
)
def test_family_and_version(name: str, family: str, version: int) -> None:
    assert family_and_version(name) == (family, version)

"""Nothing invented is also real: neither a name, a place nor a code."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from league.demo.gazetteer import counties, places
from league.demo.trusts import all_trusts


@cache
def official(directory: Path) -> tuple[set[str], set[str]]:
    """Codes and names, the latter in small letters, of every official file."""
    codes, names = set(), set()
    for path in sorted(directory.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                codes.add(row["Trust_code"])
                names.add(row["Trust_name"].lower())
    return codes, names


def test_no_invented_code_is_a_real_one(nof_dir: Path) -> None:
    codes, _ = official(nof_dir)
    assert len(codes) > 200
    assert codes.isdisjoint(trust.code for trust in all_trusts())
    assert not any(code.startswith("IM") for code in codes)


def test_no_invented_name_or_place_is_in_a_real_name(nof_dir: Path) -> None:
    _, names = official(nof_dir)
    invented = [trust.name for trust in all_trusts()]
    invented += [*places(), *(name for each in counties().values() for name in each)]
    text = "\n".join(sorted(names))
    assert [name for name in invented if name.lower() in text] == []

"""Which issue of a file is the newest: ``...-v2.csv`` replaces ``....csv``."""

from __future__ import annotations

import re

_ISSUE = re.compile(r"[-_ ]v(\d{1,3})$")


def family_and_version(name: str) -> tuple[str, int]:
    """The name without ending and issue, and the issue: 1 where none is named."""
    stem = name.rsplit(".", 1)[0].lower()
    found = _ISSUE.search(stem)
    return (stem[: found.start()], int(found[1])) if found else (stem, 1)

"""What no page may hold, whatever its figures: traces of a missing figure or of a template."""

from __future__ import annotations

import re

from django.test import Client

from tests.pages.reading import Reading

_TRACES = re.compile(r"\b(None|nan|inf|NaN|null|undefined|True|False)\b|\{[{%#]|[%#}]\}|<[a-z/]")
_EXPECTED = re.compile(
    r"\bNone(?=: | of |\b[.,])"  # a word that opens or ends a phrase, and no cell of its own
    r"|<iframe [^>]*></iframe>"  # what another site would paste
)


def assert_whole(client: Client, address: str) -> Reading:
    """The page answers, and says nothing that only a program would say."""
    response = client.get(address)
    assert response.status_code == 200, address
    page = Reading.of(response.content.decode())
    said = _EXPECTED.sub("", page.text)
    found = _TRACES.search(said)
    assert not found, f"{address}: …{said[max(0, found.start() - 80) : found.end() + 40]}…"
    assert not page.inline, address
    assert all(cell for row in page.rows for cell in row), f"{address}: an empty cell"
    return page

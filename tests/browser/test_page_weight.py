"""What the first view of the longest table costs a reader, in bytes over the wire."""

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response

from league.services.audit import Actor
from league.services.imports import import_official

MOST = 120 * 1024
PLOTLY = "plotly"


@pytest.fixture
def official(transactional_db: None, nof_dir: Path) -> None:
    """The official files, imported and published."""
    report = import_official(by=Actor("A tester", None), paths=[nof_dir], publish=True)
    assert not report.faults


def compressed(response: Response) -> int:
    """Bytes of the body as sent: as it came when it was compressed, else as a proxy would."""
    sizes = response.request.sizes()
    if response.headers.get("content-encoding"):
        return int(sizes["responseBodySize"])
    return len(gzip.compress(response.body(), 6))


@pytest.mark.usefixtures("official")
def test_the_first_view_of_the_acute_table_weighs_little(page: Page) -> None:
    """Page, styles, scripts, pictures and fonts; charts are fetched only when one comes near."""
    answers: list[Response] = []

    def note(answer: Response) -> None:
        answers.append(answer)

    page.on("response", note)
    page.set_viewport_size({"width": 1280, "height": 800})

    page.goto("/league-tables/acute/2025-26-q4/", wait_until="networkidle")

    weights = {answer.url: compressed(answer) for answer in answers}
    assert not any(PLOTLY in address for address in weights)
    assert any(address.endswith(".css") for address in weights)
    assert page.locator(".app-league tbody tr").count() == 134 + 4
    assert sum(weights.values()) <= MOST, weights

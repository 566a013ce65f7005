"""What browser tests of whole journeys share."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.journeys import Reader
from tests.browser_fixtures import BrowserFaults


@pytest.fixture(params=["with-script", "without-script"])
def reader(
    request: pytest.FixtureRequest,
    new_context: Callable[..., BrowserContext],
    browser_faults: BrowserFaults,
) -> Reader:
    """Somebody with a keyboard only, in a browser that runs JavaScript and in one that does not."""
    script = request.param == "with-script"
    context = new_context(java_script_enabled=script)
    browser_faults.watch(context)
    return Reader(context.new_page(), script=script)

"""What all tests share: the test database server, the official files, the browser."""

import math
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import settings as hypothesis_settings

from league.local.postgres import Cluster
from tests import databases

pytest_plugins = ["tests.browser_fixtures"]

NOF_DIR = Path(settings.BASE_DIR).parent / "shared" / "nof"
IN_CI = os.environ.get("CI") == "true"

hypothesis_settings.register_profile("league", deadline=None, derandomize=IN_CI)
hypothesis_settings.load_profile("league")


def pytest_configure() -> None:
    """Planned publications are looked for and pages are kept only where a test says so, so that
    queries can be counted. Without DATABASE_URL, every process of the run shares a server that
    may forget on a crash."""
    settings.PUBLICATION_CHECK_SECONDS = math.inf
    settings.PAGE_CACHE = False
    if not settings.DATABASE_URL:
        from league.local.backend import base

        base.cluster = Cluster(settings.VAR_DIR / "postgres-test", durable=False)


def pytest_sessionstart(session: pytest.Session) -> None:
    """The process that hands out the tests starts the server; its workers find it running."""
    if not settings.DATABASE_URL and not hasattr(session.config, "workerinput"):
        from league.local.backend import base

        base.cluster.attach()
        databases.drop_left_behind(base.cluster.conninfo)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """On our own server a database for each process; on a named one as pytest-django has it."""
    if settings.DATABASE_URL or request.config.getvalue("reuse_db"):
        request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
    else:
        connection.settings_dict["TEST"]["NAME"] = databases.own_name()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark tests by what they need, and leave out those whose official files are absent."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "nof_dir" in fixtures:
            item.add_marker("nof")
        if "browser" in fixtures:
            item.add_marker("browser")
    if NOF_DIR.is_dir() or IN_CI:
        return
    left_out = [item for item in items if item.get_closest_marker("nof")]
    items[:] = [item for item in items if not item.get_closest_marker("nof")]
    config.hook.pytest_deselected(items=left_out)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it when tests were left out."""
    if not NOF_DIR.is_dir() and not IN_CI:
        terminalreporter.write_line(
            "left out: the tests that read the official files, as ../shared/nof is absent"
        )


@pytest.fixture(scope="session")
def nof_dir() -> Path:
    """Directory of NHS England's official files; in CI its absence is a failure."""
    assert NOF_DIR.is_dir(), f"{NOF_DIR} is absent: the official files are needed in CI"
    return NOF_DIR

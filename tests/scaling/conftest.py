"""A primary and its replica for each test, and the site in front of them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from league.local.postgres import Cluster
from tests.scaling import servers, site
from tests.scaling.pair import Pair
from tests.scaling.town import Town


@contextmanager
def directory() -> Iterator[Path]:
    """One that the account of the servers can reach when we are root, unlike pytest's own."""
    made = Path(tempfile.mkdtemp(prefix="scaling-", dir=settings.VAR_DIR))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@contextmanager
def copied_pair(source: Cluster) -> Iterator[Pair]:
    """A primary with the rows of a running server, and a replica that streams from it."""
    with directory() as home, ExitStack() as stack:
        primary = servers.make_copy(source, home / "p", streams=False)
        stack.enter_context(servers.running(primary))
        replica = servers.make_copy(primary, home / "r", streams=True)
        stack.enter_context(servers.running(replica))
        yield Pair(primary, replica)


@contextmanager
def empty_pair() -> Iterator[Pair]:
    """An empty primary and a replica that streams from it."""
    with directory() as home, ExitStack() as stack:
        primary = stack.enter_context(servers.running(Cluster(home / "p", durable=False)))
        replica = servers.make_copy(primary, home / "r", streams=True)
        stack.enter_context(servers.running(replica))
        yield Pair(primary, replica)


@pytest.fixture(scope="module")
def lasting_pair() -> Iterator[Pair]:
    """One for all tests of a module."""
    with empty_pair() as made:
        yield made


@pytest.fixture
def pair(lasting_pair: Pair) -> Iterator[Pair]:
    """It, whole again after the test."""
    yield lasting_pair
    lasting_pair.mend()


@pytest.fixture
def own_pair() -> Iterator[Pair]:
    """One that cannot be mended after the test."""
    with empty_pair() as made:
        yield made


@pytest.fixture(scope="session")
def mould() -> Iterator[Cluster]:
    """A server with a published quarter, of which every test gets a copy."""
    with directory() as home, servers.running(Cluster(home / "p", durable=False)) as cluster:
        settings_of_it = {"DATABASE_URL": cluster.url, "LEAGUE_VAR_DIR": str(home)}
        migration = site.start(settings_of_it, "manage.py", "migrate", "--verbosity=0")
        output, _ = migration.communicate()
        assert migration.returncode == 0, output
        with site.clerk(settings_of_it) as clerk:
            assert clerk.told("begin") == "1"
        yield cluster


@pytest.fixture
def town(mould: Cluster) -> Iterator[Town]:
    """A primary, a replica and what is needed to start the site's processes in front of them."""
    with copied_pair(mould) as made, directory() as home, ExitStack() as stack:
        yield Town(made, home, stack)

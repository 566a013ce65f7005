"""First renders: the acute league table and trusts' pages at addresses that nothing is kept of,
beside Datasette's page of the same rows."""

import http.client
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import count, cycle
from pathlib import Path
from statistics import median

from benchmarks import report, servers, website
from benchmarks.servers import Server

Page = Callable[[], str]
"""Makes the next address."""
NEW = "new"
"""A parameter that no page reads: by it an address is one that nobody asked for before."""
RUNS = 9
PAGES = 5
"""Pages asked for one after another in a run; its figure is their median."""


def main() -> None:
    """Tell the rows."""
    website.prepare()
    with tempfile.TemporaryDirectory() as directory:
        table = Path(directory) / "published.db"
        website.published_rows(table)
        with (
            servers.ours(website.VAR) as site,
            servers.datasette(website.VAR, table) as datasette,
        ):
            report.tell(_rows(site, datasette))


def _rows(site: Server, datasette: Server) -> Iterator[report.Row]:
    numbers = count()
    trusts = cycle(website.trust_codes(type="acute"))

    def table() -> str:
        return f"{website.TABLE}?{NEW}={next(numbers)}"

    def trust() -> str:
        return f"/trusts/{next(trusts)}/{website.LATEST}/?{NEW}={next(numbers)}"

    _warm_up(site, (table, trust))
    _usual(datasette, lambda: website.ROWS)
    of_table, of_trust, peer = report.medians(
        lambda: _usual(site, table),
        lambda: _usual(site, trust),
        lambda: _usual(datasette, lambda: website.ROWS),
        runs=RUNS,
    )
    yield _row("acute league table, first render", of_table, 1.5, peer=peer)
    yield _row("trust page, first render", of_trust, 2.0, peer=peer)


def _row(work: str, ours: float, limit: float, *, peer: float) -> report.Row:
    return report.Row(
        work=work,
        ours=report.seconds(ours),
        peer=f"{report.seconds(peer)} (Datasette's page of the same rows)",
        ratio=ours / peer,
        goal=report.at_most(limit),
        note="Median of nine runs, one reader; packed and stored for later readers as well.",
    )


def _warm_up(site: Server, pages: tuple[Page, ...]) -> None:
    """Processes that have answered before: imports done, templates read, arrays loaded."""
    for _ in range(3):
        with ExitStack() as held:
            for _ in range(4):  # connections, so many that both workers are met
                connection = held.enter_context(closing(site.connect()))
                for page in pages:
                    _timed(connection, page())


def _usual(server: Server, page: Page) -> float:
    """The median time of some pages, asked for one after another over one connection."""
    with closing(server.connect()) as connection:
        connection.connect()
        return median(_timed(connection, page()) for _ in range(PAGES))


def _timed(connection: http.client.HTTPConnection, path: str) -> float:
    start = time.perf_counter()
    reply = servers.ask(connection, path)
    taken = time.perf_counter() - start
    assert reply.status == 200, f"{path}: {reply.status}"
    return taken


if __name__ == "__main__":
    main()

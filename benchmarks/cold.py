"""First renders: the acute league table and trusts' pages that nothing kept, beside Datasette's
page of the same rows."""

import contextlib
import http.client
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks import report, servers, website
from benchmarks.servers import Server

RUNS = 9
TRUSTS = 5
FORGET_SECONDS = 1.2  # the site looks for something newer once a second


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
    trusts = [f"/trusts/{code}/{website.LATEST}/" for code in website.trust_codes(type="acute")]
    _warm_up(site, datasette, trusts)
    pages = iter(trusts * RUNS)
    table, trust, peer = report.medians(
        lambda: _first(site, [website.TABLE]),
        lambda: _first(site, [next(pages) for _ in range(TRUSTS)]),
        lambda: _usual(datasette, [website.ROWS] * TRUSTS),
        runs=RUNS,
    )
    said = partial(_row, peer=peer)
    yield said("acute league table, first render", table, 1.5)
    yield said("trust page, first render", trust, 2.0)


def _row(work: str, ours: float, limit: float, *, peer: float) -> report.Row:
    return report.Row(
        work=work,
        ours=report.seconds(ours),
        peer=f"{report.seconds(peer)} (Datasette's page of the same rows)",
        ratio=ours / peer,
        goal=report.at_most(limit),
        note="Median of nine runs, one reader; packed and stored for the next reader as well.",
    )


def _warm_up(site: Server, datasette: Server, trusts: list[str]) -> None:
    """Processes that have answered before: imports done, templates read, arrays loaded."""
    for _ in range(3):
        website.forget()
        time.sleep(FORGET_SECONDS)
        held = [site.connect() for _ in range(4)]  # so many that both workers are met
        for connection in held:
            for path in (website.TABLE, *trusts[:2]):
                _timed(connection, path)
        for connection in held:
            connection.close()
    _usual(datasette, [website.ROWS] * TRUSTS)


def _first(site: Server, paths: list[str]) -> float:
    """The median time of pages, after all that was kept is out of date."""
    website.forget()
    time.sleep(FORGET_SECONDS)
    return _usual(site, paths)


def _usual(server: Server, paths: list[str]) -> float:
    """The median time of pages, asked for one after another over one connection."""
    with contextlib.closing(server.connect()) as connection:
        connection.connect()
        return median(_timed(connection, path) for path in paths)


def _timed(connection: http.client.HTTPConnection, path: str) -> float:
    start = time.perf_counter()
    reply = servers.ask(connection, path)
    taken = time.perf_counter() - start
    assert reply.status == 200, f"{path}: {reply.status}"
    return taken


if __name__ == "__main__":
    main()

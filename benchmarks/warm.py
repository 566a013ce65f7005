"""The acute league table from the cache: beside a bare Django view, Datasette, and itself when
the reader has it already."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks import bare, report, servers, website, wrk
from benchmarks.servers import PACKED, Server

SECONDS = 4


def main() -> None:
    """Tell the rows."""
    website.prepare()
    with tempfile.TemporaryDirectory() as directory:
        report.tell(_rows(Path(directory)))


def _rows(directory: Path) -> Iterator[report.Row]:
    table = directory / "published.db"
    how_many = website.published_rows(table)
    with servers.ours(website.VAR) as site:
        answer = _kept(site)
        file = directory / "answer"
        bare.write(file, _own_headers(answer), answer.body)
        with (
            servers.bare(website.VAR, file) as plain,
            servers.datasette(website.VAR, table) as datasette,
        ):
            _check_datasette(datasette, how_many)
            yield from _measured(site, plain, datasette, answer, how_many)


def _kept(site: Server) -> servers.Reply:
    """The answer, once both workers have it. Raises AssertionError for another than the page."""
    for _ in range(8):
        connection = site.connect()
        answer = servers.ask(connection, website.TABLE)
        connection.close()
    assert answer.status == 200, answer.status
    again = servers.ask(site.connect(), website.TABLE, {**PACKED, **_if_changed(answer)})
    assert again.status == 304, again.status
    return answer


def _if_changed(answer: servers.Reply) -> dict[str, str]:
    return {"If-None-Match": answer.headers["etag"]}


def _own_headers(answer: servers.Reply) -> dict[str, str]:
    """Those that the application sent, not its server."""
    servers_own = {"server", "date", "content-length", "connection", "transfer-encoding"}
    return {name: text for name, text in answer.headers.items() if name not in servers_own}


def _check_datasette(datasette: Server, how_many: int) -> None:
    page = servers.ask(datasette.connect(), website.ROWS, {})
    assert page.status == 200, page.status
    assert page.body.count(b"<tr>") > how_many, "Datasette does not show all rows."


def _measured(
    site: Server, plain: Server, datasette: Server, answer: servers.Reply, how_many: int
) -> Iterator[report.Row]:
    ours, bare_view, known, theirs, sent, not_sent = (list[wrk.Load]() for _ in range(6))
    table, nothing, rows = site.url(website.TABLE), plain.url(bare.NOTHING), website.ROWS
    told = {**PACKED, **_if_changed(answer)}
    for _ in range(report.RUNS):
        ours.append(wrk.run(table, seconds=SECONDS, headers=PACKED))
        bare_view.append(wrk.run(plain.url("/"), seconds=SECONDS, headers=PACKED))
        known.append(wrk.run(table, seconds=SECONDS, headers=told))
        sent.append(wrk.run(nothing, seconds=SECONDS, headers=PACKED))
        not_sent.append(wrk.run(nothing, seconds=SECONDS, headers=told))
        found = datasette.url(rows)
        theirs.append(wrk.run(found, seconds=SECONDS, headers=PACKED, connections=8))
    yield _row(
        f"acute league table ({how_many} rows), warm",
        (ours, ""),
        (bare_view, "a bare Django view"),
        report.at_least(0.8),
        f"{wrk.CONNECTIONS} connections; {len(answer.body):,} bytes as brotli.",
    )
    yield _row(
        "the same",
        (ours, ""),
        (theirs, "Datasette"),
        report.at_least(200),
        "Datasette was asked over 8 connections.",
    )
    yield _row(
        "conditional request (304)",
        (known, ""),
        (ours, "the warm page"),
        report.at_least(1.3),
        "An application that does nothing but send the same bytes, under the same server: "
        f"{report.figure(_speed(not_sent) / _speed(sent))} times.",
    )


def _row(
    work: str,
    ours: tuple[list[wrk.Load], str],
    peer: tuple[list[wrk.Load], str],
    goal: report.Goal,
    note: str,
) -> report.Row:
    mine, theirs = (_speed(runs) for runs, _ in (ours, peer))
    errors = sum(run.errors for run in ours[0])
    return report.Row(
        work=work,
        ours=_said(*ours),
        peer=_said(*peer),
        ratio=mine / theirs,
        goal=goal,
        note=f"{note} {errors} errors." if errors else note,
    )


def _speed(runs: list[wrk.Load]) -> float:
    return median(run.per_second for run in runs)


def _said(runs: list[wrk.Load], whose: str) -> str:
    speed, p99 = (median(getattr(run, name) for run in runs) for name in ("per_second", "p99"))
    said = f"{report.per_second(speed)}, p99 {report.seconds(p99)}"
    return f"{said} ({whose})" if whose else said


if __name__ == "__main__":
    main()

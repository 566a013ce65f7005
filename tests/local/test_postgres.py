"""The embedded server with real processes: starts, races, kills, and what is left afterwards."""

import ast
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import dj_database_url
import psycopg
import pytest

from league.local import guard
from league.local.errors import LocalError
from league.local.postgres import Cluster
from tests.local.processes import (
    finish,
    kill,
    server_pid,
    start_client,
    wait_until_ready,
)


@pytest.fixture
def cluster(home: Path) -> Iterator[Cluster]:
    made = Cluster(home, durable=False)
    yield made
    made.detach()


def query(cluster: Cluster, statement: str) -> object:
    with psycopg.connect(cluster.conninfo) as connection:
        row = connection.execute(statement.encode()).fetchone()
    assert row is not None
    return row[0]


def test_serves_postgresql_18_with_trigrams_and_unicode(cluster: Cluster) -> None:
    cluster.attach()

    assert str(query(cluster, "SHOW server_version")).startswith("18.")
    assert (
        query(cluster, "SELECT count(*) FROM pg_available_extensions WHERE name = 'pg_trgm'") == 1
    )
    assert query(cluster, "SELECT lower('ÉCOLE')") == "école"


def test_listens_only_on_a_socket_that_is_closed_to_others(cluster: Cluster) -> None:
    cluster.attach()

    assert query(cluster, "SHOW listen_addresses") == ""
    assert cluster.socket_dir.stat().st_mode & 0o077 == 0
    assert cluster.data.stat().st_mode & 0o077 == 0


def test_server_never_runs_as_root(cluster: Cluster) -> None:
    cluster.attach()

    assert cluster.data.stat().st_uid != 0
    assert Path(f"/proc/{server_pid(cluster)}").stat().st_uid == cluster.data.stat().st_uid


def test_last_user_stops_it_and_the_next_finds_the_rows(home: Path, cluster: Cluster) -> None:
    cluster.attach()
    with psycopg.connect(cluster.conninfo) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS figure")
    pid = server_pid(cluster)

    cluster.detach()

    assert not guard.runs_here(pid, cluster.data)
    with Cluster(home, durable=False) as again:
        assert query(again, "SELECT figure FROM kept") == 42


def test_a_user_that_leaves_does_not_stop_it_for_the_others(home: Path, cluster: Cluster) -> None:
    client = start_client(home)
    wait_until_ready(client)
    cluster.attach()

    assert finish(client) == 0

    assert query(cluster, "SELECT 1") == 1


def test_first_starts_that_race_make_one_server(home: Path, cluster: Cluster) -> None:
    clients = [start_client(home) for _ in range(4)]
    for client in clients:
        wait_until_ready(client)
    cluster.attach()

    assert query(cluster, "SELECT 1") == 1
    assert [finish(client) for client in clients] == [0, 0, 0, 0]
    assert [path.name for path in home.glob("data*")] == ["data"]
    assert server_pid(cluster)


def test_killed_client_leaves_no_server_behind(home: Path, cluster: Cluster) -> None:
    client = start_client(home)
    wait_until_ready(client)
    pid = server_pid(cluster)

    kill(client)
    guard.wait_until_gone(cluster.home)

    assert not guard.runs_here(pid, cluster.data)


def test_killed_client_does_not_stop_it_for_the_others(home: Path, cluster: Cluster) -> None:
    client = start_client(home)
    wait_until_ready(client)
    cluster.attach()

    kill(client)

    assert query(cluster, "SELECT 1") == 1


def test_killed_server_is_started_again_with_its_rows(home: Path) -> None:
    with Cluster(home, durable=True) as cluster:
        with psycopg.connect(cluster.conninfo) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS figure")
        killed = server_pid(cluster)

        os.kill(killed, signal.SIGKILL)
        cluster.attach()

        assert query(cluster, "SELECT figure FROM kept") == 42
        assert server_pid(cluster) != killed


def test_server_killed_together_with_its_keeper_is_started_again(cluster: Cluster) -> None:
    cluster.attach()
    killed = server_pid(cluster)
    keeper = int(Path(f"/proc/{killed}/stat").read_text().rpartition(")")[2].split()[1])

    os.kill(keeper, signal.SIGKILL)
    os.kill(killed, signal.SIGKILL)
    cluster.attach()

    assert query(cluster, "SELECT 1") == 1


def test_interrupted_first_start_is_made_anew(home: Path, cluster: Cluster) -> None:
    (home / "data.new").mkdir()
    (home / "data.new" / "PG_VERSION").write_text("half-made")

    cluster.attach()

    assert query(cluster, "SELECT 1") == 1
    assert not (home / "data.new").exists()


def test_pid_file_that_names_a_stranger_does_not_stop_the_start(cluster: Cluster) -> None:
    cluster.attach()
    pid_file = cluster.data / "postmaster.pid"
    lines = pid_file.read_text().split("\n")
    os.kill(server_pid(cluster), signal.SIGKILL)
    guard.wait_until_gone(cluster.home)
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]))  # as if the number came again

    cluster.attach()

    assert query(cluster, "SELECT 1") == 1


def test_long_path_gets_a_short_socket(home: Path) -> None:
    deep = home / ("d" * 90)

    with Cluster(deep, durable=False) as cluster:
        assert query(cluster, "SELECT 1") == 1
        assert len(str(cluster.socket_dir)) < 50
        socket_dir = cluster.socket_dir
    socket_dir.rmdir()


def test_fault_of_the_server_is_told_in_one_line(home: Path, cluster: Cluster) -> None:
    cluster.attach()
    cluster.detach()
    configuration = cluster.data / "postgresql.conf"
    configuration.write_text(configuration.read_text() + "\nshared_buffers = nonsense\n")

    with pytest.raises(LocalError, match="did not start") as caught:
        cluster.attach()

    assert "\n" not in str(caught.value)
    assert "configuration file" in str(caught.value)
    assert str(home / "server.log") in str(caught.value)


def test_strange_socket_directory_is_refused(home: Path, cluster: Cluster) -> None:
    (home / "run").mkdir()
    (home / "run").chmod(0o777)

    with pytest.raises(LocalError, match="not this server's own directory"):
        cluster.attach()


def test_directory_that_cannot_be_made_is_told_in_one_line(home: Path) -> None:
    (home / "file").write_text("not a directory")

    with pytest.raises(LocalError, match="Cannot write in"):
        Cluster(home / "file" / "cluster").attach()


def test_url_names_the_socket(cluster: Cluster) -> None:
    cluster.attach()
    parsed = dj_database_url.parse(cluster.url)

    with psycopg.connect(host=parsed["HOST"], user=parsed["USER"], dbname=parsed["NAME"]) as found:
        assert found.info.dbname == "league"


def test_directory_closed_to_others(home: Path) -> None:
    """As root, the data goes where the server's account can be, and a line says so."""
    home.chmod(0o700)

    with Cluster(home / "cluster", durable=False) as cluster:
        assert query(cluster, "SELECT 1") == 1
        place = cluster.place

    if os.geteuid() != 0:
        assert place.home == (home / "cluster").resolve()
        return
    assert "may not run as root" in place.note
    assert str(place.home) in place.note
    assert "\n" not in place.note
    shutil.rmtree(place.home)


def test_keeper_needs_only_the_standard_library() -> None:
    imported = {
        name.split(".")[0]
        for node in ast.walk(ast.parse(Path(guard.__file__).read_text()))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }

    assert imported <= set(sys.stdlib_module_names)

"""Readers while the replica lags, dies or hangs, and while the primary dies: no error page, and
nothing older than it may be."""

from __future__ import annotations

import signal
import threading

from tests.scaling import servers
from tests.scaling.readers import PAGES, TABLE, reading, revision
from tests.scaling.site import Web, ask
from tests.scaling.town import Town

# Whoever the web servers read published pages for has asked for the state of the data.
READ_HERE = "SELECT count(*) FROM pg_stat_activity WHERE query ILIKE '%league_%'"
ENOUGH = 60  # requests


def wait_for_revision(web: Web, number: int) -> None:
    """Until readers of this web server get it; fails when that takes far too long."""
    halt = threading.Event()
    for _ in range(600):
        if revision(web.get(TABLE)) == number:
            return
        halt.wait(0.05)
    raise AssertionError(f"revision {number} is not shown: {''.join(web.said)}")


def wait_for_replica(town: Town, web: Web) -> None:
    """Until published pages are read from it; every address asked for is new."""
    for number in range(2_000):
        assert web.get(f"/trusts/?q=none-{number}").status == 200
        if servers.ask(town.pair.replica, READ_HERE):
            return
    raise AssertionError(f"the replica is not read from: {''.join(web.said)}")


def test_lag_is_never_shown(town: Town) -> None:
    web, clerk = town.web(), town.clerk()
    wait_for_replica(town, web)
    with reading([web]) as readers:
        town.pair.hold_back()
        number = clerk.publishes()
        wait_for_revision(web, number)
        for _ in range(20):
            assert revision(web.get(TABLE)) == number
        readers.answers(ENOUGH)
        town.pair.let_go()
        town.pair.catch_up()
        readers.answers(ENOUGH)
    assert not readers.faults
    assert revision(web.get(TABLE)) == number


def test_the_signed_in_read_at_once_what_was_written(town: Town) -> None:
    web, clerk = town.web(REPLICA_MAX_LAG="1000"), town.clerk()
    session = clerk.told("sign in").removeprefix("session ")
    town.pair.catch_up()
    wait_for_replica(town, web)
    town.pair.hold_back()
    number = clerk.publishes()
    assert revision(web.get(TABLE, Cookie=f"sessionid={session}")) == number
    assert web.get("/admin/", Cookie=f"sessionid={session}").status == 200


def test_dead_and_hanging_replicas_are_not_noticed(town: Town) -> None:
    web = town.web()
    wait_for_replica(town, web)
    with reading([web]) as readers:
        servers.kill(town.pair.replica)
        readers.answers(ENOUGH)
        town.pair.mend()
        readers.answers(ENOUGH)
        wait_for_replica(town, web)
        servers.send(town.pair.replica, signal.SIGSTOP)
        readers.answers(ENOUGH)
        servers.send(town.pair.replica, signal.SIGCONT)
        readers.answers(ENOUGH)
    assert not readers.faults


def test_the_primary_dies_and_the_replica_takes_over(town: Town) -> None:
    web = town.web(DATABASE_POOL_SIZE="8")  # as in docker-compose.yml
    wait_for_replica(town, web)
    with reading([web]) as readers:
        servers.kill(town.pair.primary)
        readers.answers(ENOUGH)
        assert not readers.faults
        assert {web.get(page).status for page in PAGES} == {200}
        assert web.get("/healthz").body == b"read only"
        check_that_writing_says_why_not(web)

        town.pair.promote()
        at_the_new_one = {"DATABASE_URL": town.pair.replica.url, "REPLICA_URL": ""}
        number = town.clerk(**at_the_new_one).publishes()
        newer = town.web("newer", **at_the_new_one)
        assert revision(newer.get(TABLE)) == number
        wait_for_revision(web, number)
    assert not readers.faults


def test_a_primary_that_hangs_is_given_up(town: Town) -> None:
    web, clerk = town.web(), town.clerk()
    wait_for_replica(town, web)
    with reading([web]) as readers:
        servers.send(town.pair.primary, signal.SIGSTOP)
        readers.answers(10 * ENOUGH)
        assert {web.get(page).status for page in PAGES} == {200}
        servers.send(town.pair.primary, signal.SIGCONT)
        wait_for_revision(web, clerk.publishes())
    assert not readers.faults


def check_that_writing_says_why_not(web: Web) -> None:
    """Who signs in, and who is signed in, is told that the database does not answer."""
    token = "t" * 32
    reply = ask(
        web.port,
        "/account/login/",
        method="POST",
        **{"Cookie": f"csrftoken={token}", "X-CSRFToken": token, "Content-Length": "0"},
    )
    assert reply.status == 503
    assert b"The database does not answer" in reply.body
    reply = web.get("/admin/", Cookie="sessionid=somebody")
    assert reply.status == 503


def test_an_address_of_both_servers_finds_whichever_is_the_primary(town: Town) -> None:
    pair = town.pair
    hosts = f"{pair.primary.socket_dir},{pair.replica.socket_dir}".replace("/", "%2F")
    both = {
        "DATABASE_URL": f"postgres://league@{hosts}/league?target_session_attrs=read-write",
        "REPLICA_URL": "",
    }
    clerk = town.clerk(**both)
    assert clerk.publishes() == 2
    pair.catch_up()
    servers.kill(pair.primary)
    pair.promote()
    assert clerk.publishes() == 3

"""Whether the replica may answer: two real servers, one of which lags, dies, hangs, takes over."""

from __future__ import annotations

import math
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from league.databases import replica as module
from league.databases import watch
from league.databases.replica import Replica, seconds_behind
from league.databases.watch import Look, Watch
from league.local.postgres import Cluster
from tests.scaling.pair import Pair
from tests.scaling.servers import ask, kill, send

MAX_LAG = 5.0


def watching(cluster: Cluster) -> Watch:
    return Watch("a test", lambda: {"conninfo": cluster.conninfo})


@contextmanager
def knowing(pair: Pair) -> Iterator[Replica]:
    made = Replica(watching(pair.primary), watching(pair.replica), MAX_LAG)
    yield made
    made.primary.close()
    made.replica.close()


@pytest.fixture
def unknown(pair: Pair) -> Iterator[Replica]:
    """Neither has been looked at."""
    with knowing(pair) as made:
        yield made


@pytest.fixture
def known(pair: Pair, unknown: Replica) -> Replica:
    """Both have been looked at once, and the replica shows what the primary had."""
    unknown.primary.look()
    pair.catch_up()
    unknown.replica.look()
    return unknown


def write(pair: Pair) -> None:
    ask(pair.primary, "CREATE TABLE IF NOT EXISTS written (at timestamptz)")
    ask(pair.primary, "INSERT INTO written VALUES (now())")


def test_fit_once_it_shows_what_the_primary_had(known: Replica) -> None:
    assert known.is_fit()
    assert known.seconds_behind() < math.inf


def test_unfit_before_anything_is_known(unknown: Replica) -> None:
    assert not unknown.is_fit()
    unknown.replica.look()
    assert not unknown.is_fit()


def test_one_that_lags_is_unfit_until_it_has_caught_up(
    pair: Pair, known: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair.hold_back()
    write(pair)
    later = module.time.monotonic() + MAX_LAG + 1
    monkeypatch.setattr(watch.time, "monotonic", lambda: later)
    known.primary.look()
    known.replica.look()
    assert not known.is_fit()

    pair.let_go()
    pair.catch_up()
    known.replica.look()
    assert known.is_fit()


def test_one_that_is_idle_does_not_lag(known: Replica, monkeypatch: pytest.MonkeyPatch) -> None:
    later = module.time.monotonic() + 100 * MAX_LAG
    monkeypatch.setattr(watch.time, "monotonic", lambda: later)
    known.primary.look()
    known.replica.look()

    assert known.is_fit()


def test_dead_one_is_unfit_and_fit_again_when_it_lives(pair: Pair, known: Replica) -> None:
    kill(pair.replica)
    known.replica.look()
    assert not known.is_fit()

    pair.mend()
    known.replica.look()
    assert known.is_fit()


def test_one_that_hangs_is_unfit_and_lets_go_of_those_who_wait(
    pair: Pair, known: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "ANSWER_WITHIN", 0.2)
    send(pair.replica, signal.SIGSTOP)

    known.replica.look()

    assert not known.is_fit()
    send(pair.replica, signal.SIGCONT)
    known.replica.look()
    assert known.is_fit()


def test_what_was_seen_long_ago_says_nothing(
    known: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = module.time.monotonic() + module.GOOD_FOR + 1
    monkeypatch.setattr(module.time, "monotonic", lambda: later)

    assert not known.is_fit()


def test_it_serves_on_when_the_primary_dies_however_far_behind(
    pair: Pair, known: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    pair.hold_back()
    write(pair)
    known.primary.looks.clear()
    known.primary.look()
    known.replica.look()
    assert not known.is_fit()

    kill(pair.primary)
    known.primary.look()
    assert known.answers()
    assert not known.is_fit()  # it might be a look that a busy machine missed

    look_again_later(known, monkeypatch)
    assert known.is_fit()


def look_again_later(known: Replica, monkeypatch: pytest.MonkeyPatch) -> None:
    """By when a primary that failed its last look is taken for gone."""
    later = module.time.monotonic() + watch.GONE_AFTER
    monkeypatch.setattr(watch.time, "monotonic", lambda: later)
    known.primary.look()
    known.replica.look()


def test_one_that_shows_all_is_fit_though_the_primary_misses_looks(
    known: Replica, monkeypatch: pytest.MonkeyPatch
) -> None:
    known.primary.fail()
    just_not_gone = module.time.monotonic() + watch.GONE_AFTER - 0.5
    monkeypatch.setattr(watch.time, "monotonic", lambda: just_not_gone)
    known.replica.look()
    assert not known.primary.gone
    assert known.is_fit()


def test_a_connection_that_was_ended_is_no_failure(pair: Pair, known: Replica) -> None:
    ended = "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE {}"
    assert ask(
        pair.primary, ended.format("query LIKE '%pg_wal_lsn_diff%' AND pid <> pg_backend_pid()")
    )
    known.primary.look()
    assert not known.primary.failed


def test_promoted_one_serves_only_while_there_is_no_other_primary(
    own_pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    with knowing(own_pair) as known:
        known.primary.look()
        own_pair.promote()
        known.replica.look()
        assert not known.is_fit()

        kill(own_pair.primary)
        known.primary.look()
        look_again_later(known, monkeypatch)
        assert known.is_fit()


LOOKS = st.lists(
    st.tuples(st.floats(0, 100), st.booleans(), st.integers(0, 1000)), max_size=20
).map(lambda rows: [Look(*row) for row in sorted(rows, key=lambda row: (row[0], row[2]))])


@given(LOOKS, st.integers(0, 1000))
def test_never_says_newer_than_the_newest_mark_that_it_shows(looks: list[Look], shown: int) -> None:
    behind = seconds_behind(looks, Look(100.0, True, shown), 100.0)

    marks = [look.at for look in looks if not look.replica and look.position <= shown]
    assert behind == (100.0 - max(marks) if marks else math.inf)

"""The whole site over one connection that all its transactions take turns on."""

from __future__ import annotations

import psycopg

from tests.scaling import bouncer
from tests.scaling.readers import TABLE, reading, revision
from tests.scaling.town import Town

NOTHING: dict[str, list[str]] = {what: [] for what in bouncer.LEFT_BEHIND}
OFFICE = "/admin/"
KEEPING = (
    "PREPARE kept AS SELECT 1",
    "DECLARE kept CURSOR WITH HOLD FOR SELECT 1",
    "SELECT pg_advisory_lock(1)",
    "CREATE TEMPORARY TABLE kept (number int)",
    "LISTEN kept",
    "SET default_transaction_read_only = on",
)


def test_nothing_is_left_in_a_session(town: Town) -> None:
    with bouncer.pooled(town.pair.primary, town.home) as url:
        pooled = {"DATABASE_URL": url, "REPLICA_URL": "", "PGBOUNCER": "true"}
        web, clerk = town.web(**pooled), town.clerk(**pooled)
        with reading([web]) as readers:
            readers.answers(40)
            number = clerk.publishes()
            assert web.get(OFFICE, Cookie="sessionid=nobody-who-is-known").status == 302
            readers.answers(40)
        assert not readers.faults
        assert revision(web.get(TABLE)) == number
        assert bouncer.left_behind(url) == NOTHING


def test_what_is_left_would_be_seen(town: Town) -> None:
    with bouncer.pooled(town.pair.primary, town.home) as url:
        with psycopg.connect(url, autocommit=True) as connection:
            for act in KEEPING:
                connection.execute(act.encode())
        left = bouncer.left_behind(url)
    assert all(left.values()), left

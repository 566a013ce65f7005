"""What readers ask for most is known to whichever process publishes."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from pytest_django import Settings

from league.page_cache import demand
from league.page_cache.addresses import Address
from league.page_cache.build import pages_of
from league.page_cache.demand import EVERY_SECONDS, FRESH_SECONDS, Demand
from league.page_cache.front import Front
from tests.page_cache.asking import Counting, ask


class Clock:
    """Moved by hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def at(path: str, query: str = "") -> Address:
    return Address("https", "league.example", path, query, few=not query)


def asked(counted: Demand, times: dict[Address, int]) -> None:
    for address, count in times.items():
        for _ in range(count):
            counted.note(address)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_the_most_wanted_come_first(tmp_path: Path) -> None:
    counted = Demand(tmp_path)
    asked(counted, {at("/"): 2, at("/trusts/"): 5, at("/", "sort=rank"): 3})
    assert counted.wanted() == [at("/trusts/"), at("/", "sort=rank"), at("/")]


def test_another_process_reads_what_was_written_down(tmp_path: Path, clock: Clock) -> None:
    one, two = Demand(tmp_path / "wanted", clock), Demand(tmp_path / "wanted", clock)
    asked(one, {at("/a/"): 3, at("/b/"): 2})
    asked(two, {at("/b/"): 2})
    assert Demand(tmp_path / "wanted", clock).wanted() == []
    clock.now = EVERY_SECONDS
    one.note(at("/a/"))
    two.note(at("/b/"))
    assert Demand(tmp_path / "wanted", clock).wanted() == [at("/b/"), at("/a/")]


def test_something_else_is_done_at_each_time_of_writing(tmp_path: Path, clock: Clock) -> None:
    counted, done = Demand(tmp_path, clock), list[float]()
    counted.meanwhile = lambda: done.append(clock.now)
    for turn in range(25):
        clock.now = float(turn)
        counted.note(at("/"))
    assert done == [EVERY_SECONDS, 2 * EVERY_SECONDS]


def test_what_nobody_asks_for_any_more_is_forgotten(tmp_path: Path, clock: Clock) -> None:
    counted = Demand(tmp_path, clock)
    asked(counted, {at("/once/"): 1, at("/often/"): 1})
    for turn in range(200):
        clock.now = turn * EVERY_SECONDS
        counted.note(at("/often/"))
    assert counted.wanted() == [at("/often/")]


def test_there_is_room_for_so_many_addresses_only(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demand, "COUNTED_AT_MOST", 10)
    monkeypatch.setattr(demand, "TOLD_AT_MOST", 5)
    counted = Demand(tmp_path, clock)
    asked(counted, {at(f"/{number}/"): 1 + number for number in range(20)})
    assert counted.wanted() == [at(f"/{number}/") for number in (9, 8, 7, 6, 5)]
    clock.now = EVERY_SECONDS
    counted.note(at("/9/"))
    (note,) = tmp_path.iterdir()
    assert len(json.loads(note.read_text())) == 5
    asked(counted, {at("/new/"): 20})
    assert counted.wanted()[0] == at("/new/")


def test_notes_of_processes_that_are_gone_are_let_go(tmp_path: Path, clock: Clock) -> None:
    gone = Demand(tmp_path, clock)
    clock.now = EVERY_SECONDS
    gone.note(at("/"))
    (note,) = tmp_path.iterdir()
    long_ago = time.time() - FRESH_SECONDS - 1
    os.utime(note, (long_ago, long_ago))
    assert Demand(tmp_path, clock).wanted() == []
    assert not note.exists()


@pytest.mark.parametrize("text", ["", "{", "[[1, 2]]", '{"a": 1}', '[["a","b","c","d",true,"x"]]'])
def test_a_damaged_note_is_left_out(
    tmp_path: Path, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "damaged").write_text(text)
    counted = Demand(tmp_path)
    counted.note(at("/"))
    assert counted.wanted() == [at("/")]
    assert "cannot be read" in caplog.text


def test_without_a_directory_this_process_is_counted(clock: Clock) -> None:
    counted = Demand(None, clock)
    clock.now = EVERY_SECONDS
    asked(counted, {at("/"): 2})
    assert counted.wanted() == [at("/")]


def test_a_directory_that_cannot_be_written_is_no_fault(
    tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    counted = Demand(tmp_path / "file" / "wanted", clock)
    clock.now = EVERY_SECONDS
    counted.note(at("/"))
    assert counted.wanted() == [at("/")]
    assert "could not be written down" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_what_readers_are_shown_is_marked_as_in_use_with_each_note(kept: Settings) -> None:
    django = Counting()
    pages = pages_of(django)
    ask(Front(django, pages, lambda: False), "/glossary/")
    (page,) = Path(kept.PAGE_CACHE_DIR).glob("*/few/*")
    generation = page.parent.parent
    os.utime(generation, (1, 1))
    until = time.monotonic() + 10
    while generation.stat().st_mtime == 1 and time.monotonic() < until:
        pages.demand.meanwhile()  # its process turns to it in a thread of its own
    assert time.time() - generation.stat().st_mtime < 60

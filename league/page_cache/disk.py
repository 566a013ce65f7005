"""The store that the processes of a machine share and that outlives them: a directory."""

from __future__ import annotations

import fcntl
import logging
import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path

from .addresses import Address

logger = logging.getLogger(__name__)

FEW_SHARE = 0.75
"""As in memory: addresses with a query have a part of the room to themselves."""
STRIPES = 256
WAIT_SECONDS = 10.0
LOOK_SECONDS = 0.01
LOCKS, WANTED = "locks", "wanted"
"""Directories beside those of the generations."""
KEEP_SECONDS = 300.0
"""A generation that is not the one of now stays so long after it was last written to or shown, as
long as there is room: it may be one that is just being made, and a page that is open asks for its
charts."""
BUSY_SECONDS = 60.0
"""One that was written to or shown so lately, by whichever process, is the last to make room."""


def name_of(address: Address) -> str:
    """A file's name, or a key: the same for the same address only."""
    return blake2b(repr(tuple(address)).encode(), digest_size=20).hexdigest()


class Disk:
    """``<root>/<generation>/<few or many>/<name>``; what fails is as if it were not there.

    The room is that of all generations together. A generation's directory bears the time when it
    was last written to or shown.
    """

    def __init__(self, root: Path, room: int) -> None:
        self.root = root
        self._rooms = {"few": int(room * FEW_SHARE), "many": int(room * (1 - FEW_SHARE))}
        self._since_look = dict.fromkeys(self._rooms, 0)
        self._mutex = threading.Lock()
        self._shown = ""
        self.works = self._prepared()

    def _prepared(self) -> bool:
        """A directory of ours alone: whoever could write there could answer in our name."""
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            ours = self.root.stat().st_uid == os.geteuid() and os.access(self.root, os.W_OK)
        except OSError:
            ours = False
        if not ours:
            logger.warning("Pages are kept in memory only: %s is not ours to write", self.root)
        return ours

    def get(self, token: str, address: Address) -> bytes | None:
        if not self.works:
            return None
        try:
            return self._path(token, address).read_bytes()
        except OSError:
            return None

    def put(self, token: str, address: Address, kept: bytes) -> None:
        """Whole or not at all, for whoever reads meanwhile."""
        if not self.works:
            return
        path = self._path(token, address)
        own = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            own.write_bytes(kept)
            size = _taken(own.stat())
            own.replace(path)
        except OSError as error:
            with suppress(OSError):
                own.unlink()
            logger.warning("A page could not be kept on disk: %s", error)
            return
        self._touch(token)
        self._count(token, path.parent.name, size)

    @contextmanager
    def alone(self, token: str, address: Address) -> Iterator[None]:
        """Held by one process or thread of this machine; after a while by those that wait, too."""
        handle = self._lock_file(int(name_of(address)[:8], 16) % STRIPES) if self.works else None
        if handle is None:
            yield
            return
        try:
            self._wait(handle, token, address)
            yield
        finally:
            os.close(handle)

    def _lock_file(self, stripe: int) -> int | None:
        """Opened; somebody may have emptied the whole directory."""
        path = self.root / LOCKS / str(stripe)
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            return os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            logger.warning("Pages are made without a lock: %s", error)
            return None

    def _wait(self, handle: int, token: str, address: Address) -> None:
        until = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < until and not self._path(token, address).exists():
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(LOOK_SECONDS)  # a lock that is waited for has no time limit
            else:
                return

    def prune(self, token: str) -> None:
        """Turn to this one and let go of those that were long ago. The newest of the others stays:
        in a quiet hour it was the one of now until now, and this process may be new."""
        before, self._shown = self._shown, token
        if before != token:
            self._touch(before)
        for age, held in self._others(token)[:-1]:
            if age > KEEP_SECONDS:
                shutil.rmtree(held, ignore_errors=True)

    def stay(self) -> None:
        """To be called now and then while readers are shown the one turned to."""
        self._touch(self._shown)

    def _touch(self, token: str) -> None:
        if self.works and token:
            with suppress(OSError):
                os.utime(self.root / token)

    def _others(self, *tokens: str) -> list[tuple[float, Path]]:
        """All generations but these, with the seconds since they were in use; the newest last."""
        left_out = {*tokens, LOCKS, WANTED}
        held = _children(self.root) if self.works else ()
        return sorted(
            ((_age(each), each) for each in held if each.name not in left_out), reverse=True
        )

    def _path(self, token: str, address: Address) -> Path:
        return self.root / token / ("few" if address.few else "many") / name_of(address)

    def _count(self, token: str, shelf: str, size: int) -> None:
        """Look at the shelves when a sixteenth of their room was written since the last look."""
        with self._mutex:
            self._since_look[shelf] += size
            if self._since_look[shelf] < self._rooms[shelf] // 16:
                return
            self._since_look[shelf] = 0
        self._shrink(token, shelf)

    def _shrink(self, token: str, shelf: str) -> None:
        """Pages go until a tenth of the room is free: first those of generations that are not in
        use any more, the longest unused first, then the oldest of all."""
        busy = {token, self._shown}
        held = sorted(
            (0.0 if age < BUSY_SECONDS or state.name in busy else -age, *page)
            for age, state in self._others()
            for page in _listed(state / shelf)
        )
        room, used = self._rooms[shelf], sum(size for _, _, size, _ in held)
        for _, _, size, path in held if used > room else ():
            if used <= room * 0.9:
                return
            path.unlink(missing_ok=True)
            used -= size


def _listed(shelf: Path) -> Iterator[tuple[float, int, Path]]:
    for path in _children(shelf):
        try:
            told = path.stat()
        except OSError:
            continue
        yield told.st_mtime, _taken(told), path


def _taken(told: os.stat_result) -> int:
    """Bytes of whole blocks: what a small file takes of the disk."""
    return max(told.st_size, told.st_blocks * 512)


def _children(directory: Path) -> list[Path]:
    """None where the directory is gone."""
    try:
        return list(directory.iterdir())
    except OSError:
        return []


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0

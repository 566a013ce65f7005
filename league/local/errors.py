"""What a person at a terminal is told when this machine lacks something."""

import contextlib
import errno
import sys
from collections.abc import Iterator
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs.exceptions import EnvError


class LocalError(Exception):
    """One line: what is wrong, and what to do about it."""


def no_space(path: Path) -> LocalError:
    """The disk is full."""
    return LocalError(f"No space is left on the disk of {path}. Free some, then start again.")


def unwritable(path: Path) -> LocalError:
    """The directory is another account's or read-only."""
    return LocalError(
        f"Cannot write in {path}. Make it writable for this account, "
        "or name another directory: LEAGUE_VAR_DIR=/path/to/directory"
    )


@contextlib.contextmanager
def plain_errors(path: Path) -> Iterator[None]:
    """Turn what the file system refuses below `path` into one plain line. Raises LocalError."""
    try:
        yield
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise no_space(path) from error
        if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR}:
            raise unwritable(Path(error.filename or path)) from error
        raise


@contextlib.contextmanager
def told_plainly() -> Iterator[None]:
    """End the process with one line, not a traceback, for what its user can mend."""
    try:
        yield
    except (LocalError, ImproperlyConfigured, EnvError) as error:
        sys.exit(f"error: {error}")
    except KeyboardInterrupt:
        sys.exit(130)

"""The garbage collector out of the way of work that makes much and lets go of nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def resting() -> Iterator[None]:
    """It does not run meanwhile: it would go through all that was made again and again, and find
    nothing to free. What nobody refers to is freed all the same, but for circles.

    Also a decorator. Where several overlap, it runs again once the first has ended.
    """
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            gc.enable()

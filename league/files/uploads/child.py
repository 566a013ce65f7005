"""Reads one file from standard input and writes what it holds as JSON: a process of its own.

A file may be made to use up memory or time. Here that ends this process, and no other.
"""

from __future__ import annotations

import dataclasses
import json
import resource
import sys

MEMORY = 768 * 1024 * 1024
"""Address space in bytes: a reader of the largest file allowed stays below."""
SECONDS = 60
"""Of processor time."""
PLAIN = "plain"
"""Second argument: any table, as text."""
TOO_LARGE = 3
"""Exit status when memory was not enough."""


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        from .plain import read_plain
        from .reading import read_upload

        read = read_plain if PLAIN in sys.argv[2:] else read_upload
        table = read(sys.argv[1], sys.stdin.buffer.read())
        json.dump(dataclasses.asdict(table), sys.stdout, ensure_ascii=True)
    except MemoryError:
        return TOO_LARGE
    return 0


if __name__ == "__main__":
    sys.exit(main())

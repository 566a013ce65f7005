"""Links to a page's data twins: its address without the last slash, plus an ending."""

from __future__ import annotations

from league.presenters.links import Link

ENDINGS = (("csv", "CSV"), ("xlsx", "Excel"), ("json", "JSON"))


def twins(address: str) -> tuple[Link, ...]:
    """Of a page's address, its query string kept."""
    path, _, query = address.partition("?")
    kept = f"?{query}" if query else ""
    return tuple(
        Link(label, f"{path.removesuffix('/')}.{ending}{kept}") for ending, label in ENDINGS
    )

"""The trusts with a story: one for each unusual case that a page has to show."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from . import services as kinds
from .trusts import NAME_ENDING, DemoTrust, all_trusts


@dataclass(frozen=True)
class Cast:
    """ODS codes by what happens to the trust."""

    merged: str
    """A small trust that joins another after the third quarter."""
    successor: str
    """The one that it joins."""
    renamed: str
    """Takes another name with the third quarter."""
    former_name: str
    programme: tuple[str, str]
    """Two poor trusts that are put into the Provider Improvement Programme."""
    island: str
    """An acute trust that also runs ambulances and mental health wards."""
    few: str
    """A specialist that hands in four metrics only."""
    unsafe: str
    """A community trust without any metric of the safety domain."""
    alone: str
    """The only one between floor and standard of the trials metric."""
    corrected: str
    """One of its figures is wrong at first."""
    unflagged: tuple[str, str, str]
    """Their deficit flag is not reported, and so derived."""


@cache
def cast() -> Cast:
    """Chosen by subtype, each trust for one story."""
    left = list(all_trusts())

    def take(subtype: str, region: str = "") -> DemoTrust:
        chosen = next(t for t in left if t.subtype == subtype and region in ("", t.region))
        left.remove(chosen)
        return chosen

    merged = take(kinds.SMALL, "North West")
    renamed = take(kinds.MENTAL_HEALTH)
    return Cast(
        merged=merged.code,
        successor=take(kinds.TEACHING, merged.region).code,
        renamed=renamed.code,
        former_name=f"{_place(renamed)} Mental Health Services {NAME_ENDING}",
        programme=(take(kinds.LARGE).code, take(kinds.MENTAL_HEALTH).code),
        island=take(kinds.MULTI).code,
        few=take(kinds.SPECIALIST).code,
        unsafe=take(kinds.COMMUNITY).code,
        alone=take(kinds.MEDIUM).code,
        corrected=take(kinds.TEACHING).code,
        unflagged=(
            take(kinds.MEDIUM).code,
            take(kinds.COMMUNITY).code,
            take(kinds.SPECIALIST).code,
        ),
    )


def _place(trust: DemoTrust) -> str:
    return trust.name.split()[0]

"""How sure a place is that was taken as published: there are no draws, and not every value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .results import LikelyRange, TrustResult
from .standings import RULE, Place
from .sureness import MEANING, Peers, Sureness, peers_of, peers_sentence
from .wording import ordinal

NOT_DRAWN = (
    "How often each rank and segment would come up is not known: these results were taken as "
    "published, and NHS England does not publish that."
)
NOT_LEFT_OUT = (
    "Which metric matters most to its rank is not known: not every value behind these results is "
    "at hand."
)
NO_RANGE = "How sure its place is, is not known: no likely range is published for it."


def with_sureness(trusts: Sequence[TrustResult]) -> tuple[TrustResult, ...]:
    """The same results, each with what is known of how sure its place is."""
    peers = peers_of([_place(it) for it in trusts], [it.type for it in trusts])
    return tuple(
        replace(it, sureness=_sureness(it.likely, near))
        for it, near in zip(trusts, peers, strict=True)
    )


def _place(it: TrustResult) -> Place:
    if it.likely is None:
        return Place(it.league_rank)
    return Place(it.league_rank, it.likely.rank_low, it.likely.rank_high)


def _sureness(likely: LikelyRange | None, peers: Peers) -> Sureness:
    if likely is None:
        return Sureness(None, (), (), None, (("rank", NO_RANGE), ("without", NOT_LEFT_OUT)))
    low, high = likely.rank_low, likely.rank_high
    where = ordinal(low) if low == high else f"between {ordinal(low)} and {ordinal(high)}"
    sentences = (
        ("rank", f"NHS England published a likely range of its rank: {where}."),
        ("segments", NOT_DRAWN),
        ("without", NOT_LEFT_OUT),
        ("peers", peers_sentence(peers)),
        ("rule", RULE),
        ("meaning", MEANING),
    )
    return Sureness(None, (), (), peers, sentences)

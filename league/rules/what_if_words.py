"""What a what-if comes to, in plain sentences. All of it is said of a hypothetical."""

from __future__ import annotations

from collections.abc import Iterator

from .edition import Edition
from .results import TrustResult
from .what_if import WhatIf
from .wording import counted, cut, ordinal, score


def sentences(edition: Edition, found: WhatIf) -> tuple[tuple[str, str], ...]:
    """The findings by key, the most important first."""
    return tuple(_said(edition, found))


def _said(edition: Edition, found: WhatIf) -> Iterator[tuple[str, str]]:
    before, after = found.before, found.after
    yield "segment", _segment(before.final, after.final)
    yield "score", _score(before, after)
    if before.league_rank and after.league_rank:
        yield "rank", _rank(before.league_rank, after.league_rank, found.peers)
    if held := _override(edition, before, after):
        yield "override", held
    if found.cuts_before != found.cuts_after:
        yield "cuts", _cuts(found)
    if found.others:
        yield "others", _others(found)


def _segment(before: int | None, after: int | None) -> str:
    if after is None:
        return "It would have no score, and so no segment."
    if before == after:
        return f"It would stay in segment {after}."
    if before is None:
        return f"It would be in segment {after}; now it has none."
    return f"It would be in segment {after} instead of segment {before}."


def _score(before: TrustResult, after: TrustResult) -> str:
    if after.rounded is None or before.rounded is None:
        return "Its score cannot be set beside the published one."
    if before.rounded == after.rounded:
        return f"Its score would stay at {score(after.rounded)}."
    side = "better" if after.rounded < before.rounded else "worse"
    return (
        f"Its score would be {score(after.rounded)} instead of {score(before.rounded)}, which is "
        f"{side}."
    )


def _rank(before: int, after: int, of: int) -> str:
    if before == after:
        return f"It would stay {ordinal(after)} of {of} in its league table."
    return f"It would be {ordinal(after)} instead of {ordinal(before)} of {of} in its league table."


def _override(edition: Edition, before: TrustResult, after: TrustResult) -> str:
    """What the deficit would do; nothing where it does nothing and did nothing."""
    if after.override.moved:
        return (
            f"Its deficit would hold it in segment {after.adjusted}: its scores alone would put it "
            f"in segment {after.unadjusted}."
        )
    if before.override.flagged and not after.override.flagged:
        return "It would no longer be in deficit."
    if after.override.flagged and not before.override.flagged:
        best = edition.override.no_better_than
        return f"It would be in deficit, and so in segment {best} at best."
    return ""


def _cuts(found: WhatIf) -> str:
    moved = [
        f"segment {number} at {cut(after)} instead of {cut(before)}"
        for number, (before, after) in enumerate(
            zip(found.cuts_before, found.cuts_after, strict=True), start=1
        )
        if before != after
    ]
    return f"The segments' ends would move with the scores of all trusts: {_listed(moved)}."


def _listed(parts: list[str]) -> str:
    return " and ".join(", ".join(parts).rsplit(", ", 1)) if len(parts) > 1 else parts[0]


def _others(found: WhatIf) -> str:
    number = counted(len(found.others), "other trust")
    return f"{number} would change segment along with it, as its rank or a segment's end moves."

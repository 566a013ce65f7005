"""Random domain scores of a trust beside those of its type."""

from __future__ import annotations

from hypothesis import strategies as st

from league.charts.domain_bars import DomainBar, DomainBars

_HUNDREDTHS = st.integers(100, 400).map(lambda cents: cents / 100)
_SCORES = st.none() | _HUNDREDTHS
_PEERS = st.none() | st.lists(_HUNDREDTHS, min_size=3, max_size=3).map(sorted)


def bar(number: int, score: float | None, peers: list[float] | None = None) -> DomainBar:
    """``peers`` are lower quartile, median and upper quartile."""
    lower, median, upper = peers or (None, None, None)
    return DomainBar(
        name=f"Domain & {number}",
        short=f"Domain {number}",
        href=f"/domains/{number}/",
        score=score,
        segment=None if score is None else 2,
        lower=lower,
        median=median,
        upper=upper,
        place=None if score is None else 3,
        of=9 if peers else None,
    )


def bars(*domains: DomainBar) -> DomainBars:
    return DomainBars("domains", "acute trusts", domains)


def any_domain_bars() -> st.SearchStrategy[DomainBars]:
    figures = st.lists(st.tuples(_SCORES, _PEERS), max_size=7)
    return figures.map(
        lambda found: bars(*(bar(n, score, peers) for n, (score, peers) in enumerate(found)))
    )

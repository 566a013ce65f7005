"""What would lead the trust to the next segment, each way leading to the what-if that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from league import editions
from league.filters.what_if import DEFICIT, address, text_of
from league.models import Quarter
from league.presenters import wording
from league.presenters.links import Link, trusts_of
from league.rules.edition import Better, Edition, Metric
from league.rules.way_up_words import difference, shown
from league.rules.ways import Case, Change, Peers, Row, WayUp

SHOWN = 5
"""So many ways are seen at once; longer ones stand behind a fold."""
_SIDES = {Better.HIGHER: "or more", Better.LOWER: "or less"}


@dataclass(frozen=True)
class WayRow:
    """What one metric could do alone. ``needed`` is empty where it cannot."""

    metric: str
    today: str
    needed: str
    change: str
    peers: str
    href: str


@dataclass(frozen=True)
class WayUpSection:
    """``unknown`` says why nothing is told, then all else is empty."""

    unknown: str
    sentences: tuple[str, ...]
    meaning: str
    """What shortest means; empty where no way is told."""
    tries: tuple[Link, ...]
    """To the what-if of the shortest ways, and to one with the published values."""
    able: tuple[WayRow, ...] = ()
    """Metrics that could do it alone by the shortest ways; the others are ``further``."""
    further: tuple[WayRow, ...] = ()
    unable: tuple[WayRow, ...] = ()
    heading: str = ""
    further_words: str = ""
    unable_words: str = ""


def way_up_section(
    quarter: Quarter, code: str, trust_type: str, found: WayUp | str
) -> WayUpSection:
    """``found`` is the way, or why there is none to tell."""
    if isinstance(found, str):
        return WayUpSection(found, (), "", ())
    page = _Page(
        edition=editions.get(quarter.edition),
        quarter=quarter.slug,
        code=code,
        peers=trusts_of(trust_type),
        ends_deficit=found.flag_source == "reported",
    )
    able = [row for row in found.rows if row.change]
    unable = [row for row in found.rows if not row.change]
    further = wording.count(len(able) - SHOWN, "more metric", "more metrics")
    counted = wording.count(len(unable), "metric", "metrics")
    return WayUpSection(
        unknown="",
        sentences=tuple(sentence for key, sentence in found.sentences if key != "meaning"),
        meaning=dict(found.sentences).get("meaning", ""),
        tries=page.tries(found),
        able=tuple(page.row(row) for row in able[:SHOWN]),
        further=tuple(page.row(row) for row in able[SHOWN:]),
        unable=tuple(page.row(row) for row in unable),
        heading=f"What one metric would need for segment {found.goal}, the shortest way first",
        further_words=f"{further} that could do it alone, by longer ways",
        unable_words=f"{counted} that could not do it alone",
    )


@dataclass(frozen=True)
class _Page:
    edition: Edition
    quarter: str
    code: str
    peers: str
    """``acute trusts``."""
    ends_deficit: bool
    """Whether a what-if has to take the reported deficit away to show what the way leads to."""

    def tries(self, found: WayUp) -> tuple[Link, ...]:
        """Words of a link each: what to try."""
        ways = []
        if found.single:
            ways.append(
                Link("Try the shortest way with one metric", self._of(found.single.changes))
            )
        if found.double:
            ways.append(
                Link("Try the shortest way with two metrics", self._of(found.double.changes))
            )
        if found.case is Case.DEFICIT and self.ends_deficit:
            ways.append(Link("Try it without the deficit", self._of(())))
        ways += [Link(f"Try {self._named(each)}", self._of([each])) for each in found.finances]
        return (*ways, Link("Try other values", address(self.code, self.quarter, {})))

    def row(self, row: Row) -> WayRow:
        metric, change = self.edition.by_id[row.metric_id], row.change
        return WayRow(
            metric=metric.name,
            today=wording.capital(shown(metric, row.unit, row.today)),
            needed="" if change is None else self._needed(metric, change),
            change="" if change is None else difference(metric, row.unit, change.difference),
            peers=self._peers(metric, row) if change is None else self._achieving(change.peers),
            href="" if change is None else self._of([change]),
        )

    def _of(self, changes: Iterable[Change]) -> str:
        """The what-if with those values filled in, and without a reported deficit."""
        given = {each.metric_id: text_of(each.needed) for each in changes}
        given |= {DEFICIT: "no"} if self.ends_deficit else {}
        return address(self.code, self.quarter, given)

    def _named(self, change: Change) -> str:
        metric = self.edition.by_id[change.metric_id]
        return f"{metric.name} at {shown(metric, change.unit, change.needed)}"

    def _needed(self, metric: Metric, change: Change) -> str:
        words = wording.capital(shown(metric, change.unit, change.needed))
        return words if words.startswith("Band") else f"{words} {_SIDES[metric.better]}"

    def _achieving(self, peers: Peers) -> str:
        if not peers.others:
            return f"No other of the {self.peers} reports it"
        if peers.achieving == peers.others:
            return f"All {peers.others} other {self.peers}"
        return f"{peers.achieving or 'None'} of {peers.others} other {self.peers}"

    def _peers(self, metric: Metric, row: Row) -> str:
        """The best that the others of its type achieve."""
        if row.peers.best is None:
            return f"No other of the {self.peers} reports it"
        return wording.capital(shown(metric, row.unit, row.peers.best))

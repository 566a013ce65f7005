"""What would lead the trust to the next segment, each way leading to the what-if that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from league import editions
from league.filters.what_if import address, text_of
from league.models import Quarter
from league.presenters import wording
from league.presenters.links import Link, trusts_of
from league.rules.edition import Better, Edition, Metric
from league.rules.way_up_words import difference, shown
from league.rules.ways import Change, Peers, Row, WayUp

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
    able: tuple[WayRow, ...]
    unable: tuple[WayRow, ...]
    heading: str
    unable_words: str


def way_up_section(
    quarter: Quarter, code: str, trust_type: str, found: WayUp | str
) -> WayUpSection:
    """``found`` is the way, or why there is none to tell."""
    if isinstance(found, str):
        return WayUpSection(found, (), "", (), (), (), "", "")
    page = _Page(editions.get(quarter.edition), quarter.slug, code, trusts_of(trust_type))
    able = [row for row in found.rows if row.change]
    unable = [row for row in found.rows if not row.change]
    counted = wording.count(len(unable), "metric", "metrics")
    return WayUpSection(
        unknown="",
        sentences=tuple(sentence for key, sentence in found.sentences if key != "meaning"),
        meaning=dict(found.sentences).get("meaning", ""),
        tries=page.tries(found),
        able=tuple(page.row(row) for row in able),
        unable=tuple(page.row(row) for row in unable),
        heading=f"What one metric would need, alone, for segment {found.goal}",
        unable_words=f"{counted} that could not do it alone",
    )


@dataclass(frozen=True)
class _Page:
    edition: Edition
    quarter: str
    code: str
    peers: str
    """``acute trusts``."""

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
        ways += [Link(f"Try {self._named(each)}", self._of([each])) for each in found.finances]
        return (*ways, Link("Try other values", self._of(())))

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
        """The what-if with those values filled in."""
        given = {each.metric_id: text_of(each.needed) for each in changes}
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

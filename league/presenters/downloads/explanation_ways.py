"""The way up to the next segment as plain data."""

from __future__ import annotations

from typing import Any

from league.rules.ways import Change, Peers, Row, Way, WayUp

Data = dict[str, Any]


def way_up_data(found: WayUp) -> Data:
    return {
        "case": found.case.value,
        "segment": found.segment,
        "goal": found.goal,
        "average": found.average,
        "limit": found.limit,
        "gap": found.gap,
        "sentences": dict(found.sentences),
        "metrics": [_row(row) for row in found.rows],
        "single": _way(found.single),
        "double": _way(found.double),
        "finances": [_change(change) for change in found.finances],
        "flag_source": found.flag_source or None,
    }


def _row(row: Row) -> Data:
    change = row.change
    return {
        "metric": row.metric_id,
        "unit": row.unit,
        "today": row.today,
        "needed": change.needed if change else None,
        "difference": change.difference if change else None,
        "places": change.places if change else None,
        "pool": change.pool if change else None,
        "peers": _peers(change.peers if change else row.peers),
    }


def _way(way: Way | None) -> Data | None:
    if way is None:
        return None
    return {"share": way.share, "changes": [_change(change) for change in way.changes]}


def _change(change: Change) -> Data:
    return {
        "metric": change.metric_id,
        "unit": change.unit,
        "today": change.today,
        "needed": change.needed,
        "difference": change.difference,
        "places": change.places,
        "pool": change.pool,
        "peers": _peers(change.peers),
    }


def _peers(peers: Peers) -> Data:
    return {"others": peers.others, "best": peers.best, "achieving": peers.achieving}

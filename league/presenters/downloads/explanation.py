"""The whole explanation of a trust's quarter as plain data: what its page tells, to the figure.

What an assessment stores is given as it is stored; docs/data.md names every key.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from league import editions
from league.files.quarters import from_label
from league.models import (
    DomainScore,
    MetricScore,
    OversightRecord,
    Quarter,
    SegmentAssignment,
    TrustStatement,
)
from league.presenters.trust.context import placed_by_figures
from league.reads.peer_spreads import PeerSpread
from league.reads.trust_metrics import PastFigure
from league.reads.trusts import TrustInQuarter
from league.rules.peers import Middle, Spread
from league.rules.ways import WayUp

from . import metrics
from .explanation_ways import way_up_data

Data = dict[str, Any]


def explanation(quarter: Quarter, found: TrustInQuarter, way_up: WayUp | str) -> Data:
    """``way_up`` is a sentence where it cannot be worked out, saying why.

    None stands for what is not known, an empty list for what there is none of.
    """
    kept = found.explanation
    return {
        "answer": kept.answer if kept else None,
        "steps": found.assignment.steps,
        "metrics": [_metric(quarter, found, row) for row in found.metrics],
        "domains": _domains(quarter, found),
        "sureness": (kept.sureness or None) if kept else None,
        "movement": _movement(found),
        "way_up": None if isinstance(way_up, str) else way_up_data(way_up),
        "no_way_up": way_up if isinstance(way_up, str) else None,
        "context": _context(quarter, found),
        "trend": [_quarter(row, found.spreads) for row in found.history],
    }


def _metric(quarter: Quarter, found: TrustInQuarter, row: MetricScore) -> Data:
    metric = metrics.metric_of(quarter, row)
    return {
        "metric": row.metric,
        "name": metric.name,
        "domain": row.domain,
        "better": metric.better.value,
        "state": row.state,
        "value": row.value,
        "unit": row.unit,
        "period": row.period,
        "score": row.score,
        "rank": row.rank,
        "ranked_among": row.spread_size,
        "pool_size": row.pool_size,
        "weight": row.weight,
        "contribution": row.contribution,
        "rule": row.rule,
        "sentence": row.sentence,
        "neighbours": {
            "better": _neighbour(row.better_trust, row.better_value),
            "worse": _neighbour(row.worse_trust, row.worse_value),
        },
        "peers": _peers(found.beside.spreads.get(row.metric), row.trust_id),
        "trend": [_past(each) for each in found.beside.past.get(row.metric, ())],
    }


def _neighbour(code: str, value: float | None) -> Data | None:
    return {"ods_code": code, "value": value} if code else None


def _peers(spread: Spread | None, code: str) -> Data | None:
    unit = spread.in_unit_of(code) if spread else None
    if spread is None or unit is None:
        return None
    mine = unit.of(code)
    return {
        "measure": spread.measure.value,
        "trusts": spread.trusts,
        "unit": unit.unit,
        "type": _middle(unit.own),
        "place": mine.place if mine else None,
        "joint": mine.joint if mine and mine.place else None,
        "pool_is": spread.pool_is.value,
        "pool": _middle(unit.pool) if unit.pool else None,
        "pool_place": mine.pool_place if mine else None,
        "pool_joint": mine.pool_joint if mine and mine.pool_place else None,
    }


def _middle(middle: Middle) -> Data:
    """Quartiles of fewer than four figures are left out, as everywhere."""
    quartiles = ("lower_quartile", "median", "upper_quartile")
    known = {name: getattr(middle, name) if middle.has_quartiles else None for name in quartiles}
    ends = {"lowest": middle.lowest, "highest": middle.highest}
    return {"reported": middle.reported, **ends, **known, "counts": list(middle.counts)}


def _past(figure: PastFigure) -> Data:
    return {
        "quarter": _slug(figure.quarter),
        "edition": figure.edition,
        "value": figure.value,
        "unit": figure.unit,
        "score": figure.score,
        "period": figure.period,
    }


def _slug(label: str) -> str:
    named = from_label(label)
    return named.slug if named else label


def _domains(quarter: Quarter, found: TrustInQuarter) -> list[Data]:
    ids = {domain.key: domain.score_id for domain in editions.get(quarter.edition).domains}
    return [_domain(quarter, found, row, ids.get(row.domain, "")) for row in found.domains]


def _domain(quarter: Quarter, found: TrustInQuarter, row: DomainScore, score_id: str) -> Data:
    return {
        "domain": row.domain,
        "name": metrics.domain_name(quarter, row.domain),
        "score": None if row.rounded is None else float(row.rounded),
        "segment": row.segment,
        "metrics_scored": row.metrics_scored,
        "peers": _peers(found.beside.spreads.get(score_id), row.trust_id),
    }


def _movement(found: TrustInQuarter) -> Data | None:
    if found.moved is None:
        return None
    return {"since": found.moved.earlier.quarter_id, **found.moved.figures}


def _context(quarter: Quarter, found: TrustInQuarter) -> Data:
    statement = found.context.statement
    return {
        "records": [_record(record) for record in found.context.records],
        "in_programme": placed_by_figures(quarter, found.assignment),
        "statement": _statement(statement) if statement else None,
    }


def _record(record: OversightRecord) -> Data:
    return {
        "kind": record.kind,
        "value": record.value,
        "valid_from": record.valid_from.isoformat(),
        "valid_to": record.valid_to.isoformat() if record.valid_to else None,
        "source": record.source,
    }


def _statement(statement: TrustStatement) -> Data:
    return {
        "text": statement.text,
        "office": statement.office,
        "written": statement.written_at.date().isoformat(),
    }


def _quarter(row: SegmentAssignment, spreads: Mapping[int, PeerSpread]) -> Data:
    return {
        "quarter": row.assessment.quarter_id,
        "edition": row.assessment.quarter.edition,
        "average": None if row.average_score is None else float(row.average_score),
        "final_segment": row.final,
        "league_rank": row.league_rank,
        "likely_rank_low": row.rank_low,
        "likely_rank_high": row.rank_high,
        "type_average": _type_average(spreads.get(row.assessment_id)),
    }


def _type_average(spread: PeerSpread | None) -> Data | None:
    if spread is None:
        return None
    return {
        "lower_quartile": round(spread.low, 6),
        "median": round(spread.median, 6),
        "upper_quartile": round(spread.high, 6),
        "ranked": spread.ranked,
    }

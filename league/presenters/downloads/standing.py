"""Columns of a trust's standing in a quarter: segments, score, ranks and likely ranges."""

from __future__ import annotations

from league.models import SegmentAssignment

from .fields import Fields, flag, integer, number, text

TRUST: Fields[SegmentAssignment] = (
    text("ods_code", "ODS code", lambda row: row.trust_id, "The trust's code, the key everywhere."),
    text("name", "Trust", lambda row: row.name, "Its name in that quarter."),
    text(
        "type",
        "Trust type",
        lambda row: row.type,
        "acute, mental-health-and-community or ambulance.",
    ),
    text("subtype", "Kind of trust", lambda row: row.subtype, "As NHS England names it."),
    text("region", "Region", lambda row: row.region, "NHS region."),
)

STANDING: Fields[SegmentAssignment] = (
    integer(
        "segment",
        "Segment (adjusted)",
        lambda row: row.adjusted,
        "1 (best) to 4, after the financial override; league ranks follow it.",
    ),
    integer(
        "unadjusted_segment",
        "Unadjusted segment",
        lambda row: row.unadjusted,
        "1 (best) to 4, by the average metric score alone.",
    ),
    integer(
        "final_segment",
        "Final segment",
        lambda row: row.final,
        "The adjusted segment, or 5 for a trust in the Provider Improvement Programme.",
    ),
    number(
        "average_metric_score",
        "Average metric score",
        lambda row: row.average_score,
        "Mean of the trust's metric scores, from 1.00 (best) to 4.00.",
        decimals=2,
    ),
    integer(
        "league_rank",
        "League rank",
        lambda row: row.league_rank,
        "By adjusted segment, then average metric score, within the trust type; 1 is best.",
    ),
    integer(
        "score_rank",
        "Score rank",
        lambda row: row.score_rank,
        "By average metric score alone, within the trust type; 1 is best.",
    ),
    flag(
        "financial_override",
        "Financial override",
        lambda row: row.override_flagged,
        "Whether the trust is in deficit, so that it can be in no better segment than 3.",
    ),
    flag(
        "financial_override_moved",
        "Override moved the segment",
        lambda row: row.override_moved,
        "Whether its score alone would have put it in a better segment.",
    ),
)

LIKELY: Fields[SegmentAssignment] = (
    number(
        "likely_score_low",
        "Likely score, from",
        lambda row: row.score_low,
        "Lower end of the 95% likely range of the average metric score.",
        decimals=2,
    ),
    number(
        "likely_score_high",
        "Likely score, to",
        lambda row: row.score_high,
        "Upper end of the 95% likely range of the average metric score.",
        decimals=2,
    ),
    integer(
        "likely_rank_low",
        "Likely rank, best",
        lambda row: row.rank_low,
        "Best end of the 95% likely range of the league rank.",
    ),
    integer(
        "likely_rank_high",
        "Likely rank, worst",
        lambda row: row.rank_high,
        "Worst end of the 95% likely range of the league rank.",
    ),
    integer(
        "metrics_scored",
        "Metrics scored",
        lambda row: row.metrics_scored,
        "How many of the trust's metrics count towards its average.",
    ),
)

ALL: Fields[SegmentAssignment] = (*TRUST, *STANDING, *LIKELY)

"""Reads the text of an edition file and checks it. Pure: the text comes in as a string.

What each key means is told in docs/editions.md. First the shape is read, then the
sense is checked (:mod:`league.rules.edition_checks`); each stage tells all its faults.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping

from .edition import (
    Band,
    Better,
    CutKind,
    CutRule,
    Domain,
    Edition,
    Evidence,
    FigureIds,
    Metric,
    Model,
    OverrideRule,
    Pool,
    Scoring,
)
from .edition_checks import check_edition
from .edition_faults import EditionError, Faults
from .edition_table import Table

__all__ = ["EditionError", "parse_edition"]

_BAND = re.compile(r"(>=|>|<=|<)\s*(-?[0-9]{1,9}(?:\.[0-9]{1,9})?)")


def parse_edition(text: str, *, filename: str) -> Edition:
    """The edition that a file's text describes.

    Raises EditionError for a file that is not whole and sound: it names file, key,
    problem and remedy of each fault found.
    """
    faults = Faults(filename)
    table = Table(_load(text, faults), "", faults)
    edition = _edition(table, checksum=hashlib.sha256(text.encode()).hexdigest())
    table.finish()
    faults.raise_any()
    check_edition(edition, faults)
    faults.raise_any()
    return edition


def _load(text: str, faults: Faults) -> Mapping[str, object]:
    try:
        text.encode()
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        problem = f"this is not valid TOML: {error}"
    faults.add("the whole file", problem, "Mend the file at that place.")
    faults.raise_any()
    return {}


def _edition(table: Table, *, checksum: str) -> Edition:
    return Edition(
        slug=table.text("slug"),
        name=table.text("name"),
        financial_year=table.text("financial_year"),
        summary=table.text("summary"),
        domains=tuple(_domain(t) for t in table.tables("domains", label="key", required=True)),
        metrics=tuple(_metric(t) for t in table.tables("metrics", label="id", required=True)),
        cuts=_cuts(table.table("cuts")),
        domain_cuts=_cuts(table.table("domain_cuts")),
        override=_override(table.table("override")),
        figures=_figures(table.table("figures")),
        programme_segment=table.optional_whole("programme_segment"),
        sources=table.texts("sources", required=True),
        notes=table.texts("notes"),
        checksum=checksum,
        results_page=table.text("results_page", ""),
        manual_page=table.text("manual_page", ""),
    )


def _domain(table: Table) -> Domain:
    domain = Domain(
        key=table.text("key"),
        name=table.text("name"),
        score_id=table.text("score_id"),
        segment_id=table.text("segment_id"),
    )
    table.finish()
    return domain


def _metric(table: Table) -> Metric:
    scoring = _scoring(table)
    metric = Metric(
        id=table.text("id"),
        name=table.text("name"),
        definition=table.text("definition"),
        domain=table.text("domain"),
        unit=scoring.unit,
        better=table.choice("better", Better),
        pool=table.choice("pool", Pool, Pool.ALL),
        weight=table.fraction("weight"),
        scoring=scoring,
        types=table.texts("types", required=True),
        source=table.text("source"),
        lag=table.text("lag"),
        decimals=table.whole("decimals", 2),
        score_id=table.optional_text("score_id"),
        part_of=table.optional_text("part_of"),
        variants=tuple(_variant(t) for t in table.tables("variants", label="unit")),
        labels=table.texts("labels"),
        possible=table.numbers("possible"),
    )
    table.finish()
    return metric


def _variant(table: Table) -> Scoring:
    scoring = _scoring(table)
    table.finish()
    return scoring


def _scoring(table: Table) -> Scoring:
    return Scoring(
        model=table.choice("model", Model),
        unit=table.text("unit"),
        standard=table.number("standard"),
        floor=table.number("floor"),
        bands=_bands(table),
        parts=table.texts("parts"),
        matrix=_matrix(table),
        evidence=table.choice("evidence", Evidence),
        cut_between=_pairs(table),
    )


def _bands(table: Table) -> tuple[Band, ...]:
    found = []
    for score, text in enumerate(table.texts("bands"), 1):
        match = _BAND.fullmatch(text)
        if match:
            found.append(Band(match[1], float(match[2]), score))
        elif text:
            remedy = 'Write an operator and a number, such as ">= 80".'
            table.fault(f"bands[{score}]", f"{text!r} is not a band", remedy)
    return tuple(found)


def _matrix(table: Table) -> tuple[tuple[int | None, ...], ...]:
    """Scores 1 to 4; 0 stands for a combination that is not known."""
    rows = table.rows("matrix")
    if rows and (len(rows) != 4 or any(len(row) != 4 for row in rows)):
        table.fault("matrix", "it is not four by four", "Give four rows of four scores.")
    if any(cell not in (0, 1, 2, 3, 4) for row in rows for cell in row):
        remedy = "Use 1 to 4, and 0 for a combination that is not known."
        table.fault("matrix", "a cell is no score", remedy)
    return tuple(tuple(int(cell) or None for cell in row) for row in rows)


def _pairs(table: Table) -> tuple[tuple[float, float], ...]:
    rows = table.rows("cut_between")
    if any(len(row) != 2 for row in rows):
        remedy = "Give the two observed values around each cut, the lower first."
        table.fault("cut_between", "an entry is not a pair", remedy)
    return tuple((row[0], row[1]) for row in rows if len(row) == 2)


def _cuts(table: Table) -> CutRule:
    rule = CutRule(
        kind=table.choice("kind", CutKind),
        thresholds=table.numbers("thresholds"),
        round_to=table.optional_whole("round_to"),
        evidence=table.choice("evidence", Evidence),
        note=table.text("note", ""),
    )
    table.finish()
    return rule


def _override(table: Table) -> OverrideRule:
    rule = OverrideRule(
        no_better_than=table.whole("no_better_than"),
        flag=table.text("flag"),
        plan=table.text("plan"),
        variance=table.text("variance"),
        evidence=table.choice("evidence", Evidence),
        note=table.text("note", ""),
    )
    table.finish()
    return rule


def _figures(table: Table) -> FigureIds:
    figures = FigureIds(
        average=table.text("average"),
        unadjusted_segment=table.text("unadjusted_segment"),
        adjusted_segment=table.text("adjusted_segment"),
        override=table.text("override"),
        final_segment=table.optional_text("final_segment"),
        programme=table.optional_text("programme"),
    )
    table.finish()
    return figures

"""Whether an edition makes sense as a whole: ids, domains, cuts and the override."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import PurePath

from .edition import CutKind, CutRule, Edition, Metric
from .edition_faults import Faults, suggest
from .edition_scoring_checks import check_metric_scoring

TRUST_TYPES = ("acute", "mental-health-and-community", "ambulance")
FLAGS = ("reported", "derived")
SEGMENT_FIVE = 5
PUBLISHER = "https://www.england.nhs.uk/"
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_OFFICIAL_ID = re.compile(r"OF[0-9]{4}")
_FINANCIAL_YEAR = re.compile(r"(20[0-9]{2})-([0-9]{2})")


def check_edition(edition: Edition, faults: Faults) -> None:
    """Note every fault of sense in an edition whose shape is sound."""
    _check_identity(edition, faults)
    _check_ids(edition, faults)
    _check_domains(edition, faults)
    for metric in edition.metrics:
        _check_metric(edition, metric, faults)
        check_metric_scoring(edition, metric, faults)
    _check_cuts("cuts", edition.cuts, faults)
    _check_cuts("domain_cuts", edition.domain_cuts, faults)
    _check_override(edition, faults)
    _check_programme(edition, faults)
    _check_pages(edition, faults)


def _check_identity(edition: Edition, faults: Faults) -> None:
    stem = PurePath(faults.filename).stem
    if not _SLUG.fullmatch(edition.slug):
        remedy = "Use small letters, digits and single hyphens."
        faults.add("slug", f"{edition.slug!r} cannot stand in an address", remedy)
    elif edition.slug != stem:
        remedy = f"Set slug to {stem!r}, or rename the file to {edition.slug}.toml."
        faults.add("slug", f"{edition.slug!r} is not the file's name", remedy)
    year = _FINANCIAL_YEAR.fullmatch(edition.financial_year)
    if not year or int(year[2]) != (int(year[1]) + 1) % 100:
        remedy = 'Write both years of it, such as "2025-26".'
        faults.add("financial_year", f"{edition.financial_year!r} is no financial year", remedy)


def _check_pages(edition: Edition, faults: Faults) -> None:
    """Readers are led nowhere but to the publisher."""
    for key in ("results_page", "manual_page"):
        address: str = getattr(edition, key)
        if address and not address.startswith(PUBLISHER):
            remedy = f"Give an address that begins with {PUBLISHER}, or leave the key out."
            faults.add(key, f"{address!r} is no page of NHS England", remedy)


def _official_ids(edition: Edition) -> Iterator[tuple[str, str]]:
    """Each official id with the path of the key that gives it."""
    for metric in edition.metrics:
        yield f"metrics[{metric.id}].id", metric.id
        if metric.score_id and metric.score_id != metric.id:
            yield f"metrics[{metric.id}].score_id", metric.score_id
    for domain in edition.domains:
        yield f"domains[{domain.key}].score_id", domain.score_id
        yield f"domains[{domain.key}].segment_id", domain.segment_id
    for key, value in vars(edition.figures).items():
        if value is not None:
            yield f"figures.{key}", value


def _check_ids(edition: Edition, faults: Faults) -> None:
    seen: dict[str, str] = {}
    for path, value in _official_ids(edition):
        if not _OFFICIAL_ID.fullmatch(value):
            faults.add(path, f"{value!r} is no official id", "Write OF and four digits.")
        elif value in seen:
            remedy = "Give each figure its own official id."
            faults.add(path, f"{value} is used twice, first by {seen[value]}", remedy)
        seen.setdefault(value, path)
    _check_distinct("metrics", "name", [metric.name for metric in edition.metrics], faults)


def _check_distinct(path: str, what: str, values: Sequence[str], faults: Faults) -> None:
    for value in sorted({value for value in values if values.count(value) > 1}):
        faults.add(path, f"the {what} {value!r} is used twice", f"Give each its own {what}.")


def _check_domains(edition: Edition, faults: Faults) -> None:
    _check_distinct("domains", "key", [domain.key for domain in edition.domains], faults)
    counted = {metric.domain for metric in edition.counted}
    for domain in edition.domains:
        path = f"domains[{domain.key}].key"
        if not _SLUG.fullmatch(domain.key):
            remedy = "Use small letters, digits and single hyphens."
            faults.add(path, f"{domain.key!r} cannot stand in an address", remedy)
        if domain.key not in counted:
            remedy = "Add a metric of this domain, or leave the domain out."
            faults.add(path, "no metric that counts belongs to it", remedy)


def _check_metric(edition: Edition, metric: Metric, faults: Faults) -> None:
    path = f"metrics[{metric.id}]"
    keys = [domain.key for domain in edition.domains]
    if metric.domain not in keys:
        faults.add(
            f"{path}.domain", f"{metric.domain!r} is no domain", suggest(metric.domain, keys)
        )
    for number, kind in enumerate(metric.types, 1):
        if kind not in TRUST_TYPES:
            remedy = suggest(kind, TRUST_TYPES)
            faults.add(f"{path}.types[{number}]", f"{kind!r} is no trust type", remedy)
    _check_distinct(f"{path}.types", "trust type", metric.types, faults)
    if not 0 <= metric.decimals <= 6:
        faults.add(f"{path}.decimals", "it is out of range", "Use 0 to 6.")
    if metric.possible and not (
        len(metric.possible) == 2 and metric.possible[0] < metric.possible[1]
    ):
        remedy = "Give the lowest and the highest value that can be, such as [-100, 100]."
        faults.add(f"{path}.possible", "it is no range", remedy)


def _check_cuts(key: str, rule: CutRule, faults: Faults) -> None:
    if rule.kind is CutKind.THRESHOLDS:
        if not _are_thresholds(rule.thresholds):
            remedy = "Give three increasing scores between 1 and 4."
            faults.add(f"{key}.thresholds", "these cannot divide the scores", remedy)
        if rule.round_to is not None:
            faults.add(f"{key}.round_to", "fixed thresholds are not rounded", "Leave it out.")
        return
    if rule.thresholds:
        remedy = 'Leave it out, or set kind = "thresholds".'
        faults.add(f"{key}.thresholds", "quartiles have no fixed thresholds", remedy)
    if rule.round_to is not None and not 0 <= rule.round_to <= 6:
        faults.add(f"{key}.round_to", "it is out of range", "Use 0 to 6, or leave it out.")


def _are_thresholds(values: Sequence[float]) -> bool:
    """Three values that increase strictly within the scores' range."""
    ends = (1.0, *values, 4.0)
    return len(values) == 3 and all(a < b for a, b in pairwise(ends))


def _check_override(edition: Edition, faults: Faults) -> None:
    rule = edition.override
    if rule.flag not in FLAGS:
        faults.add("override.flag", f"{rule.flag!r} is not known", suggest(rule.flag, FLAGS))
    if not 2 <= rule.no_better_than <= 4:
        faults.add("override.no_better_than", "it is no segment to fall to", "Use 2, 3 or 4.")
    for key, metric in (("plan", rule.plan), ("variance", rule.variance)):
        if metric not in edition.by_id:
            remedy = "Name a metric of this file by its id."
            faults.add(f"override.{key}", f"{metric!r} is no metric", remedy)
    if rule.plan == rule.variance:
        faults.add("override.variance", "it is the plan as well", "Name the metric that differs.")


def _check_programme(edition: Edition, faults: Faults) -> None:
    figures, segment = edition.figures, edition.programme_segment
    if segment is not None and segment != SEGMENT_FIVE:
        remedy = "Use 5, or leave it out where the edition has none."
        faults.add("programme_segment", "only segment 5 lies beyond the others", remedy)
    for key in ("final_segment", "programme"):
        if (getattr(figures, key) is None) != (segment is None):
            remedy = "Give both this and programme_segment, or neither."
            faults.add(f"figures.{key}", "it and programme_segment belong together", remedy)

"""Whether a metric's scoring makes sense: what its model needs, and its place in a matrix."""

from __future__ import annotations

from itertools import pairwise

from .edition import Better, Edition, Evidence, Metric, Model, Scoring
from .edition_faults import Faults

NEEDS: dict[Model, frozenset[str]] = {
    Model.RANKED: frozenset(),
    Model.STANDARD: frozenset({"standard"}),
    Model.FLOOR: frozenset({"floor"}),
    Model.STANDARD_AND_FLOOR: frozenset({"standard", "floor"}),
    Model.BANDED: frozenset({"bands"}),
    Model.MATRIX: frozenset({"parts", "matrix"}),
    Model.BY_SOURCE: frozenset(),
    Model.CONTEXT: frozenset(),
}
"""The keys that a model needs; it takes no others of them."""
GIVEN_AS_SCORES = (Model.MATRIX, Model.BY_SOURCE)
"""Models whose metric has no value of its own: its score is all there is."""
WHOLE_SCORES = (Model.BANDED, Model.BY_SOURCE)
"""Models whose scores are 1, 2, 3 or 4, as a matrix needs them."""
OF_VALUES = (
    Model.RANKED,
    Model.STANDARD,
    Model.FLOOR,
    Model.STANDARD_AND_FLOOR,
    Model.BANDED,
)
"""Models that make a score from a value."""


def check_metric_scoring(edition: Edition, metric: Metric, faults: Faults) -> None:
    """Note every fault in how a metric is scored and counted."""
    path = f"metrics[{metric.id}]"
    _check_scoring(metric.scoring, metric.better, path, faults)
    _check_weight(metric, path, faults)
    _check_score_id(metric, path, faults)
    _check_part_of(edition, metric, path, faults)
    _check_parts(edition, metric, path, faults)
    _check_variants(metric, path, faults)
    _check_labels(metric, path, faults)


def _check_scoring(scoring: Scoring, better: Better, path: str, faults: Faults) -> None:
    _check_keys(scoring, path, faults)
    _check_floor(scoring, better, path, faults)
    _check_bands(scoring, better, path, faults)
    _check_cut_between(scoring, path, faults)


def _check_keys(scoring: Scoring, path: str, faults: Faults) -> None:
    needed = NEEDS[scoring.model]
    for key in ("standard", "floor", "bands", "parts", "matrix"):
        given = getattr(scoring, key) not in (None, ())
        if key in needed and not given:
            problem = f"a metric of model {scoring.model} needs it"
            faults.add(f"{path}.{key}", problem, f"Add {key} = ..., or correct the model.")
        if given and key not in needed:
            problem = f"a metric of model {scoring.model} has none"
            faults.add(f"{path}.{key}", problem, f"Leave {key} out, or correct the model.")


def _check_floor(scoring: Scoring, better: Better, path: str, faults: Faults) -> None:
    if scoring.standard is None or scoring.floor is None:
        return
    sign = 1 if better is Better.HIGHER else -1
    if sign * scoring.floor >= sign * scoring.standard:
        side = "below" if better is Better.HIGHER else "above"
        problem = "the floor is not on the worse side of the standard"
        faults.add(f"{path}.floor", problem, f"Set it {side} the standard, or correct better.")


def _check_bands(scoring: Scoring, better: Better, path: str, faults: Faults) -> None:
    if scoring.bands and len(scoring.bands) != 3:
        remedy = "Give the bands of scores 1, 2 and 3; the rest scores 4."
        faults.add(f"{path}.bands", f"there are {len(scoring.bands)} of them", remedy)
    sign = ">" if better is Better.HIGHER else "<"
    for band in scoring.bands:
        if not band.operator.startswith(sign):
            remedy = f"Use {sign}= or {sign}, or correct better."
            problem = f"'{band}' is at odds with better = {str(better)!r}"
            faults.add(f"{path}.bands[{band.score}]", problem, remedy)
    for above, band in pairwise(scoring.bands):
        easier = band.limit < above.limit if sign == ">" else band.limit > above.limit
        if not easier:
            remedy = "Order the bands from the best to the worst."
            problem = f"'{band}' takes in no more values than '{above}'"
            faults.add(f"{path}.bands[{band.score}]", problem, remedy)


def _cuts(scoring: Scoring) -> tuple[float, ...]:
    ends = (end for end in (scoring.standard, scoring.floor) if end is not None)
    return (*ends, *(band.limit for band in scoring.bands))


def _check_cut_between(scoring: Scoring, path: str, faults: Faults) -> None:
    pairs, cuts, key = scoring.cut_between, _cuts(scoring), f"{path}.cut_between"
    if not pairs:
        return
    if scoring.evidence is not Evidence.DECODED:
        remedy = 'Leave it out, or set evidence = "decoded".'
        faults.add(key, "only decoded cuts have it", remedy)
    if len(pairs) != len(cuts):
        remedy = "Give one pair for each: the standard, the floor, then the bands."
        faults.add(key, f"there are {len(pairs)} pairs for {len(cuts)} cuts", remedy)
        return
    for number, ((low, high), cut) in enumerate(zip(pairs, cuts, strict=True), 1):
        if not low <= cut <= high:
            remedy = "Give the observed values on both sides of the cut, the lower first."
            faults.add(f"{key}[{number}]", f"{cut:g} does not lie in it", remedy)


def _check_weight(metric: Metric, path: str, faults: Faults) -> None:
    never = metric.part_of is not None or metric.scoring.model is Model.CONTEXT
    if never and metric.weight != 0:
        problem = "a part or a metric for context never counts"
        faults.add(f"{path}.weight", problem, "Write weight = 0.")
    if not never and metric.weight <= 0:
        remedy = 'Write 1, or a fraction such as "1/3"; only parts and context have 0.'
        faults.add(f"{path}.weight", "it is not above zero", remedy)


def _check_score_id(metric: Metric, path: str, faults: Faults) -> None:
    key, model = f"{path}.score_id", metric.scoring.model
    if model is Model.CONTEXT:
        if metric.score_id is not None:
            faults.add(key, "a metric for context has no score", "Leave it out.")
    elif metric.score_id is None:
        faults.add(key, "this key is missing", "Add the official id of the metric's score.")
    elif (metric.score_id == metric.id) != (model in GIVEN_AS_SCORES):
        remedy = "Only metrics without a value (by-source, matrix) have the score's id as id."
        faults.add(key, f"{metric.score_id} does not fit the model {model}", remedy)


def _check_part_of(edition: Edition, metric: Metric, path: str, faults: Faults) -> None:
    if metric.part_of is None:
        return
    whole = edition.by_id.get(metric.part_of)
    if whole is None or whole.id == metric.id:
        remedy = "Name the metric that it is a part of, or leave part_of out."
        faults.add(f"{path}.part_of", f"{metric.part_of!r} is no other metric", remedy)
    elif whole.scoring.model is Model.MATRIX and metric.id not in whole.scoring.parts:
        remedy = f"Name {metric.id} in metrics[{whole.id}].parts, or leave part_of out."
        faults.add(f"{path}.part_of", f"{whole.id} does not name it as a part", remedy)


def _check_parts(edition: Edition, metric: Metric, path: str, faults: Faults) -> None:
    parts = metric.scoring.parts
    if parts and (len(parts) != 2 or len(set(parts)) != 2):
        remedy = "Name two: that of the rows, then that of the columns."
        faults.add(f"{path}.parts", "it takes two different metrics", remedy)
    for number, part in enumerate(parts, 1):
        key, found = f"{path}.parts[{number}]", edition.by_id.get(part)
        if found is None:
            faults.add(key, f"{part!r} is no metric", "Name a metric of this file by its id.")
        elif found.scoring.model not in WHOLE_SCORES or found.variants:
            remedy = "Name a metric of model banded or by-source, in one unit."
            faults.add(key, f"{part} is not scored 1, 2, 3 or 4", remedy)
        elif found.part_of != metric.id:
            remedy = f'Add part_of = "{metric.id}" to metrics[{part}].'
            faults.add(key, f"{part} does not say that it is a part", remedy)


def _check_variants(metric: Metric, path: str, faults: Faults) -> None:
    seen = {metric.unit}
    for variant in metric.variants:
        key = f"{path}.variants[{variant.unit}]"
        if variant.unit in seen:
            remedy = "Give each scoring of a metric its own unit."
            faults.add(f"{key}.unit", f"the unit {variant.unit!r} is scored already", remedy)
        seen.add(variant.unit)
        if not {variant.model, metric.scoring.model} <= set(OF_VALUES):
            remedy = "Use models that score a value (ranked or banded)."
            faults.add(f"{key}.model", "only values come in several units", remedy)
        _check_scoring(variant, metric.better, key, faults)


def _check_labels(metric: Metric, path: str, faults: Faults) -> None:
    if metric.labels and metric.scoring.model is not Model.BY_SOURCE:
        remedy = "Leave it out, or correct the model."
        faults.add(f"{path}.labels", "only metrics scored by their source have it", remedy)
    if len(metric.labels) > 4:
        faults.add(f"{path}.labels", "there are more than four", "Name scores 1 to 4 at most.")
    if metric.scoring.model in GIVEN_AS_SCORES and metric.better is not Better.LOWER:
        problem = "the figure is a score, of which 1 is best"
        faults.add(f"{path}.better", problem, 'Write better = "lower".')

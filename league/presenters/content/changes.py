"""What changed between editions, found by comparing their files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from league import editions
from league.presenters import wording
from league.presenters.links import trusts_of
from league.rules.edition import CutKind, CutRule, Edition, Metric, Model, OverrideRule
from league.rules.wording import cut as cut_words
from league.rules.wording import limit

from . import rule_words
from .measures import Measure, Version, all_measures, year


@dataclass(frozen=True)
class EditionChanges:
    """From one edition to the next."""

    earlier: Edition
    later: Edition
    rules: tuple[str, ...]
    """How averages, segments and the override changed."""
    new: tuple[Measure, ...]
    dropped: tuple[Measure, ...]
    changed: tuple[tuple[Measure, tuple[str, ...]], ...]
    same: tuple[Measure, ...]


def between(earlier: Edition, later: Edition) -> EditionChanges:
    """Everything that differs between two editions, as the files say it."""
    measures = all_measures((earlier, later))
    both = [(each, metric_changes(*each.versions)) for each in measures if len(each.versions) > 1]
    alone = [each for each in measures if len(each.versions) == 1]
    return EditionChanges(
        earlier=earlier,
        later=later,
        rules=rule_changes(earlier, later),
        new=tuple(each for each in alone if each.latest.edition.slug == later.slug),
        dropped=tuple(each for each in alone if each.latest.edition.slug == earlier.slug),
        changed=tuple((each, said) for each, said in both if said),
        same=tuple(each for each, said in both if not said),
    )


def all_changes() -> tuple[EditionChanges, ...]:
    """Of each edition to the next, the newest first."""
    return tuple(between(*pair) for pair in reversed([*pairwise(editions.all_editions())]))


def history(measure: Measure, known: Sequence[Edition] | None = None) -> tuple[str, ...]:
    """How a measure changed from edition to edition, a sentence each; says so when it did not."""
    said: list[str] = []
    for earlier, later in pairwise(editions.all_editions() if known is None else known):
        before, after = measure.in_edition(earlier), measure.in_edition(later)
        if before and after:
            changed = metric_changes(Version(earlier, before), Version(later, after))
            said += changed or (f"The same in {year(earlier)} and {year(later)}.",)
        elif after:
            said.append(f"New in {year(later)}.")
        elif before:
            said.append(f"No longer used from {year(later)}.")
    return tuple(said)


def metric_changes(before: Version, after: Version) -> tuple[str, ...]:
    """What differs in one measure, a sentence each; none when nothing does."""
    found = (compare(before, after) for compare in _COMPARISONS)
    return tuple(sentence for sentence in found if sentence)


def _name(before: Version, after: Version) -> str:
    if before.metric.name == after.metric.name:
        return ""
    return f"Was called “{before.metric.name}” in {before.year}."


def _definition(before: Version, after: Version) -> str:
    if before.metric.definition == after.metric.definition:
        return ""
    return f"Defined in other words: it was “{before.metric.definition}”"


def _domain(before: Version, after: Version) -> str:
    if before.metric.domain == after.metric.domain:
        return ""
    was, now = (each.edition.domain(each.metric.domain).name for each in (before, after))
    return f"Moved from the domain “{was}” to “{now}”."


def _given(before: Version, after: Version) -> str:
    """What is handed in: the value, or only its score."""
    was, now = before.metric.scoring, after.metric.scoring
    if was.unit == now.unit:
        return ""
    if now.unit == "score":
        return "Only its score is published now, no longer the value behind it."
    return f"Given as {rule_words.unit(now).lower()}, no longer as {rule_words.unit(was).lower()}."


def _model(before: Version, after: Version) -> str:
    was, now = (rule_words.model(each.metric) for each in (before, after))
    return "" if was == now else f"Was {was.lower()}; now {now.lower()}."


def _standard(before: Version, after: Version) -> str:
    was, now = before.metric.scoring.standard, after.metric.scoring.standard
    return _moved("standard", before.metric, after.metric, was, now)


def _floor(before: Version, after: Version) -> str:
    was, now = before.metric.scoring.floor, after.metric.scoring.floor
    return _moved("floor", before.metric, after.metric, was, now)


def _moved(what: str, before: Metric, after: Metric, was: float | None, now: float | None) -> str:
    if was == now or now is None:
        return ""
    if was is None:
        return f"Now has a {what} of {limit(now, after)}."
    return f"The {what} went from {limit(was, before)} to {limit(now, after)}."


def _bands(before: Version, after: Version) -> str:
    was, now = before.metric.scoring, after.metric.scoring
    if was.model is not Model.BANDED or now.model is not Model.BANDED or was.bands == now.bands:
        return ""
    return f"The bands changed: now {'; '.join(rule_words.how_scored(after.edition, after.metric))}"


def _better(before: Version, after: Version) -> str:
    if before.metric.better is after.metric.better or before.metric.unit != after.metric.unit:
        return ""
    return f"{rule_words.direction(after.metric)} now."


def _pool(before: Version, after: Version) -> str:
    both_rank = all(rule_words.is_ranked(each.metric.scoring) for each in (before, after))
    if not both_rank or before.metric.pool is after.metric.pool:
        return ""
    return f"Ranked against others now: {rule_words.pool(after.metric).lower()}."


def _weight(before: Version, after: Version) -> str:
    if before.metric.weight == after.metric.weight:
        return ""
    was, now = (rule_words.weight(each.metric).lower() for each in (before, after))
    return f"Its weight went from {was} to {now}."


def _types(before: Version, after: Version) -> str:
    gained = set(after.metric.types) - set(before.metric.types)
    lost = set(before.metric.types) - set(after.metric.types)
    said = []
    if gained:
        said.append(f"Reported by {wording.listed([*map(trusts_of, sorted(gained))])} as well.")
    if lost:
        said.append(f"No longer reported by {wording.listed([*map(trusts_of, sorted(lost))])}.")
    return " ".join(said)


_COMPARISONS: tuple[Callable[[Version, Version], str], ...] = (
    *(_name, _definition, _domain, _given, _model, _standard, _floor),
    *(_bands, _better, _pool, _weight, _types),
)


def rule_changes(earlier: Edition, later: Edition) -> tuple[str, ...]:
    """How domains, segments and the override differ, a sentence each."""
    said = [
        _counts(earlier, later),
        _domains(earlier, later),
        _cuts("Segments", "average scores", earlier.cuts, later.cuts),
        _cuts("Domain segments", "domain scores", earlier.domain_cuts, later.domain_cuts),
        _override(earlier.override, later.override),
        _programme(earlier, later),
    ]
    return tuple(sentence for sentence in said if sentence)


def _counts(earlier: Edition, later: Edition) -> str:
    was, now = len(earlier.counted), len(later.counted)
    if was == now:
        return ""
    return f"The number of metrics that count went from {was} to {now}."


def _domains(earlier: Edition, later: Edition) -> str:
    was, now = ([f"“{domain.name}”" for domain in each.domains] for each in (earlier, later))
    if was == now:
        return ""
    return (
        f"There were {wording.small(len(was))} domains ({wording.listed(was)}); now there are "
        f"{wording.small(len(now))} ({wording.listed(now)})."
    )


def _cuts(what: str, of: str, was: CutRule, now: CutRule) -> str:
    if (was.kind, was.thresholds, was.round_to) == (now.kind, now.thresholds, now.round_to):
        return ""
    return f"{what} ended at {cut_rule(was, of)}; now they end at {cut_rule(now, of)}."


def cut_rule(rule: CutRule, of: str) -> str:
    """``the quartiles of all trusts' average scores``, or the fixed limits."""
    if rule.kind is CutKind.THRESHOLDS:
        return f"the fixed limits {wording.listed([*map(cut_words, rule.thresholds)])}"
    rounded = "" if rule.round_to is None else f", rounded to {rule.round_to} decimals"
    return f"the quartiles of all trusts' {of}{rounded}"


def _override(was: OverrideRule, now: OverrideRule) -> str:
    said = []
    if was.flag != now.flag:
        said.append(f"A deficit was {deficit_source(was)}; now it is {deficit_source(now)}.")
    if was.no_better_than != now.no_better_than:
        said.append(
            f"A trust in deficit could be no better than segment {was.no_better_than}; now no "
            f"better than {now.no_better_than}."
        )
    return " ".join(said)


def deficit_source(rule: OverrideRule) -> str:
    """How it is known whether a trust is in deficit."""
    if rule.flag == "reported":
        return "taken as reported"
    return "worked out from the planned surplus or deficit and the difference from it"


def _programme(earlier: Edition, later: Edition) -> str:
    was, now = earlier.programme_segment, later.programme_segment
    if was == now:
        return ""
    if now is None:
        return f"Segment {was}, for trusts in the national improvement programme, is not used now."
    return f"Trusts in the national improvement programme now go to segment {now}."

"""The rules of an edition that are not those of one metric: weights, cuts, override, doubts."""

from __future__ import annotations

from dataclasses import dataclass

from league.presenters import wording
from league.presenters.links import Link
from league.rules.edition import CutKind, CutRule, Edition, Evidence, Metric, Model

from . import addresses, changes, rule_words


@dataclass(frozen=True)
class RuleText:
    """A rule in sentences, and how it is known."""

    sentences: tuple[str, ...]
    evidence: str


@dataclass(frozen=True)
class Doubt:
    """A kind of evidence, what it means, and the metrics that rest on it."""

    name: str
    meaning: str
    metrics: tuple[Link, ...]


def cuts(rule: CutRule, of: str) -> RuleText:
    """Where segments end; ``of`` are the scores that are cut."""
    limits = changes.cut_rule(rule, of).removeprefix("the fixed limits ")
    said = (f"The limits are {limits}.", *_remark(rule.note))
    if rule.kind is CutKind.QUARTILES and rule.note:
        said = _remark(f"The limits are {rule.note[0].lower()}{rule.note[1:]}")
    return RuleText(
        (*said, "A score on a limit belongs to the better segment."),
        _known(rule.evidence),
    )


def override(edition: Edition) -> RuleText:
    rule = edition.override
    plan, variance = (edition.by_id[part].name.lower() for part in (rule.plan, rule.variance))
    if rule.flag == "reported":
        source = "Whether a trust is in deficit, or receives money to cover one, is reported."
    else:
        source = (
            f"A trust counts as in deficit when its {plan} is below zero, or when that and its "
            f"{variance} add up to less than zero."
        )
    effect = (
        f"A trust in deficit can be in no better segment than {rule.no_better_than}. Its scores "
        "stay as they are, and a trust in a worse segment stays there."
    )
    return RuleText((effect, source, *_remark(rule.note)), _known(rule.evidence))


def programme(edition: Edition) -> str:
    if edition.programme_segment is None:
        return (
            "Nothing else moves a segment in this edition: the final segment is the adjusted one."
        )
    return (
        "A trust that NHS England has placed in the Provider Improvement Programme goes to "
        f"segment {edition.programme_segment}. This is a decision, not a score."
    )


def weights(edition: Edition) -> str:
    """Which metrics count less than a whole one."""
    lighter = [metric for metric in edition.counted if metric.weight != 1]
    if not lighter:
        return "Every metric counts the same."
    groups: dict[str, list[str]] = {}
    for metric in lighter:
        groups.setdefault(rule_words.weight(metric).lower(), []).append(metric.name)
    said = [f"{wording.listed(names)} count {share} each" for share, names in groups.items()]
    return f"Every metric has a weight of one, with these exceptions: {'; '.join(said)}."


def doubts(edition: Edition) -> tuple[Doubt, ...]:
    """The metrics by how their rule is known, for each kind that occurs."""
    found = []
    for evidence in Evidence:
        metrics = [each for each in edition.metrics if _rests_on(each, evidence)]
        if metrics:
            found.append(
                Doubt(
                    name=rule_words.EVIDENCE_NAMES[evidence],
                    meaning=rule_words.EVIDENCE_MEANINGS[evidence],
                    metrics=tuple(Link(each.name, addresses.metric(each)) for each in metrics),
                )
            )
    return tuple(found)


def _rests_on(metric: Metric, evidence: Evidence) -> bool:
    scored = [each for each in metric.scorings if each.model is not Model.CONTEXT]
    return any(scoring.evidence is evidence for scoring in scored)


def _remark(note: str) -> tuple[str, ...]:
    return (wording.sentence(note),) if note else ()


def _known(evidence: Evidence) -> str:
    return f"{rule_words.EVIDENCE_NAMES[evidence]}: {rule_words.EVIDENCE_MEANINGS[evidence]}"

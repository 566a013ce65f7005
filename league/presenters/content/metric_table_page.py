"""The page of one metric's table: what it says, its figures, and who is not in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from league import editions
from league.models import MetricScore, Quarter
from league.presenters import wording
from league.presenters.about import AboutFigures, about_figures
from league.presenters.links import LeagueAddress, Link, trusts_of
from league.presenters.ticks import Ticks
from league.reads.metric_tables import Members
from league.reads.quarters import ListedQuarter
from league.rules.edition import Edition, Metric, Model
from league.rules.scoring import Rule
from league.rules.wording import between, figure, limit
from league.tables.metric import MetricTable
from trusts.types import TrustType

from . import addresses, rule_words
from .measures import Measure
from .spread import Spread, spread

NO_VALUES = "No value is at hand for this quarter."


@dataclass(frozen=True)
class LeftOut:
    """Trusts without a score for the same reason."""

    reason: str
    count: str
    trusts: tuple[Link, ...]


@dataclass(frozen=True)
class MetricTablePage:
    name: str
    definition: str
    caption: str
    quarter: str
    league: Link
    metric: Link
    domain: Link
    types: tuple[Link, ...]
    quarters: tuple[Link, ...]
    rule: str
    """Its direction and how it is scored."""
    finding: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    notices: tuple[str, ...]
    showing: str
    quarter_slug: str
    table: MetricTable
    ticks: Ticks
    left_out: tuple[LeftOut, ...]
    about: AboutFigures


def metric_table_page(
    *,
    quarter: Quarter,
    quarters: Sequence[ListedQuarter],
    measure: Measure,
    metric: Metric,
    trust_type: str,
    rows: Sequence[MetricScore],
    members: Members,
    table: MetricTable,
) -> MetricTablePage:
    """``rows`` are all rows of the type, with ``name``; ``members`` all its trusts."""
    edition = editions.get(quarter.edition)
    label = TrustType(trust_type).label
    domain = edition.domain(metric.domain)
    here = addresses.domain_table(trust_type, quarter.slug, domain.key)
    return MetricTablePage(
        name=metric.name,
        definition=metric.definition,
        caption=f"{metric.name}, {label.lower()} trusts, {quarter.label}",
        quarter=quarter.label,
        league=Link(f"{label} trusts, {quarter.label}", LeagueAddress(trust_type, quarter.slug)()),
        metric=Link(metric.name, addresses.metric(metric)),
        domain=Link(domain.name, here()),
        types=_types(metric, quarter, trust_type),
        quarters=_quarters(measure, quarters, quarter, trust_type),
        rule=_rule(edition, metric),
        finding=_finding(metric, trust_type, rows, members),
        facts=_facts(metric, rows),
        notices=table.notices,
        showing=f"{wording.count(len(table.rows), 'trust')}, {table.sorted_words}.",
        quarter_slug=quarter.slug,
        table=table,
        ticks=table.ticks,
        left_out=tuple(_left_out(quarter, rows, members)),
        about=about_figures(quarter),
    )


def _types(metric: Metric, quarter: Quarter, chosen: str) -> tuple[Link, ...]:
    return tuple(
        Link(
            TrustType(slug).label,
            addresses.metric_table(slug, quarter.slug, metric.id)(),
            current=slug == chosen,
        )
        for slug in metric.types
    )


def _quarters(
    measure: Measure, quarters: Sequence[ListedQuarter], chosen: Quarter, trust_type: str
) -> tuple[Link, ...]:
    """The same table of other quarters, by the metric's id of their edition."""
    ids = {version.edition.slug: version.metric.id for version in measure.versions}
    return tuple(
        Link(
            each.label,
            addresses.metric_table(trust_type, each.slug, ids[each.edition])(),
            current=each.slug == chosen.slug,
        )
        for each in quarters
        if each.edition in ids
    )


def _finding(
    metric: Metric, trust_type: str, rows: Sequence[MetricScore], members: Members
) -> tuple[str, ...]:
    """What the table says, in sentences: how many, the middle, and who meets the standard."""
    figures = [row for row in rows if row.score is not None or row.value is not None]
    total = len(members.names)
    if not figures:
        return (f"No figure is known for any of the {total} {trusts_of(trust_type)}.",)
    said = [f"{len(figures)} of {total} {trusts_of(trust_type)} have a figure."]
    values = main_values(metric, rows)
    if values and metric.unit != "score":
        said.append(_middle(metric, values))
    said += _met(metric, rows)
    if values and metric.unit == "score":
        said.append(_by_score(rows))
    return tuple(said)


def main_values(metric: Metric, rows: Sequence[MetricScore]) -> list[float]:
    """Values in the metric's own unit; those in another cannot be compared with them."""
    others = {scoring.unit for scoring in metric.variants}
    return [row.value for row in rows if row.value is not None and row.unit not in others]


def _middle(metric: Metric, values: Sequence[float]) -> str:
    found = spread(values)
    if found is None or found.reported == 1:
        return "Only one trust reports it."
    lower, middle, upper = (
        figure(each, metric) for each in (found.lower_quartile, found.median, found.upper_quartile)
    )
    return f"The middle trust has {middle}; half of them lie between {lower} and {upper}."


def _met(metric: Metric, rows: Sequence[MetricScore]) -> list[str]:
    rules = Counter(row.rule for row in rows)
    said = []
    if metric.scoring.standard is not None and rules[Rule.PUBLISHED] == 0:
        standard = limit(metric.scoring.standard, metric)
        said.append(f"{_trusts(rules[Rule.STANDARD_MET], 'reach')} the standard of {standard}.")
    if metric.scoring.floor is not None and rules[Rule.PUBLISHED] == 0:
        floor = limit(metric.scoring.floor, metric)
        said.append(f"{_trusts(rules[Rule.FLOOR_MISSED], 'miss')} the floor of {floor}.")
    return said


def _trusts(amount: int, verb: str) -> str:
    """``1 trust reaches``, ``23 trusts reach``."""
    if amount == 1:
        return f"1 trust {verb}{'es' if verb.endswith(('ch', 'ss')) else 's'}"
    return f"{wording.capital(wording.small(amount))} trusts {verb}"


def _by_score(rows: Sequence[MetricScore]) -> str:
    """``Scores: 12 trusts have 1.00, 80 have 2.00.``"""
    counted = Counter(round(row.score, 2) for row in rows if row.score is not None)
    said = [f"{counted[each]} have {wording.score(each)}" for each in sorted(counted)]
    return f"By score: {wording.listed(said)}." if said else ""


def _rule(edition: Edition, metric: Metric) -> str:
    return " ".join([f"{rule_words.direction(metric)}.", *rule_words.how_scored(edition, metric)])


def _facts(metric: Metric, rows: Sequence[MetricScore]) -> tuple[tuple[str, str], ...]:
    facts = [
        ("Scoring model", rule_words.model(metric)),
        ("Ranked against", rule_words.pool(metric)),
        ("Weight in the average", rule_words.weight(metric)),
        *_spread_facts(metric, rows),
        ("Period of the data", _periods(metric, rows)),
        ("Source", metric.source),
        ("How the rule is known", rule_words.evidence(metric.scoring)),
    ]
    ranked = any(rule_words.is_ranked(scoring) for scoring in metric.scorings)
    return tuple(fact for fact in facts if ranked or fact[0] != "Ranked against")


def _spread_facts(metric: Metric, rows: Sequence[MetricScore]) -> list[tuple[str, str]]:
    """None where a score is all that is known: it has no unit to be in the middle of."""
    found: Spread | None = spread(main_values(metric, rows))
    if found is None or metric.scoring.model in {Model.BY_SOURCE, Model.MATRIX}:
        return []
    quartiles = (found.lower_quartile, found.median, found.upper_quartile)
    lower, middle, upper = (between(each, metric) for each in quartiles)
    lowest, highest = figure(found.lowest, metric), figure(found.highest, metric)
    return [
        ("Median", f"{middle}, among the {wording.count(found.reported, 'trust')} of this table"),
        ("Quartiles", f"{lower} and {upper}"),
        ("Lowest and highest", f"{lowest} and {highest}"),
    ]


def _periods(metric: Metric, rows: Sequence[MetricScore]) -> str:
    """As the source names them; else how far the data usually lie behind."""
    named = sorted({row.period for row in rows if row.period})
    return wording.listed(named) if named else metric.lag


def _left_out(quarter: Quarter, rows: Sequence[MetricScore], members: Members) -> list[LeftOut]:
    """Those without a score, grouped by the engine's reason; the largest group first."""
    groups: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.score is None and row.rule != Rule.CONTEXT:
            reason = wording.sentence(row.sentence) or NO_VALUES
            groups.setdefault(reason, {})[row.trust_id] = members.names[row.trust_id]
    unknown = members.without({row.trust_id for row in rows})
    if unknown:
        groups.setdefault(NO_VALUES, {}).update(unknown)
    ordered = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return [
        LeftOut(
            reason=reason,
            count=wording.count(len(trusts), "trust"),
            trusts=tuple(
                Link(name, addresses.trust(code, quarter)) for code, name in trusts.items()
            ),
        )
        for reason, trusts in ordered
    ]

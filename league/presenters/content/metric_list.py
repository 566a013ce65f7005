"""All metrics of all editions: found by words, with how each changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django import forms

from league import editions
from league.presenters import wording

from . import addresses, changes, rule_words
from .measures import Measure, all_measures, year

LONGEST_SEARCH = 100


class MetricSearch(forms.Form):
    """What a reader asks for, by GET."""

    q = forms.CharField(
        label="Name, words or id",
        required=False,
        max_length=LONGEST_SEARCH,
        widget=forms.TextInput(attrs={"class": "nhsuk-input", "type": "search"}),
    )
    edition = forms.ChoiceField(
        label="Edition", required=False, widget=forms.Select(attrs={"class": "nhsuk-select"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(each.slug, year(each)) for each in reversed(editions.all_editions())]
        field = self.fields["edition"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "All editions"), *known]

    @property
    def filters(self) -> tuple[str, ...]:
        """``Edition: 2025/26`` for each filter in use."""
        used = {"q": self.asked("q"), "edition": self._year(self.asked("edition"))}
        return tuple(f"{self.fields[name].label}: {said}" for name, said in used.items() if said)

    def _year(self, slug: str) -> str:
        return year(editions.get(slug)) if slug else ""

    @property
    def notices(self) -> tuple[str, ...]:
        """One sentence for each parameter that could not be used."""
        self.is_valid()
        said = {
            "q": "The search text could not be used, so it was left out.",
            "edition": "There is no such edition here, so that filter was left out.",
        }
        return tuple(said[name] for name in self.errors)

    def asked(self, name: str) -> str:
        """The parameter as it is used; empty where it is faulty."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))


@dataclass(frozen=True)
class YearRule:
    year: str
    words: str


@dataclass(frozen=True)
class MetricLine:
    name: str
    href: str
    ids: str
    definition: str
    rules: tuple[YearRule, ...]
    history: tuple[str, ...]


@dataclass(frozen=True)
class MetricGroup:
    """Metrics of one domain, as the newest edition that has them groups them."""

    heading: str
    anchor: str
    lines: tuple[MetricLine, ...]


@dataclass(frozen=True)
class MetricListPage:
    form: MetricSearch
    query: str
    filtered: bool
    notices: tuple[str, ...]
    showing: str
    groups: tuple[MetricGroup, ...]


def metric_list_page(form: MetricSearch) -> MetricListPage:
    found, filtered = found_measures(form), bool(form.filters)
    return MetricListPage(
        form=form,
        query=form.asked("q"),
        filtered=filtered,
        notices=form.notices,
        showing=_showing(len(found), len(all_measures()), filtered),
        groups=tuple(_group(measures) for measures in _by_domain(found)),
    )


def found_measures(form: MetricSearch) -> tuple[Measure, ...]:
    """Those that are asked for, in the order of the page: the newest edition's domains first;
    what it dropped by the domains of the one before."""
    query, edition = form.asked("q"), form.asked("edition")
    found = (each for each in all_measures() if _matches(each, query) and _is_in(each, edition))
    return tuple(chain.from_iterable(_by_domain(found)))


def _matches(measure: Measure, query: str) -> bool:
    """Whether every word occurs in its names, ids, definitions, domains or sources."""
    text = " ".join(
        part
        for version in measure.versions
        for part in (
            version.metric.name,
            version.metric.definition,
            version.metric.source,
            version.edition.domain(version.metric.domain).name,
        )
    )
    known = f"{text} {' '.join(measure.official_ids)}".casefold()
    return all(word in known for word in query.casefold().split())


def _is_in(measure: Measure, edition: str) -> bool:
    return not edition or any(each.edition.slug == edition for each in measure.versions)


def _showing(found: int, total: int, filtered: bool) -> str:
    if not filtered:
        return f"All {wording.count(total, 'metric')}."
    return f"Showing {found} of {wording.count(total, 'metric')}."


def _by_domain(found: Iterable[Measure]) -> Iterable[Sequence[Measure]]:
    """Measures of one domain of the newest edition that has them, in each group."""
    groups: dict[tuple[str, str], list[Measure]] = {}
    for measure in found:
        key = (measure.latest.edition.slug, measure.latest.metric.domain)
        groups.setdefault(key, []).append(measure)
    return groups.values()


def _group(measures: Sequence[Measure]) -> MetricGroup:
    edition, domain = measures[0].latest.edition, measures[0].latest.metric.domain
    name, newest = edition.domain(domain).name, editions.all_editions()[-1]
    heading = name if edition.slug == newest.slug else f"Only in {year(edition)}: {name.lower()}"
    anchor = f"domain-{edition.financial_year}-{domain}"
    return MetricGroup(heading, anchor, tuple(map(_line, measures)))


def _line(measure: Measure) -> MetricLine:
    metric = measure.latest.metric
    return MetricLine(
        name=metric.name,
        href=addresses.metric(metric),
        ids=", ".join(measure.official_ids),
        definition=metric.definition,
        rules=tuple(
            YearRule(version.year, " ".join(rule_words.how_scored(version.edition, version.metric)))
            for version in reversed(measure.versions)
        ),
        history=changes.history(measure),
    )

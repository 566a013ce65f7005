"""The scenario of a what-if, as its address or its form gives it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict
from django.urls import reverse

from league.rules.edition import Metric, Model, Scoring
from league.rules.value_limits import ValueLimits, value_limits
from league.rules.what_if import Scenario, is_changeable, takes_flag
from league.services.what_if import Asked

DEFICIT = "deficit"
LONGEST = 60
"""So much of a text that is no number is given back for mending."""
_NUMBER = re.compile(r"[+-]?\d{1,9}(\.\d{0,9})?", re.ASCII)
_FLAG = {"yes": True, "no": False}


def text_of(value: float) -> str:
    """As one would type it: ``78.2``, ``-1.5``, ``80``."""
    text = f"{value:.9f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


class FigureField(forms.CharField):
    """A number, or a sentence that says what is wrong with the text. What is published is
    never wrong, so that a form that nobody touched has no fault."""

    def __init__(
        self, metric: Metric, scoring: Scoring, limits: ValueLimits, published: float
    ) -> None:
        super().__init__(label=metric.name, required=False, strip=True)
        self.metric, self.scoring, self.limits = metric, scoring, limits
        self.published = published

    def clean(self, value: str | None) -> float:
        text = (value or "").strip().replace("\N{MINUS SIGN}", "-").removesuffix("%")
        text = re.sub(r"(?<=\d),(?=\d{3})", "", text.strip())
        if not text:
            raise forms.ValidationError(f"{self.label}: enter a figure")
        if text == text_of(self.published):
            return float(text)
        if not _NUMBER.fullmatch(text):
            raise forms.ValidationError(f"{self.label}: enter a number, like {self._example}")
        number = float(text)
        if not self.limits.holds(number):
            raise forms.ValidationError(f"{self.label}: {self._limits}")
        return number

    @property
    def _example(self) -> str:
        return text_of(self.published)

    @property
    def _limits(self) -> str:
        return f"enter {self.limits.one}"


class BandField(FigureField):
    """A score that its source gives: a whole one where it has a name or is a part of a table,
    else any that can be handed in."""

    @property
    def _limits(self) -> str:
        return f"choose a band from {self.limits.low:g} to {self.limits.high:g}"


class WhatIfForm(forms.Form):
    """One field for each value that can be changed, filled with the published one where the
    address names no other."""

    def __init__(self, data: QueryDict, asked: Asked) -> None:
        self.asked = asked
        self.published = dict(_published(asked))
        given = {name: data.get(name, text)[:LONGEST] for name, text in self.published.items()}
        super().__init__(given)
        self.figures = dict(_figures(asked))
        self.fields.update(self.figures)
        if DEFICIT in self.published:
            self.fields[DEFICIT] = _deficit_field()
        self.given = {name: given[name] for name in self.published if name in data}
        self.left_out = tuple(name for name in data if name not in self.published)

    @property
    def scenario(self) -> Scenario:
        """What differs from the published values; of a form without faults."""
        values = {
            name: value
            for name, value in self.cleaned_data.items()
            if name != DEFICIT and value != float(self.published[name])
        }
        flag = self.cleaned_data.get(DEFICIT, "")
        moved = None if flag in ("", self.published.get(DEFICIT)) else _FLAG[flag]
        return Scenario(self.asked.code, values, moved)

    @property
    def is_short(self) -> bool:
        """Whether the address names nothing that is as published."""
        return set(self.given) == set(parameters(self.scenario))


def parameters(scenario: Scenario) -> dict[str, str]:
    """The scenario as an address gives it."""
    made = {name: text_of(value) for name, value in scenario.values.items()}
    if scenario.in_deficit is not None:
        made[DEFICIT] = "yes" if scenario.in_deficit else "no"
    return made


def address(ods_code: str, quarter: str, given: Mapping[str, str]) -> str:
    """Of a what-if with those parameters."""
    path = reverse("trust-what-if", args=[ods_code, quarter])
    return f"{path}?{urlencode(given)}" if given else path


def _published(asked: Asked) -> Iterator[tuple[str, str]]:
    it = asked.workings
    for metric in it.edition.metrics:
        if is_changeable(it.panel, asked.code, metric):
            yield metric.id, text_of(float(it.panel.columns[metric.id].values[asked.row]))
    if takes_flag(it.edition, it.panel, asked.code):
        yield DEFICIT, "yes" if it.panel.reported_flags[asked.code] else "no"


def _figures(asked: Asked) -> Iterator[tuple[str, FigureField]]:
    it = asked.workings
    for metric in it.edition.metrics:
        if is_changeable(it.panel, asked.code, metric):
            column = it.panel.columns[metric.id]
            scoring = metric.scorings[int(column.variants[asked.row])]
            reported = column.values[column.variants == column.variants[asked.row]]
            limits = value_limits(metric, scoring.unit).reaching(reported)
            published = float(column.values[asked.row])
            if scoring.model is Model.BY_SOURCE:
                yield metric.id, BandField(metric, scoring, limits, published)
            else:
                yield metric.id, FigureField(metric, scoring, limits, published)


def _deficit_field() -> forms.ChoiceField:
    wrong = {"invalid_choice": "Deficit: choose yes or no", "required": "Deficit: choose yes or no"}
    choices = (("yes", "Yes"), ("no", "No"))
    return forms.ChoiceField(label="In deficit", choices=choices, error_messages=wrong)

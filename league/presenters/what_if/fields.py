"""The form of a what-if: the trust's values by domain, as published or as changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from league.filters.what_if import DEFICIT, WhatIfForm, address
from league.presenters import wording
from league.rules.edition import Better, Metric, Model
from league.rules.panel import State
from league.rules.way_up_words import shown

_BETTER = {Better.HIGHER: "Higher is better", Better.LOWER: "Lower is better"}
_BANDS = ("best", "second", "third", "worst")
_STATES = {
    State.SUPPRESSED: "suppressed",
    State.NOT_SUBMITTED: "not submitted",
}


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class FieldView:
    """``options`` are empty for a figure that is typed; ``raw`` is the published value as an
    address would name it, and ``published`` in words."""

    id: str
    label: str
    hint: str
    suffix: str
    value: str
    raw: str
    published: str
    options: tuple[Option, ...]
    error: str
    changed: bool


@dataclass(frozen=True)
class FieldGroup:
    name: str
    notes: tuple[str, ...]
    """How metrics without a field of their own can be changed, or why they cannot."""
    fields: tuple[FieldView, ...]


@dataclass(frozen=True)
class FormView:
    action: str
    groups: tuple[FieldGroup, ...]
    errors: tuple[tuple[str, str], ...]
    """Address on the page and message of each faulty field."""
    changed: bool
    """Whether anything is other than published, or faulty."""
    status: str
    """What is changed, in words."""


def form_view(form: WhatIfForm, quarter: str) -> FormView:
    """Of a form that has been checked."""
    groups = tuple(_groups(form))
    fields = [field for group in groups for field in group.fields]
    changed = [field.label for field in fields if field.changed]
    return FormView(
        action=address(form.asked.code, quarter, {}),
        groups=groups,
        errors=tuple((f"#{field.id}", field.error) for field in fields if field.error),
        changed=bool(changed),
        status=_status(changed),
    )


def _status(changed: list[str]) -> str:
    if not changed:
        return "All values are as published."
    named = wording.listed(changed) if len(changed) < 4 else ""
    counted = wording.count(len(changed), "value is", "values are")
    return f"{counted} changed{f': {named}' if named else ''}."


def _groups(form: WhatIfForm) -> Iterator[FieldGroup]:
    edition = form.asked.workings.edition
    finance = edition.by_id[edition.override.plan].domain
    for domain in edition.domains:
        metrics = [metric for metric in edition.metrics if metric.domain == domain.key]
        fields = [_field(form, metric) for metric in metrics if metric.id in form.figures]
        if domain.key == finance and DEFICIT in form.fields:
            fields.append(_deficit(form))
        if fields:
            yield FieldGroup(domain.name, tuple(_notes(form, metrics)), tuple(fields))


def _field(form: WhatIfForm, metric: Metric) -> FieldView:
    field, value = form.figures[metric.id], str(form.data[metric.id])
    raw = form.published[metric.id]
    is_band = _is_band(metric)
    return FieldView(
        id=metric.id,
        label=metric.name,
        hint="" if is_band else f"{_BETTER[metric.better]}.",
        suffix="" if is_band else _suffix(field.scoring.unit),
        value=value,
        raw=raw,
        published=shown(metric, field.scoring.unit, field.published),
        options=_options(metric, raw, value) if is_band else (),
        error=_error(form, metric.id),
        changed=_changed(form, metric.id),
    )


def _suffix(unit: str) -> str:
    return "" if unit in ("index", "rate", "score") else unit.replace("count", "cases")


def _options(metric: Metric, raw: str, value: str) -> tuple[Option, ...]:
    """The bands; before them what is published and what is tried, where these are none."""
    names = metric.labels or tuple(f"Band {n} ({name})" for n, name in enumerate(_BANDS, start=1))
    bands = {str(n): name for n, name in enumerate(names, start=1)}
    published = wording.capital(shown(metric, metric.unit, float(raw)))
    others = {value: value} | {raw: published}
    offered = {each: name for each, name in others.items() if each not in bands} | bands
    return tuple(Option(each, name, value == each) for each, name in offered.items())


def _deficit(form: WhatIfForm) -> FieldView:
    value, raw = str(form.data[DEFICIT]), form.published[DEFICIT]
    words = {"yes": "Yes", "no": "No"}
    options = [Option(key, label, value == key) for key, label in words.items()]
    if value not in words:
        options.insert(0, Option(value, value, selected=True))
    best = form.asked.workings.edition.override.no_better_than
    return FieldView(
        id=DEFICIT,
        label="In deficit, or receiving deficit support",
        hint=f"In deficit a trust is in segment {best} at best.",
        suffix="",
        value=value,
        raw=raw,
        published=words[raw],
        options=tuple(options),
        error=_error(form, DEFICIT),
        changed=_changed(form, DEFICIT),
    )


def _error(form: WhatIfForm, name: str) -> str:
    return str(form.errors[name][0]) if name in form.errors else ""


def _changed(form: WhatIfForm, name: str) -> bool:
    """Whether it is other than published, as a value and not as a text."""
    if name in form.errors:
        return True
    raw = form.published[name]
    value = form.cleaned_data[name]
    return bool(value != (raw if name == DEFICIT else float(raw)))


def _notes(form: WhatIfForm, metrics: list[Metric]) -> Iterator[str]:
    """What has no field: metrics made of parts, and those without a value."""
    it = form.asked.workings
    bands = [m.name for m in metrics if m.id in form.figures and _is_band(m)]
    if bands:
        yield (
            f"NHS England publishes only a band for {wording.listed(bands)}, not the figure behind "
            "it: choose another band."
        )
    for metric in metrics:
        parts = [it.edition.by_id[part].name for part in metric.scoring.parts]
        if parts and any(part in form.figures for part in metric.scoring.parts):
            yield f"{metric.name} is worked out from its parts: change {wording.listed(parts)}."
    plan, variance = it.edition.override.plan, it.edition.override.variance
    if DEFICIT not in form.fields and plan in [metric.id for metric in metrics]:
        names = [it.edition.by_id[each].name for each in (plan, variance)]
        yield (
            "Whether the trust is in deficit follows from these figures: it is when "
            f"{wording.listed([wording.uncapital(name) for name in names])} together, or the plan "
            "alone, are below 0."
        )
    for state, words in _STATES.items():
        names = [m.name for m in metrics if _state(form, m) is state]
        if names:
            yield f"No value to change, because it is {words}: {wording.listed(names)}."


def _is_band(metric: Metric) -> bool:
    return metric.scoring.model is Model.BY_SOURCE


def _state(form: WhatIfForm, metric: Metric) -> State:
    column = form.asked.workings.panel.columns[metric.id]
    return State(int(column.states[form.asked.row]))

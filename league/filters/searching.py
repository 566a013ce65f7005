"""What all filters of pages share: choices known only at run time, and faults said in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters as filters
from django import forms
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

from league.tables.markup import filled, options

LONGEST_SEARCH = 100


class Select(forms.Select):
    """The library's own in one go: that goes through two templates for each of its options."""

    def render(self, name: str, value: Any, attrs: Any = None, *_: Any, **__: Any) -> SafeString:
        made = self.get_context(name, value, attrs)["widget"]
        choices = options(
            (str(option["value"]), str(option["label"]), option["selected"])
            for _, group, _ in made["optgroups"]
            for option in group
        )
        start = filled('<select name="{}"{}>', made["name"], flatatt(made["attrs"]))
        return SafeString(f"{start}\n{choices}\n</select>")


class ReaderFilterSet(filters.FilterSet):
    """A filter whose faulty parameters are left out and named in ``notices``."""

    def get_form_class(self) -> type[forms.Form]:
        """Inputs in the look of the site."""
        form = super().get_form_class()
        for field in form.base_fields.values():
            is_select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "nhsuk-select" if is_select else "nhsuk-input"
        return form

    def offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """Sets the choices of a ChoiceFilter before its form is made."""
        self.filters[name].extra["choices"] = list(choices)

    @property
    def notices(self) -> tuple[str, ...]:
        """One sentence for each parameter that could not be used."""
        return tuple(self._notice(name) for name in self.form.errors)

    def _notice(self, name: str) -> str:
        label = str(self.form.fields[name].label).lower()
        if name == "q":
            return "The search text could not be used, so it was left out."
        given = str(self.data.get(name, ""))[:40]
        return f"There is no {label} “{given}” here, so that filter was left out."

    @property
    def state(self) -> dict[str, str]:
        """The parameters in use, without empty and faulty ones, in the order of the form."""
        self.form.is_valid()
        return {name: str(value) for name, value in self.form.cleaned_data.items() if value}

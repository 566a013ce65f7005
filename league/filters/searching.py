"""What all filters of pages share: choices known only at run time, and faults said in words."""

from __future__ import annotations

from collections.abc import Iterable

import django_filters as filters
from django import forms

LONGEST_SEARCH = 100


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

"""Forms for the register and for who hands in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User

from league.services.registering import LONGEST_REASON, Details
from trusts.models import Trust
from trusts.types import TrustType


def _day(label: str, help_text: str, *, required: bool = True) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, required=required, widget=widget)


def _wide() -> forms.TextInput:
    return forms.TextInput(attrs={"class": "vTextField"})


class DetailsForm(forms.Form):
    """What the register says of a trust."""

    name = forms.CharField(
        max_length=200, widget=_wide(), help_text="Its name so far is kept as a former one."
    )
    type = forms.ChoiceField(
        choices=TrustType.choices, help_text="Places in a league table exist within a type."
    )
    subtype = forms.CharField(
        label="Class",
        max_length=80,
        required=False,
        widget=_wide(),
        help_text="Such as Acute - Large.",
    )
    region = forms.CharField(max_length=80, required=False, widget=_wide())
    icb = forms.CharField(
        label="Integrated care board", max_length=120, required=False, widget=_wide()
    )
    opened = _day("Opened", "First day on which it existed; empty when unknown.", required=False)

    def details(self) -> Details:
        return Details(**{field: self.cleaned_data[field] for field in DetailsForm.base_fields})


class NewTrustForm(DetailsForm):
    code = forms.CharField(
        label="ODS code",
        max_length=5,
        help_text="3 to 5 letters and digits. It never changes: another code is another trust.",
    )
    field_order = ("code",)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["name"].help_text = ""


class CloseForm(forms.Form):
    closed = _day("Closed", "The first day on which it does not exist.")


class MergeForm(CloseForm):
    field_order = ("into",)

    def __init__(self, trust: Trust, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        others = Trust.objects.filter(closed__isnull=True, fictional=trust.fictional)
        self.fields["into"] = forms.ModelChoiceField(
            others.exclude(pk=trust.pk).in_name_order(),
            label="Merged into",
            empty_label="Choose a trust",
            help_text="The trust that took over. The old code leads to it.",
        )
        self.order_fields(self.field_order)


class ReopenForm(forms.Form):
    reason = forms.CharField(
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What was recorded wrongly. Kept in the audit trail.",
    )


class BindForm(forms.Form):
    """A person who has an account, and trusts to hand in for."""

    person = forms.ModelChoiceField(
        User.objects.filter(is_active=True).order_by("username"),
        empty_label="Choose an account",
        help_text="Only accounts that exist. It joins the group Trust submitter.",
    )
    trusts = forms.CharField(
        widget=_wide(), help_text="ODS codes, with spaces or commas between them, such as RP6, RYJ."
    )

    def codes(self) -> list[str]:
        given: str = self.cleaned_data["trusts"]
        return given.replace(",", " ").split()

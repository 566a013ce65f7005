"""Forms for handing in: a file, the trust whose figures are typed, a template."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from league.reads import uploads as reads
from league.services.uploads import handing_in
from league.services.uploads.templates import Shape
from trusts.models import Trust
from trusts.types import TrustType


class FileForm(forms.Form):
    """A file of figures for one quarter."""

    quarter = forms.ChoiceField()
    file = forms.FileField(
        label="File",
        help_text="CSV, Excel (.xlsx) or OpenDocument (.ods), at most 20 MB.",
        error_messages={"empty": "The file is empty: choose the file that holds the figures."},
    )
    note = forms.CharField(
        required=False,
        max_length=handing_in.LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Why these figures are handed in. It is kept with them and can be read by all.",
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["quarter"] = _quarter_field()


class GridStartForm(forms.Form):
    """Which trust's figures are typed in, or put into a template."""

    quarter = forms.ChoiceField()
    trust = forms.ModelChoiceField(Trust.objects.none(), empty_label="Choose a trust")

    def __init__(self, codes: frozenset[str] | None, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["quarter"] = _quarter_field()
        self.fields["trust"] = forms.ModelChoiceField(
            reads.trusts_of(codes), empty_label="Choose a trust"
        )


class TemplateForm(GridStartForm):
    """A template for one trust, or for all that the person acts for of a type."""

    type = forms.ChoiceField(
        required=False,
        choices=[("", "Only the trust chosen"), *TrustType.choices],
        label="Or all trusts of a type",
    )
    shape = forms.ChoiceField(
        choices=[(Shape.LONG, "A row for each figure"), (Shape.WIDE, "A row for each trust")]
    )
    ending = forms.ChoiceField(choices=[("xlsx", "Excel"), ("csv", "CSV")], label="As")

    def __init__(self, codes: frozenset[str] | None, *arguments: Any, **named: Any) -> None:
        super().__init__(codes, *arguments, **named)
        self.fields["trust"].required = False

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("trust") and not given.get("type"):
            self.add_error("trust", "Choose a trust, or a type of trust.")
        return given


def _quarter_field() -> forms.ChoiceField:
    """All quarters that have begun; the last that has ended is chosen at first."""
    today = timezone.localdate()
    names = reads.quarters_to_hand_in(today)
    ended = next((name.slug for name in names if name.ends < today), None)
    return forms.ChoiceField(choices=[(name.slug, name.label) for name in names], initial=ended)

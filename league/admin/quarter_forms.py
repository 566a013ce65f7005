"""What is asked before a quarter is published, or two of its assessments are compared."""

from __future__ import annotations

from typing import Any

from django import forms

_LOCAL = "%Y-%m-%dT%H:%M"


class PublishForm(forms.Form):
    reason = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        label="Reason",
        help_text="Published with the revision, for everybody to read.",
        error_messages={"required": "Say why: the reason is published with the revision."},
    )
    at = forms.DateTimeField(
        required=False,
        label="Not before",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=_LOCAL),
        input_formats=[_LOCAL, "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M"],
        help_text="Leave it empty to publish now. A day and time in London, summer time or not; "
        "readers see the new results at that minute, and nobody needs to be here.",
        error_messages={"invalid": "Give a day and a time, such as 2026-12-10 09:30."},
    )
    previewed = forms.IntegerField(widget=forms.HiddenInput)


class CompareForm(forms.Form):
    def __init__(self, numbers: list[int], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        choices = [(number, f"Assessment {number}") for number in numbers]
        for name in ("earlier", "later"):
            self.fields[name] = forms.TypedChoiceField(choices=choices, coerce=int)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 60}),
        label="Reason",
        help_text="Kept for ever, and published with the quarter.",
        error_messages={"required": "Say why: the reason is kept, and published."},
    )

"""Other oversight of a trust: recorded here, and ended when it holds no longer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path

from league.models import OversightRecord
from league.services import oversight
from league.services.refusals import RefusedError
from league.services.rights import Right

from .acting import ActingForm, actor_of, refusals_as_faults
from .oversight_files import ByFile


class OversightForm(ActingForm):
    class Meta:
        model = OversightRecord
        fields = ("trust", "kind", "value", "valid_from", "valid_to", "source")
        help_texts = {
            "trust": "ODS code, such as RP6.",
            "value": f"What is on record. A CQC rating is one of: {', '.join(oversight.RATINGS)}.",
            "valid_from": "First day on which it held.",
            "valid_to": "Last day; empty while it holds.",
            "source": "Where it is published. Shown to readers.",
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            with refusals_as_faults():
                oversight.check(by=self.by, told=oversight.Told(**given))
        return given


class EndForm(forms.Form):
    last_day = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}), help_text="The last day on which it held."
    )


@admin.register(OversightRecord)
class OversightRecordAdmin(ByFile):
    form = OversightForm
    right_to_add = Right.KEEP_OVERSIGHT
    change_form_template = "admin/acting_change_form.html"
    list_display = ["trust_id", "kind", "value", "valid_from", "valid_to", "source"]
    list_filter = ["kind"]
    search_fields = ["trust__ods_code", "trust__name", "value"]
    raw_id_fields = ["trust"]

    def save_model(
        self, request: HttpRequest, obj: OversightRecord, form: ModelForm, change: bool
    ) -> None:
        del change  # rows are only ever added here
        told = oversight.Told(**form.cleaned_data)
        obj.__dict__.update(oversight.record(by=actor_of(request), told=told).__dict__)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        steps = [("End", self.address("end", row.pk))] if row and _can_end(request, row) else []
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), "steps": steps}
        )

    def get_urls(self) -> list[URLPattern]:
        end = path(
            "<int:pk>/end/",
            self.admin_site.admin_view(self.end),
            name=f"{self.opts.app_label}_{self.opts.model_name}_end",
        )
        return [end, *super().get_urls()]

    def end(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        by, row = actor_of(request), get_object_or_404(self.get_queryset(request), pk=pk)
        try:
            oversight.allow_end(by=by, held=row)
        except RefusedError as refusal:
            return self.refused(request, row, refusal)
        form = EndForm(request.POST or None)

        def act() -> str:
            ended = oversight.end(by=by, held=row, last_day=form.cleaned_data["last_day"])
            return f"{ended}: ended on {ended.valid_to:%-d %B %Y}."

        return self.step(request, row, form, act, "End this record")


def _can_end(request: HttpRequest, row: OversightRecord) -> bool:
    try:
        oversight.allow_end(by=actor_of(request), held=row)
    except RefusedError:
        return False
    return True

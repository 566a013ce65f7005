"""Trusts' own statements: entered here, and decided on by somebody else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path

from league.models import Quarter, Ruling, StatementDecision, TrustStatement
from league.models.statements import LONGEST, TrustStatementQuerySet
from league.services import rights, statements
from league.services.refusals import RefusedError
from league.services.rights import Right

from .acting import ActingAdmin, ActingForm, actor_of, refusals_as_faults
from .read_only import ReadOnlyAdmin

_WAITING = "waiting"
_VERBS = {Ruling.ACCEPTED: "Accept", Ruling.DECLINED: "Decline", Ruling.WITHDRAWN: "Withdraw"}


class StatementForm(ActingForm):
    class Meta:
        model = TrustStatement
        fields = ("trust", "quarter", "office", "text")
        help_texts = {
            "trust": "ODS code, such as RP6.",
            "office": "Whose words these are: an office such as Chief Executive, not a person.",
            "text": f"Plain text, at most {LONGEST:,} characters. Markup is shown as text. "
            "Readers see it once somebody else has accepted it.",
        }

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            with refusals_as_faults():
                statements.check(by=self.by, **_told(given))
        return given


class DecisionForm(forms.Form):
    reason = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 3}), help_text="Kept with the decision."
    )


class StateFilter(admin.SimpleListFilter):
    title = "state"
    parameter_name = "state"

    def lookups(self, *_: object) -> list[tuple[str, str]]:
        return [(_WAITING, "Waiting"), *((ruling.value, str(ruling.label)) for ruling in Ruling)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
        del request
        if self.value() is None:
            return queryset
        return queryset.filter(state=None if self.value() == _WAITING else self.value())


class DecisionInline(admin.StackedInline):
    """Whoever sees a statement sees why it was declined."""

    model = StatementDecision
    extra = 0
    can_delete = False
    fields = ["decision", "reason", "decided_at", "decided_by_name"]

    def has_view_permission(self, *_: object) -> bool:
        return True

    def has_add_permission(self, *_: object) -> bool:
        return False

    def has_change_permission(self, *_: object) -> bool:
        return False


@admin.register(TrustStatement)
class TrustStatementAdmin(ActingAdmin):
    form = StatementForm
    right_to_add = Right.WRITE_STATEMENT
    change_form_template = "admin/acting_change_form.html"
    list_display = ["trust_id", "quarter", "state", "office", "written_at", "written_by_name"]
    list_filter = [StateFilter, "quarter"]
    list_select_related = ["quarter"]
    search_fields = ["trust__ods_code", "trust__name", "office", "text"]
    raw_id_fields = ["trust"]

    @admin.display(description="state")
    def state(self, row: TrustStatement) -> str:
        decided = getattr(row, "state", None)
        return str(Ruling(decided).label) if decided else "Waiting for a decision"

    def get_queryset(self, request: HttpRequest) -> TrustStatementQuerySet:
        """All; their own trusts' for those who act for some: what waits or was declined is for
        nobody else."""
        by, held = actor_of(request), TrustStatement.objects.with_state()
        own = rights.own_trusts(by)
        if own is None or rights.may(by=by, right=Right.DECIDE_STATEMENT):
            return held
        return held.filter(trust__in=own)

    def get_fields(self, request: HttpRequest, obj: TrustStatement | None = None) -> Any:
        del request
        entered = ["trust", "quarter", "office", "text"]
        return [*entered, "written_at", "written_by_name", "state"] if obj else entered

    def get_inlines(self, request: HttpRequest, obj: TrustStatement | None) -> Any:
        del request
        return [DecisionInline] if obj else []

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "quarter":
            kwargs["queryset"] = Quarter.objects.published().newest_first()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: TrustStatement, form: ModelForm, change: bool
    ) -> None:
        del change  # rows are only ever added here
        made = statements.write(by=actor_of(request), **_told(form.cleaned_data))
        obj.__dict__.update(made.__dict__)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.get_object(request, object_id)
        steps = self._steps(request, row) if row else []
        return super().change_view(
            request, object_id, form_url, {**(extra_context or {}), "steps": steps}
        )

    def _steps(self, request: HttpRequest, row: TrustStatement) -> list[tuple[str, str]]:
        """Name and address of each decision that this person can take now."""
        return [
            (_VERBS[ruling], self.address("decide", row.pk, ruling.value))
            for ruling in Ruling
            if statements.can_decide(by=actor_of(request), statement=row, decision=ruling)
        ]

    def get_urls(self) -> list[URLPattern]:
        decide = path(
            "<int:pk>/decide/<slug:decision>/",
            self.admin_site.admin_view(self.decide),
            name=f"{self.opts.app_label}_{self.opts.model_name}_decide",
        )
        return [decide, *super().get_urls()]

    def decide(self, request: HttpRequest, pk: int, decision: str) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        by, row = actor_of(request), get_object_or_404(self.get_queryset(request), pk=pk)
        try:
            statements.allow(by=by, statement=row, decision=decision)
        except RefusedError as refusal:
            return self.refused(request, row, refusal)
        form = DecisionForm(request.POST or None)

        def act() -> str:
            statements.decide(
                by=by, statement=row, decision=decision, reason=form.cleaned_data["reason"]
            )
            return f"{row.trust}, {row.quarter.label}: the statement is {decision}."

        return self.step(request, row, form, act, f"{_VERBS[Ruling(decision)]} this statement")


def _told(given: dict[str, Any]) -> dict[str, str]:
    return {
        "trust": given["trust"].pk,
        "quarter": given["quarter"].pk,
        "text": given["text"],
        "office": given["office"],
    }


@admin.register(StatementDecision)
class StatementDecisionAdmin(ReadOnlyAdmin):
    list_display = ["statement", "decision", "reason", "decided_at", "decided_by_name"]
    list_filter = ["decision"]
    list_select_related = ["statement"]

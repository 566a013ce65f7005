"""Oversight records as rows of a file, for django-import-export; each row goes by the service."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.results import RowResult
from import_export.widgets import CharWidget, Widget

from league.models import OversightKind, OversightRecord
from trusts.models import Trust

from . import oversight
from .audit import Actor
from .oversight import Told
from .refusals import RefusedError

COLUMNS = ("trust", "kind", "value", "valid_from", "valid_to", "source")
_DATES = ("%Y-%m-%d", "%d/%m/%Y")


def day(text: str) -> date | None:
    """None where there is none. Raises ValueError where it is no date."""
    for form in _DATES:
        try:
            return datetime.strptime(text.strip(), form).replace(tzinfo=UTC).date()
        except ValueError:
            continue
    if text.strip():
        raise ValueError(f"“{text}” is no date: write it as 2026-05-04 or 04/05/2026.")
    return None


class DayWidget(Widget):
    def __init__(self, *, needed: bool) -> None:
        super().__init__()
        self.needed = needed

    def clean(self, value: Any, row: Any = None, **_: Any) -> date | None:
        del row
        found = day(str(value or ""))
        if self.needed and found is None:
            raise ValueError("The first day on which it held is missing.")
        return found

    def render(self, value: Any, obj: Any = None, **_: Any) -> Any:
        del obj
        return value


class TrustWidget(Widget):
    def clean(self, value: Any, row: Any = None, **_: Any) -> Trust:
        del row
        found = Trust.objects.with_code(str(value or ""))
        if found is None:
            raise ValueError(f"The register has no trust “{value}”.")
        return found

    def render(self, value: Any, obj: Any = None, **_: Any) -> str:
        del obj
        return str(value.pk)


class KindWidget(Widget):
    def clean(self, value: Any, row: Any = None, **_: Any) -> str:
        del row
        given = " ".join(str(value or "").split()).lower()
        for kind in OversightKind:
            if given in (kind.value, kind.label.lower()):
                return kind.value
        raise ValueError(f"“{value}” is none of: {', '.join(OversightKind.labels)}.")

    def render(self, value: Any, obj: Any = None, **_: Any) -> str:
        del obj
        return str(OversightKind(value).label)


class OversightResource(ModelResource):
    """A row that is on record is left as it is; one that adds the last day ends its record."""

    trust = Field("trust", "trust", TrustWidget())
    kind = Field("kind", "kind", KindWidget())
    value = Field("value", "value", CharWidget())
    valid_from = Field("valid_from", "valid_from", DayWidget(needed=True))
    valid_to = Field("valid_to", "valid_to", DayWidget(needed=False))
    source = Field("source", "source", CharWidget())

    class Meta:
        model = OversightRecord
        fields = COLUMNS
        export_order = COLUMNS
        import_id_fields = ()
        force_init_instance = True  # rows are told to the service, never laid over a record
        skip_diff = True
        report_skipped = True

    def __init__(self, by: Actor) -> None:
        super().__init__()
        self.by = by
        self._done = ""

    def save_instance(self, instance: Any, is_create: bool, row: Any, **_: Any) -> None:
        del is_create, row
        told = Told(**{column: getattr(instance, column) for column in COLUMNS})
        try:
            self._done = self._told(told)
        except RefusedError as refusal:
            raise ValidationError(str(refusal)) from refusal

    def after_import_row(self, row: Any, row_result: Any, **_: Any) -> None:
        del row
        row_result.import_type = self._done

    def _told(self, told: Told) -> str:
        held = _on_record(told)
        if held is None:
            oversight.record(by=self.by, told=told)
            return str(RowResult.IMPORT_TYPE_NEW)
        if told.valid_to in (None, held.valid_to):
            return str(RowResult.IMPORT_TYPE_SKIP)
        oversight.end(by=self.by, held=held, last_day=told.valid_to)
        return str(RowResult.IMPORT_TYPE_UPDATE)


def _on_record(told: Told) -> OversightRecord | None:
    """What is stored of the same fact, whether or not it has ended."""
    same = OversightRecord.objects.filter(
        trust=told.trust,
        kind=told.kind,
        value__iexact=" ".join(told.value.split()),
        valid_from=told.valid_from,
    )
    return same.first()

"""What explains results, as it is stored."""

from __future__ import annotations

from django.contrib import admin

from league.models import MetricSpread, Movement, TrustExplanation

from .read_only import ReadOnlyAdmin


@admin.register(TrustExplanation)
class TrustExplanationAdmin(ReadOnlyAdmin):
    list_display = ["trust_id", "assessment"]
    list_filter = ["assessment__quarter"]
    list_select_related = ["assessment"]
    search_fields = ["trust__ods_code", "trust__name"]


@admin.register(MetricSpread)
class MetricSpreadAdmin(ReadOnlyAdmin):
    list_display = ["metric", "type", "assessment"]
    list_filter = ["assessment__quarter", "type"]
    list_select_related = ["assessment"]
    search_fields = ["metric"]


@admin.register(Movement)
class MovementAdmin(ReadOnlyAdmin):
    list_display = ["trust_id", "earlier", "assessment"]
    list_filter = ["assessment__quarter"]
    list_select_related = ["assessment", "earlier"]
    search_fields = ["trust__ods_code", "trust__name"]

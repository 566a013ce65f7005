"""Quarters and what was handed in for them."""

from __future__ import annotations

from django.contrib import admin

from league.models import (
    MetricValue,
    PublishedFigure,
    Quarter,
    QuarterTrust,
    Submission,
    SubmittedFile,
)

from .read_only import ReadOnlyAdmin


@admin.register(Quarter)
class QuarterAdmin(ReadOnlyAdmin):
    list_display = ["label", "edition", "starts", "ends", "current_revision", "fictional"]
    list_filter = ["edition", "fictional"]
    list_select_related = ["current_revision"]


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "origin", "state", "author_name", "received_at", "reason"]
    list_filter = ["state", "origin", "quarter"]
    search_fields = ["author_name", "reason"]


@admin.register(SubmittedFile)
class SubmittedFileAdmin(ReadOnlyAdmin):
    list_display = ["name", "submission", "rows", "size", "sha256"]
    list_filter = ["submission__quarter"]
    list_select_related = ["submission"]
    search_fields = ["name", "sha256"]


@admin.register(QuarterTrust)
class QuarterTrustAdmin(ReadOnlyAdmin):
    list_display = ["trust_id", "name", "type", "subtype", "region", "submission"]
    list_filter = ["submission__quarter", "type"]
    list_select_related = ["submission"]
    search_fields = ["name", "trust__ods_code"]


@admin.register(MetricValue)
class MetricValueAdmin(ReadOnlyAdmin):
    list_display = ["trust_id", "metric", "value", "unit", "state", "period", "submission"]
    list_filter = ["submission__quarter", "state"]
    list_select_related = ["submission"]
    search_fields = ["metric", "trust__ods_code", "trust__name"]


@admin.register(PublishedFigure)
class PublishedFigureAdmin(ReadOnlyAdmin):
    list_display = ["trust_id", "kind", "key", "value", "submission"]
    list_filter = ["submission__quarter", "kind"]
    list_select_related = ["submission"]
    search_fields = ["key", "trust__ods_code", "trust__name"]

"""Assessments, their results, and what was published of them."""

from __future__ import annotations

from django.contrib import admin

from league.models import (
    Assessment,
    DomainScore,
    MetricScore,
    PageGeneration,
    PlannedPublication,
    Reconciliation,
    Revision,
    SegmentAssignment,
)

from .read_only import ReadOnlyAdmin


@admin.register(Assessment)
class AssessmentAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "basis", "created_at", "created_by_name", "seconds"]
    list_filter = ["basis", "quarter"]


@admin.register(Reconciliation)
class ReconciliationAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "assessment"]
    list_select_related = ["assessment"]


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "assessment", "reason", "published_at", "published_by_name"]
    list_filter = ["quarter"]
    list_select_related = ["assessment"]


@admin.register(PageGeneration)
class PageGenerationAdmin(ReadOnlyAdmin):
    """Raised by the database whenever something changes that readers see."""

    list_display = ["number", "changed_at"]


@admin.register(PlannedPublication)
class PlannedPublicationAdmin(ReadOnlyAdmin):
    """Planned and cancelled on the page of its quarter."""

    list_display = ["__str__", "quarter", "at", "state", "reason", "planned_by_name"]
    list_filter = ["state", "quarter"]
    list_select_related = ["quarter"]


@admin.register(SegmentAssignment)
class SegmentAssignmentAdmin(ReadOnlyAdmin):
    list_display = [
        "trust_id",
        "name",
        "type",
        "average_score",
        "adjusted",
        "final",
        "league_rank",
        "assessment",
    ]
    list_filter = ["assessment__quarter", "type", "final"]
    list_select_related = ["assessment"]
    search_fields = ["name", "trust__ods_code"]


@admin.register(DomainScore)
class DomainScoreAdmin(ReadOnlyAdmin):
    list_display = ["trust_id", "domain", "rounded", "segment", "assessment"]
    list_filter = ["assessment__quarter", "domain"]
    list_select_related = ["assessment"]
    search_fields = ["trust__ods_code", "trust__name"]


@admin.register(MetricScore)
class MetricScoreAdmin(ReadOnlyAdmin):
    list_display = ["trust_id", "metric", "value", "state", "score", "rule", "assessment"]
    list_filter = ["assessment__quarter", "state", "rule"]
    list_select_related = ["assessment"]
    search_fields = ["metric", "trust__ods_code", "trust__name"]

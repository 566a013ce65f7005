"""Quarters of history as copies of a published one, row by row in the database."""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models
from psycopg import sql

from league.files.quarters import QuarterName
from league.models import (
    Assessment,
    DomainScore,
    MetricScore,
    MetricSpread,
    MetricValue,
    Movement,
    PublishedFigure,
    Quarter,
    QuarterTrust,
    Reconciliation,
    Revision,
    SegmentAssignment,
    Submission,
    TrustExplanation,
)

_OF_SUBMISSION: tuple[type[models.Model], ...] = (QuarterTrust, MetricValue, PublishedFigure)
_OF_ASSESSMENT: tuple[type[models.Model], ...] = (
    *(SegmentAssignment, DomainScore, MetricScore, TrustExplanation, MetricSpread),
    *(Reconciliation, Movement),
)


def copy_quarters(names: Sequence[QuarterName], *, like: str) -> None:
    """Publish each quarter with the results of another, which has movements."""
    source = Quarter.objects.select_related("current_revision__assessment").get(pk=like)
    revision = source.current_revision
    if revision is None:
        raise ValueError(f"{like} is not published")
    for name in names:
        _copy(name, source, revision.assessment, revision)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _copy(name: QuarterName, source: Quarter, held: Assessment, shown: Revision) -> None:
    quarter = Quarter.objects.create(
        slug=name.slug,
        financial_year=name.financial_year,
        number=name.number,
        edition=source.edition,
        starts=name.starts,
        ends=name.ends,
    )
    submission = _again(Submission.objects.get(pk=held.submission_id), quarter=quarter)
    assessment = _again(Assessment.objects.get(pk=held.pk), quarter=quarter, submission=submission)
    for model in _OF_SUBMISSION:
        _copy_rows(model, "submission_id", held.submission_id, submission.pk)
    for model in _OF_ASSESSMENT:
        _copy_rows(model, "assessment_id", held.pk, assessment.pk)
    quarter.current_revision = _again(
        Revision.objects.get(pk=shown.pk), quarter=quarter, assessment=assessment
    )
    quarter.current_assessment = assessment
    quarter.save()


def _again(row: Any, **changes: Any) -> Any:
    """The same row as a new one."""
    for field, value in changes.items():
        setattr(row, field, value)
    row.pk = None
    row._state.adding = True
    row.save(force_insert=True)
    return row


def _copy_rows(model: type[models.Model], key: str, old: int, new: int) -> None:
    columns = {field.column for field in model._meta.concrete_fields if not field.primary_key}
    others = [sql.Identifier(column) for column in sorted(filter(None, columns - {key, "file_id"}))]
    named = sql.SQL(", ").join(others)
    statement = sql.SQL(
        "INSERT INTO {table} ({key}, {named}) SELECT %s, {named} FROM {table} WHERE {key} = %s"
    ).format(table=sql.Identifier(model._meta.db_table), key=sql.Identifier(key), named=named)
    with connection.cursor() as cursor:
        cursor.execute(statement, [new, old])

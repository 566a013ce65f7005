"""Conditions that several tables hold their columns to."""

from __future__ import annotations

from django.db.models import Q

SLACK = 1e-9
"""A mean of ones and fours may miss 1 or 4 by the last bit of a float."""


def between(field: str, low: float, high: float) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": low, f"{field}__lte": high})


def at_least(field: str, low: float) -> Q:
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": low})

"""The admin site: everything that is stored, to be looked at; and some of it to be acted on."""

from django.contrib.admin import site

from . import (
    accounts,
    assessments,
    audit,
    explanations,
    oversight,
    quarters,
    statements,
    submissions,
    submitters,
    trusts,
    uploads,
)

__all__ = [
    "accounts",
    "assessments",
    "audit",
    "explanations",
    "oversight",
    "quarters",
    "statements",
    "submissions",
    "submitters",
    "trusts",
    "uploads",
]

site.site_header = "Trust League: figures and publishing"
site.site_title = "Trust League"
site.index_title = "What would you like to do?"

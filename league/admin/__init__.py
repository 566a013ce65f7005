"""The admin site: everything that is stored, to be looked at; and some of it to be acted on."""

from . import assessments, audit, explanations, oversight, statements, submissions, uploads

__all__ = [
    "assessments",
    "audit",
    "explanations",
    "oversight",
    "statements",
    "submissions",
    "uploads",
]

"""The four groups of people, and what each may do. Migration 0008 makes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

SUBMITTER = "Trust submitter"
ANALYST = "National analyst"
PUBLISHER = "Publisher"
AUDITOR = "Auditor"

_SEEN_BY_STAFF = (
    *("assessment", "domainscore", "metricscore", "metricspread", "metricvalue", "movement"),
    *("oversightrecord", "plannedpublication", "publishedfigure", "quarter", "quartertrust"),
    *("reconciliation", "revision", "segmentassignment", "statementdecision", "submission"),
    *("submittedfile", "trustexplanation", "truststatement", "upload"),
)
_VIEWS = tuple(f"league.view_{model}" for model in _SEEN_BY_STAFF)
_DRAFTS = "league.view_draft"
_REGISTER = "trusts.view_trust"

PERMISSIONS: dict[str, tuple[str, ...]] = {
    SUBMITTER: (
        *("league.add_upload", "league.view_upload", "league.withdraw_submission"),
        *("league.add_truststatement", "league.view_truststatement", _DRAFTS),
    ),
    ANALYST: (
        *(*_VIEWS, _DRAFTS, _REGISTER, "trusts.add_trust", "trusts.change_trust"),
        *("league.add_upload", "league.hand_in_any_trust", "league.withdraw_submission"),
        *("league.add_oversightrecord", "league.change_oversightrecord"),
        *("league.add_trustsubmitter", "league.view_trustsubmitter"),
        *("league.delete_trustsubmitter", "league.view_auditevent"),
    ),
    PUBLISHER: (
        *(*_VIEWS, _DRAFTS, _REGISTER, "league.hand_in_any_trust", "league.publish_quarter"),
        *("league.decide_truststatement", "league.view_auditevent"),
    ),
    AUDITOR: (
        *(*_VIEWS, _DRAFTS, _REGISTER, "league.hand_in_any_trust", "league.view_auditevent"),
        "league.view_trustsubmitter",
    ),
}
"""By group. Who may see everything holds ``hand_in_any_trust`` too: it says for which trusts a
person acts, and gives no right of its own."""


def keep(group: Any, permission: Any) -> None:
    """Make the groups, each with exactly its permissions.

    Args:
        group, permission: the models, as a migration has them.
    """
    known = {
        f"{each.content_type.app_label}.{each.codename}": each
        for each in permission.objects.select_related("content_type")
    }
    for name, wanted in PERMISSIONS.items():
        made, _ = group.objects.get_or_create(name=name)
        made.permissions.set(_found(known, wanted))


def _found(known: dict[str, Any], wanted: Iterable[str]) -> list[Any]:
    return [known[each] for each in wanted]

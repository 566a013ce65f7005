"""Every address for people who sign in, with who gets what there.

Roles are letters: ``n`` no group, ``o`` submitter of the trust, ``t`` of another trust, ``a``
analyst, ``p`` publisher, ``u`` auditor, ``s`` superuser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from .roles import MINE, OWN
from .world import SLUG, World

ALL = "notapus"
READERS, KEEPERS, PUBLISHERS, ROOT = "apus", "as", "ps", "s"
SUBMITTERS, MINE_OR_ALL = "otas", "oapus"
GUARDED = ("admin/", "drafts/", "account/")


@dataclass(frozen=True)
class Page:
    """``get`` and ``post``: who is let in; None: there is no such method. ``absent``: for whom
    there is nothing at that address: it is not found, or leads home. Everybody else is refused,
    and who is not signed in is led to where one does, except from pages that are ``open``."""

    get: str | None
    post: str | None
    absent: str = ""
    of: Callable[[World], list[object]] = lambda _: []
    query: str = ""
    open: bool = False


def _upload(world: World) -> list[object]:
    return [world.mine.waits.pk]


def _quarter(_: World) -> list[object]:
    return [SLUG]


def _statement(world: World) -> list[object]:
    return [world.mine.statement.pk, "withdrawn"]


def _spare(world: World) -> list[object]:
    return [world.spare.pk]


ACCOUNT = {
    "account_login": Page(ALL, ALL, open=True),
    "account_reauthenticate": Page(ALL, ALL),
    "mfa_index": Page(ALL, None),
    "mfa_authenticate": Page("", "", absent=ALL),
    "mfa_reauthenticate": Page(ALL, ALL),
    "mfa_activate_totp": Page(ALL, ALL),
    "mfa_deactivate_totp": Page("o", "o", absent=ALL),
    "mfa_view_recovery_codes": Page("", None, absent=ALL),
    "mfa_generate_recovery_codes": Page(ALL, ALL),
    "mfa_download_recovery_codes": Page("", "", absent=ALL),
    "socialaccount_login_cancelled": Page(ALL, None, open=True),
    "socialaccount_login_error": Page(ALL, None, open=True),
    "openid_connect_login": Page("", "", absent=ALL, of=lambda _: ["oidc"], open=True),
    "openid_connect_callback": Page("", "", absent=ALL, of=lambda _: ["oidc"], open=True),
}
DRAFTS = {
    "draft-league-table": Page(READERS, None, of=lambda _: [SLUG, "acute"]),
    "draft-trust": Page(MINE_OR_ALL, None, of=lambda _: [SLUG, MINE]),
}
SITE = {
    "admin:index": Page(ALL, ALL),
    "admin:password_change": Page(ALL, ALL),
    "admin:password_change_done": Page(ALL, None),
    "admin:autocomplete": Page("", None),
    "admin:jsi18n": Page(ALL, None),
    "admin:logout": Page(None, ALL, open=True),
    "admin:view_on_site": Page("", "", absent=ALL, of=lambda _: [1, 1]),
    "admin:app_list": Page("otapus", "otapus", absent="n", of=lambda _: ["league"]),
    "admin:auth_user_password_change": Page(ROOT, ROOT, of=lambda w: [w.people[OWN].pk]),
}
STEPS = {
    "league_auditevent_export": Page(READERS, READERS),
    "league_oversightrecord_end": Page(READERS, READERS, of=lambda w: [w.oversight.pk]),
    "league_oversightrecord_import": Page(KEEPERS, KEEPERS),
    "league_oversightrecord_confirm": Page(KEEPERS, KEEPERS),
    "league_oversightrecord_export": Page(READERS, READERS, of=lambda _: ["csv"]),
    "league_quarter_compare": Page(READERS, None, of=_quarter, query="?earlier=1&later=2"),
    "league_quarter_verify": Page(ALL, READERS, of=lambda _: [SLUG, 1]),
    "league_quarter_publish": Page(PUBLISHERS, PUBLISHERS, of=_quarter),
    "league_quarter_cancel": Page(ALL, PUBLISHERS, of=lambda w: [SLUG, w.plan.pk]),
    "league_truststatement_decide": Page(MINE_OR_ALL, MINE_OR_ALL, "t", of=_statement),
    "league_submission_withdraw": Page("oas", "oas", "t", of=lambda w: [w.mine.submission.pk]),
    "league_trustsubmitter_release": Page(KEEPERS, KEEPERS, of=lambda w: [w.binding.pk]),
    "trusts_trust_details": Page(KEEPERS, KEEPERS, of=_spare),
    "trusts_trust_close": Page(KEEPERS, KEEPERS, of=_spare),
    "trusts_trust_merge": Page(KEEPERS, KEEPERS, of=_spare),
    "trusts_trust_reopen": Page(KEEPERS, KEEPERS, of=lambda w: [w.closed.pk]),
    "league_upload_grid": Page(SUBMITTERS, SUBMITTERS, query=f"?quarter={SLUG}&trust={MINE}"),
    "league_upload_template": Page(
        SUBMITTERS, SUBMITTERS, query=f"?quarter={SLUG}&trust={MINE}&shape=long&ending=csv"
    ),
    "league_upload_original": Page(MINE_OR_ALL, MINE_OR_ALL, "t", of=_upload),
    "league_upload_marked": Page(
        MINE_OR_ALL, MINE_OR_ALL, "t", of=lambda w: [w.mine.waits.pk, "csv"]
    ),
    "league_upload_findings": Page(
        MINE_OR_ALL, MINE_OR_ALL, "t", of=lambda w: [w.mine.waits.pk, "csv"]
    ),
    "league_upload_confirm": Page(ALL, "oas", "t", of=_upload),
    "league_upload_discard": Page(ALL, "oas", "t", of=_upload),
}


@dataclass(frozen=True)
class Rows:
    """The five pages that every model has: ``lists`` may see the list and ``reads`` this row of
    it, which nobody else finds where it is ``hidden``; ``logs`` are led to what was done to it."""

    lists: str = READERS
    reads: str = ""
    adds: str = ""
    changes: str = ""
    deletes: str = ""
    logs: str = READERS
    hidden: bool = False

    def pages(self, row: object) -> dict[str, Page]:
        def of(_: World) -> list[object]:
            return [row]

        reads = self.reads or self.lists
        others = "".join(set(self.lists) - set(reads))
        return {
            "changelist": Page(self.lists, self.lists),
            "add": Page(self.adds, self.adds),
            "history": Page(self.logs, self.logs, of=of),
            "change": Page(reads, self.changes, others if self.hidden else "", of=of),
            "delete": Page(self.deletes, self.deletes, of=of),
        }


_OWNED = Rows("otapus", MINE_OR_ALL, hidden=True)
_KEPT = Rows(adds=KEEPERS)
_ACCOUNTS = Rows(ROOT, deletes=ROOT)
_RULED = Rows(ROOT, adds=ROOT, changes=ROOT, deletes=ROOT, logs=ROOT)

MODELS = {
    **dict.fromkeys(("auth_group", "auth_user"), _RULED),
    **dict.fromkeys(("mfa_authenticator", "socialaccount_socialaccount"), _ACCOUNTS),
    **dict.fromkeys(
        ("axes_accessattempt", "axes_accesslog", "axes_accessfailurelog"),
        Rows(ROOT, changes=ROOT, deletes=ROOT, logs=ROOT),  # it shows all its fields as text
    ),
    **dict.fromkeys(
        (
            *("league_assessment", "league_reconciliation", "league_revision"),
            *("league_plannedpublication", "league_segmentassignment", "league_domainscore"),
            *("league_metricscore", "league_auditevent", "league_trustexplanation"),
            *("league_metricspread", "league_movement", "league_quarter"),
            *("league_statementdecision", "league_submittedfile", "league_quartertrust"),
            *("league_metricvalue", "league_publishedfigure"),
        ),
        Rows(),
    ),
    **dict.fromkeys(("league_oversightrecord", "trusts_trust"), _KEPT),
    "league_pagegeneration": Rows(ROOT),
    "league_trustsubmitter": Rows("aus", adds=KEEPERS),
    "league_truststatement": Rows("otapus", MINE_OR_ALL, adds="ots", hidden=True),
    "league_submission": _OWNED,
    "league_upload": Rows("otapus", MINE_OR_ALL, adds=SUBMITTERS, changes="", hidden=True),
}


def pages(rows: dict[str, object]) -> dict[str, Page]:
    """All of them by name. ``rows``: a key of each model's table."""
    of_models = {
        f"admin:{model}_{name}": page
        for model, kind in MODELS.items()
        for name, page in kind.pages(rows[model]).items()
    }
    steps = {f"admin:{name}": page for name, page in STEPS.items()}
    return ACCOUNT | DRAFTS | SITE | steps | of_models


def address(name: str, page: Page, world: World) -> str:
    return reverse(name, args=page.of(world)) + page.query


LEADING = {"admin:login", "admin-login"}
"""They lead to where one signs in, whoever asks."""


def names() -> set[str]:
    """Of all guarded addresses, but for those without a name: a row's short address, which leads
    to its own page, and what the admin site answers to all others."""
    return set(_names(list(get_resolver().url_patterns), "", ""))


def _names(patterns: list[URLPattern | URLResolver], route: str, space: str) -> Iterator[str]:
    for pattern in patterns:
        whole = f"{route}{pattern.pattern}"
        if not whole.startswith(GUARDED) and (whole or isinstance(pattern, URLPattern)):
            continue
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else space
            yield from _names(list(pattern.url_patterns), whole, inner)
        elif pattern.name:
            yield space + pattern.name

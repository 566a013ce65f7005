"""Who there is: one person of each role, and nobody."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.models import AnonymousUser, Group, User

from league.models import TrustSubmitter
from league.services import groups
from league.services.audit import Actor
from tests.factories import MOMENT
from tests.uploads.people import person

NOBODY, NO_GROUP, INACTIVE = "nobody", "no group", "inactive"
OWN, OTHER = "submitter of the trust", "submitter of another trust"
ANALYST, PUBLISHER, AUDITOR = groups.ANALYST, groups.PUBLISHER, groups.AUDITOR
SUPERUSER, COMMAND = "superuser", "command"

PEOPLE = (NO_GROUP, INACTIVE, OWN, OTHER, ANALYST, PUBLISHER, AUDITOR, SUPERUSER)
ROLES = (NOBODY, *PEOPLE, COMMAND)
PASSWORD = "a long enough one"
MINE, THEIRS = "ZA1", "ZA2"
"""The trust that everything is about, and the other submitter's."""


def people() -> dict[str, User]:
    """An account of each role."""
    made = {
        OWN: person(groups.SUBMITTER, MINE, username="own"),
        OTHER: person(groups.SUBMITTER, THEIRS, username="other"),
        NO_GROUP: User.objects.create_user("no-group", password=PASSWORD, is_staff=True),
        SUPERUSER: User.objects.create_superuser("superuser", password=PASSWORD),
    }
    made |= {group: person(group) for group in (ANALYST, PUBLISHER, AUDITOR)}
    made[INACTIVE] = User.objects.create_superuser("inactive", is_active=False)
    made[INACTIVE].groups.set(Group.objects.all())
    TrustSubmitter.objects.create(
        user=made[INACTIVE], trust_id=MINE, since=MOMENT, granted_by_name="A tester"
    )
    return made


def actor(role: str, accounts: dict[str, User]) -> Actor:
    """As services know them: read anew, so that no right is remembered."""
    if role == COMMAND:
        return Actor("a command")
    if role == NOBODY:
        return Actor("nobody", cast("Any", AnonymousUser()))
    return Actor(role, User.objects.get(pk=accounts[role].pk))

"""People who hand in, and a small England for them."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission, User
from django.utils import timezone

from league.models import TrustSubmitter
from league.services import groups


def person(group: str, *trusts: str, username: str = "") -> User:
    """Somebody of a group, bound to trusts."""
    groups.keep(Group, Permission)
    name = username or group.lower().replace(" ", "-")
    user = User.objects.create_user(name, password="a long enough one", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    for code in trusts:
        TrustSubmitter.objects.create(
            user=user, trust_id=code, since=timezone.now(), granted_by_name="A tester"
        )
    return User.objects.get(pk=user.pk)

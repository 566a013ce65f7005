"""People with rights, as services know them."""

from __future__ import annotations

from django.contrib.auth.models import Permission, User

from league.services.audit import Actor


def person(name: str, *rights: str) -> Actor:
    """Somebody signed in who holds these permissions, such as ``league.add_truststatement``."""
    user = User.objects.create_user(name, is_staff=True)
    for right in rights:
        label, codename = right.split(".")
        user.user_permissions.add(
            Permission.objects.get(content_type__app_label=label, codename=codename)
        )
    return Actor(name, User.objects.get(pk=user.pk))


def superuser(name: str = "ada") -> Actor:
    return Actor(name, User.objects.create_superuser(name))

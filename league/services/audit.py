"""The audit trail: an explicit call in the transaction of the act, never a signal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from league.models import AuditEvent


@dataclass(frozen=True)
class Actor:
    """Who acts: a person who is signed in, or a command by its name."""

    name: str
    user: User | None = None
    request_id: str = ""
    at: datetime | None = None
    """When the act is said to have happened, for a history told afterwards; None: now."""

    @property
    def moment(self) -> datetime:
        """The time that the act's own rows carry; the audit trail keeps to the clock."""
        return self.at or timezone.now()


def record(
    *,
    by: Actor,
    action: str,
    subject: models.Model,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEvent:
    """Write one event, such as ``submission.applied``."""
    return AuditEvent.objects.create(
        at=timezone.now(),
        actor=by.user,
        actor_name=by.name,
        action=action,
        subject_type=subject._meta.object_name or "",
        subject_id=str(subject.pk),
        before=before,
        after=after,
        request_id=by.request_id,
    )

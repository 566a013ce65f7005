"""A row of every table of the admin site."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib import admin
from django.utils import timezone

from tests import factories as f

from .roles import OWN
from .world import World


def rows(world: World) -> dict[str, object]:
    """Keys by the name of the table, such as ``league_upload``."""
    _results(world)
    _accounts(world)
    first = {
        model._meta.label_lower.replace(".", "_"): model._default_manager.values_list("pk")[0][0]
        for model in admin.site._registry
    }
    return first | {
        "league_upload": world.mine.waits.pk,
        "league_submission": world.mine.submission.pk,
        "league_truststatement": world.mine.statement.pk,
        "league_quarter": world.quarter.pk,
    }


def _results(world: World) -> None:
    """What the world itself does not lead to, in another quarter."""
    earlier = f.QuarterFactory.create(slug="2025-26-q3")
    submission = f.SubmissionFactory.create(quarter=earlier, number=1)
    f.SubmittedFileFactory.create(submission=submission)
    f.PublishedFigureFactory.create(submission=submission)
    assessment = f.AssessmentFactory.create(submission=submission, number=1)
    f.MovementFactory.create(assessment=assessment, earlier=world.quarter.current_assessment)
    f.StatementDecisionFactory.create(statement=world.theirs.statement)


def _accounts(world: World) -> None:
    own = world.people[OWN]
    Authenticator.objects.create(user=own, type=Authenticator.Type.TOTP, data={})
    SocialAccount.objects.create(user=own, provider="oidc", uid="1")
    attempt = {"username": "x", "attempt_time": timezone.now(), "path_info": "/"}
    AccessAttempt.objects.create(**attempt, failures_since_start=1)
    AccessLog.objects.create(**attempt)
    AccessFailureLog.objects.create(**attempt)

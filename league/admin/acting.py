"""What pages of the admin site share that act: they ask a service, and show what it refuses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm, Form, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from league import request_ids
from league.services.audit import Actor
from league.services.refusals import RefusedError
from league.services.rights import Right, may

from .read_only import ReadOnlyAdmin


def actor_of(request: HttpRequest) -> Actor:
    """Who is signed in. Raises PermissionDenied when nobody is."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    name = request.user.get_full_name() or request.user.get_username()
    return Actor(name, request.user, request_id=request_ids.current())


@contextmanager
def refusals_as_faults() -> Iterator[None]:
    """What a service refuses, as a fault of the form that asked for it."""
    try:
        yield
    except RefusedError as refusal:
        raise ValidationError(str(refusal)) from refusal


class ActingForm(ModelForm):
    """A form whose service says what is wrong with it; ``by`` is set for each request."""

    by: Actor

    def _get_validation_exclusions(self) -> set[str]:
        """All fields: the model's constraints are left to the service, which says them in words."""
        return {field.name for field in self.instance._meta.get_fields()}


class ActingAdmin(ReadOnlyAdmin):
    """Rows come by a service, change by others, and are never edited as a table."""

    right_to_add: Right
    """What the service asks for."""

    def has_add_permission(self, request: HttpRequest, *_: object) -> bool:
        return may(by=actor_of(request), right=self.right_to_add)

    def get_form(self, request: HttpRequest, *args: Any, **kwargs: Any) -> type[ModelForm]:
        made: type[ModelForm] = super().get_form(request, *args, **kwargs)
        return type(made.__name__, (made,), {"by": actor_of(request)})

    def step(
        self, request: HttpRequest, row: Any, form: Form, act: Callable[[], str], title: str
    ) -> HttpResponse:
        """One page that asks and acts: the form, and when it is sent, what ``act`` says it did.

        ``row`` is None where there is none as yet. A refusal is shown above the form, and
        nothing that was typed is lost.
        """
        if form.is_valid() and _acted(request, form, act):
            return HttpResponseRedirect(self.address("changelist"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": row,
            "title": title,
            "form": form,
            "back": self.address("change", row.pk) if row else self.address("changelist"),
        }
        return TemplateResponse(request, "admin/step.html", context)

    def refused(self, request: HttpRequest, row: Any, refusal: RefusedError) -> HttpResponse:
        """Back to the row, with the reason why not."""
        messages.error(request, str(refusal))
        return HttpResponseRedirect(self.address("change", row.pk))

    def address(self, page: str, *arguments: object) -> str:
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{page}"
        return reverse(name, args=arguments)


def _acted(request: HttpRequest, form: BaseForm, act: Callable[[], str]) -> bool:
    try:
        messages.success(request, act())
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True

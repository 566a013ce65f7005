"""Clients of people who are signed in to the admin site."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models
from django.test import Client
from django.urls import reverse

from tests.services.people import person


def client_of(name: str, *rights: str) -> Client:
    """A member of staff with these permissions."""
    user = person(name, *rights).user
    assert user is not None
    return signed_in(user)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(model: type[models.Model], page: str, *arguments: object) -> str:
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}"
    return reverse(name, args=arguments)

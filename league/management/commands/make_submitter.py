"""`manage.py make_submitter`: an account for a person who hands in a trust's figures."""

from __future__ import annotations

from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from league.services import people, rights
from league.services.audit import Actor
from league.services.refusals import RefusedError

ACTOR = Actor("make_submitter command")


class Command(BaseCommand):
    help = (
        "Make an account that hands in figures for one or more trusts and writes their "
        "statements; an account that exists is bound to the trusts as well."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("trusts", nargs="+", metavar="ODS_CODE", help="such as RP6")
        parser.add_argument("--email", default="")
        parser.add_argument(
            "--no-password", action="store_true", help="signs in by single sign-on only"
        )

    def handle(
        self,
        *_: Any,
        username: str,
        trusts: list[str],
        email: str,
        no_password: bool,
        **__: Any,
    ) -> None:
        is_new = not User.objects.filter(username=username).exists()
        password = _asked() if is_new and not no_password else None
        try:
            user = people.make_submitter(
                by=ACTOR, username=username, trusts=trusts, password=password, email=email
            )
        except RefusedError as error:
            raise CommandError(str(error)) from error
        codes = ", ".join(sorted(rights.own_trusts(Actor(user.username, user)) or ()))
        self.stdout.write(f"{user.username} hands in for {codes}, at /admin/.")


def _asked() -> str:
    first, second = getpass("Password: "), getpass("Password again: ")
    if first != second:
        raise CommandError("The two passwords differ: nothing was made.")
    return first

"""Every address for people who sign in, as every role and as nobody, by GET and by POST."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client, TestCase, override_settings

from tests.admin.signing_in import signed_in

from .pages import LEADING, Page, address, names, pages
from .roles import (
    ANALYST,
    AUDITOR,
    INACTIVE,
    NO_GROUP,
    NOBODY,
    OTHER,
    OWN,
    PUBLISHER,
    SUPERUSER,
)
from .rows import rows
from .world import World, world

LETTERS = {
    "n": NO_GROUP,
    "o": OWN,
    "t": OTHER,
    "a": ANALYST,
    "p": PUBLISHER,
    "u": AUDITOR,
    "s": SUPERUSER,
}
OUTSIDE = (NOBODY, INACTIVE)


def outcome(answer: HttpResponseBase) -> str:
    leads_to = answer.headers.get("Location", "")
    if leads_to.startswith(("/admin/login/", "/account/sign-in/")):
        return "sign in"
    if leads_to == "/admin/":
        return "home"
    assert answer.status_code < 500
    return {403: "refused", 404: "absent", 405: "no method"}.get(answer.status_code, "done")


def expected(page: Page, method: str, letter: str) -> set[str]:
    """What may come of it. Django leads home from a row that does not exist."""
    may = page.get if method == "get" else page.post
    if may is None:
        return {"no method"}
    if letter in may:
        return {"done", "home"} if page.open else {"done"}
    if letter in page.absent:
        return {"absent", "home", *(("refused",) if not may else ())}
    return {"refused"}


def led(page: Page, method: str) -> set[str]:
    """What comes of it for who is not signed in."""
    if page.open:
        return {"done", "home", "absent", "no method"}
    has_method = (page.get if method == "get" else page.post) is not None
    return {"sign in"} if has_method else {"sign in", "no method"}


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
class Matrix(TestCase):
    world: World
    pages: dict[str, Page]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.world = world()
        cls.pages = pages(rows(cls.world))

    def setUp(self) -> None:
        self.clients = {letter: self.client_of(role) for letter, role in LETTERS.items()}
        self.outside = (Client(), self.client_of(INACTIVE))

    def client_of(self, role: str) -> Client:
        return signed_in(self.world.people[role])

    def test_no_address_is_left_out(self) -> None:
        assert names() == self.pages.keys() | LEADING

    def test_each_role_gets_what_is_for_it_and_nothing_else(self) -> None:
        for name in sorted(self.pages, key=lambda name: name == "admin:logout"):
            for method in ("get", "post"):
                for letter, client in self.clients.items():
                    with self.subTest(name, method=method, role=LETTERS[letter]):
                        found = self.ask(client, name, method)
                        assert found in expected(self.pages[name], method, letter)

    def test_who_is_not_signed_in_is_led_to_where_one_does(self) -> None:
        for name, page in self.pages.items():
            for method in ("get", "post"):
                for client in self.outside:
                    with self.subTest(name, method=method):
                        assert self.ask(client, name, method) in led(page, method)

    def ask(self, client: Client, name: str, method: str) -> str:
        """What comes of it; nothing is left of it."""
        where = address(name, self.pages[name], self.world)
        with transaction.atomic():
            answer = getattr(client, method)(where)
            transaction.set_rollback(True)
        return outcome(answer)

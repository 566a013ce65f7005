"""An authenticator app: codes by RFC 6238, worked out without the library under test."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import time

from django.contrib.auth.models import User
from django.test import Client

PASSWORD = "correct horse battery staple"
SIGN_IN = "/account/sign-in/"
ACTIVATE = "/account/second-factor/totp/activate/"
CONFIRM = "/account/confirm/"
CODE = "/account/second-factor/authenticate/"


def code_of(secret: str, *, steps_ago: int = 0) -> str:
    """The six digits that the app shows now, or showed so many half minutes ago."""
    counter = int(time.time()) // 30 - steps_ago
    digest = hmac.new(base64.b32decode(secret), counter.to_bytes(8, "big"), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(int.from_bytes(digest[start : start + 4], 'big') & 0x7FFFFFFF) % 10**6:06}"


def member(name: str = "ann") -> User:
    return User.objects.create_user(name, password=PASSWORD, is_staff=True)


def sign_in(client: Client, name: str = "ann") -> str:
    """Where the password leads."""
    answer = client.post(SIGN_IN, {"login": name, "password": PASSWORD})
    assert answer.status_code == 302
    return answer.headers["Location"]


def enrol(client: Client) -> str:
    """Somebody signed in adds an app; its secret."""
    client.post(CONFIRM, {"password": PASSWORD})
    page = client.get(ACTIVATE).content.decode()
    found = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert found
    added = client.post(ACTIVATE, {"code": code_of(found[1])})
    assert added.status_code == 302
    return found[1]

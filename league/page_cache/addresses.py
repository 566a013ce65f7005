"""What of a request names an answer that everybody gets alike."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote_plus

from django.conf import settings
from django.http.request import split_domain_port, validate_host

NEVER = ("/admin", "/account", "/drafts", "/static/", "/healthz", "/livez")
"""Beginnings of addresses whose answers are for one reader or one moment."""
HYPOTHETICAL = "/what-if"
LONGEST = 2_000
"""Characters of path and query; what is longer is answered, but not kept."""
TRACKERS = frozenset(
    (
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid"),
        *("ttclid", "igshid", "li_fat_id", "mc_cid", "mc_eid", "_ga", "_gl", "s_cid"),
    )
)
"""Parameters that other sites add to links to ours; no page of ours reads them."""
STATE = "state"
"""Parameter that names the state of the data and the program that an answer has to be of."""
_STATE_FORM = re.compile(r"[0-9a-f]{16}-[0-9a-f]{32}")


class Address(NamedTuple):
    """``few`` is whether it is one of a limited number: no query, and a host that the settings
    name."""

    scheme: str
    host: str
    path: str
    query: str
    few: bool


def asked(environ: dict[str, Any]) -> Address | None:
    """The address, its parameters in one order; None for what is never kept, for somebody who
    is signed in and for a host that is not ours."""
    if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return None
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if environ.get("SCRIPT_NAME") or len(path) + len(query) > LONGEST or is_never_kept(path):
        return None
    if _is_somebody(environ):
        return None
    own_port = str(environ.get("SERVER_PORT", ""))
    host = _host(environ.get("HTTP_HOST", ""), own_port, tuple(settings.ALLOWED_HOSTS))
    if host is None:
        return None
    plain = in_order(query) if query else ""
    return Address(_scheme(environ), host[0], path, plain, few=host[1] and not plain)


def is_never_kept(path: str) -> bool:
    """Drafts, what-if, administration and accounts, the health check; static files have a keeper
    of their own."""
    return path.startswith(NEVER) or HYPOTHETICAL in path or not path.startswith("/")


def _is_somebody(environ: dict[str, Any]) -> bool:
    """Staff always get what Django says now."""
    cookies = environ.get("HTTP_COOKIE", "")
    signed_in = bool(cookies) and settings.SESSION_COOKIE_NAME in cookies
    return signed_in or "HTTP_AUTHORIZATION" in environ


def _scheme(environ: dict[str, Any]) -> str:
    """As Django finds it: a proxy's word counts where the settings trust it."""
    if trusted := settings.SECURE_PROXY_SSL_HEADER:
        name, secure = trusted
        if (said := environ.get(name)) is not None:
            return "https" if said.split(",", 1)[0].strip() == secure else "http"
    return str(environ["wsgi.url_scheme"])


@lru_cache(maxsize=256)
def _host(said: str, own_port: str, allowed: tuple[str, ...]) -> tuple[str, bool] | None:
    """The host in small letters, and whether the settings name it, without a port or with that
    of the program's own server; None where Django would refuse it."""
    domain, port = split_domain_port(said)
    if not domain or not validate_host(domain, allowed):
        return None
    return said.lower(), domain in allowed and port in ("", own_port)


@lru_cache(maxsize=1024)
def in_order(query: str) -> str:
    """Parameters by name, the values of one name in their order, without trackers and state."""
    pieces = [(unquote_plus(piece.partition("=")[0]), piece) for piece in query.split("&") if piece]
    ours = [(name, piece) for name, piece in pieces if not _is_dropped(name)]
    return "&".join(piece for _, piece in sorted(ours, key=lambda each: each[0]))


def _is_dropped(name: str) -> bool:
    return name in TRACKERS or name == STATE or name.startswith("utm_")


def state_in(query: str) -> str:
    """The state that the address names; empty where it names none or no such thing."""
    if f"{STATE}=" not in query:
        return ""
    named = dict(piece.split("=", 1) for piece in query.split("&") if "=" in piece).get(STATE, "")
    return named if _STATE_FORM.fullmatch(named) else ""


def of_state(href: str, state: str) -> str:
    """The address, naming that state."""
    return f"{href}{'&' if '?' in href else '?'}{STATE}={state}"

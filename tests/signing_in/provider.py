"""A small OpenID Connect provider on a port of this machine; it vouches for whom a test names."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt

CLIENT, SECRET = "league", "a secret of thirty-two letters!!"


@dataclass
class Provider:
    """``who``: what it says of whoever signs in there; ``asked``: what its token address got."""

    address: str
    who: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    works: bool = True

    @property
    def settings(self) -> dict[str, Any]:
        """As league.settings makes them of OIDC_NAME and its kin."""
        app = {
            "provider_id": "oidc",
            "name": "Example mail",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": self.address},
        }
        return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}

    def answer(self, path: str, body: str) -> dict[str, Any]:
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "userinfo_endpoint": f"{self.address}/userinfo",
                "jwks_uri": f"{self.address}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            }
        if path == "/userinfo":
            return self.who
        self.asked.append(body)
        claims = {"iss": self.address, "aud": CLIENT, "exp": 4_000_000_000, "iat": 0}
        signed = jwt.encode(claims | self.who, SECRET, algorithm="HS256")
        return {"access_token": "one", "token_type": "Bearer", "id_token": signed}


@contextmanager
def running() -> Iterator[Provider]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            answer = json.dumps(made.answer(self.path, body)).encode()
            self.send_response(200 if made.works else 503)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def do_POST(self) -> None:
            self.do_GET()

        def log_request(self, *_: object) -> None:
            """Nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        made = Provider(f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield made
        server.shutdown()
        thread.join()

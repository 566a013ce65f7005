"""What was built for browsers: nothing from elsewhere, fingerprinted, compressed."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

# Closing a response, as a server does, tidies up the database connection too.
pytestmark = pytest.mark.django_db

BUILD = Path(settings.BASE_DIR) / "static" / "build"


@pytest.mark.parametrize("name", ["app.css", "app.js", "plotly.css"])
def test_names_no_other_host(name: str) -> None:
    assert not re.findall(r"(?:https?:)?//[\w.-]+\.\w+", (BUILD / name).read_text())


def test_styles_fall_back_to_arial_and_load_no_font() -> None:
    css = (BUILD / "app.css").read_text()

    assert "@font-face" not in css
    assert "frutiger" not in css.lower()
    assert re.search(r"font-family: ?arial, ?sans-serif", css)


def test_plotly_rules_are_a_stylesheet() -> None:
    css = (BUILD / "plotly.css").read_text()

    assert css.count("{") == css.count("}") > 40
    assert ".js-plotly-plot .plotly .main-svg{position:absolute" in css


@pytest.mark.parametrize("name", ["app.css", "app.js", "plotly-basic.js", "images/favicon.svg"])
def test_served_for_ever_under_its_fingerprint(client: Client, name: str) -> None:
    address = staticfiles_storage.url(name)
    response = client.get(address, headers={"Accept-Encoding": "br"})

    assert re.search(r"\.[0-9a-f]{12}\.", address)
    assert response.status_code == 200
    assert "immutable" in response.headers["Cache-Control"]
    response.close()


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_served_compressed(client: Client, encoding: str) -> None:
    address = staticfiles_storage.url("plotly-basic.js")
    response = client.get(address, headers={"Accept-Encoding": encoding})

    assert response.headers["Content-Encoding"] == encoding
    assert int(response.headers["Content-Length"]) < 420_000
    response.close()


def test_icon_is_found_where_browsers_look(client: Client) -> None:
    assert client.get("/favicon.ico").headers["Location"].endswith(".svg")

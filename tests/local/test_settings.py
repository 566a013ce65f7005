"""Settings: each is in .env.sample; production refuses what is unsafe; headers are strict."""

import ast
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

ROOT = Path(settings.BASE_DIR)
SAFE = {
    "LEAGUE_ENV": "production",
    "SECRET_KEY": "a-key-for-this-test-only-0123456789-abcdefghijklmnopqrstuvwxyz",
    "ALLOWED_HOSTS": "league.example.org",
    "DATABASE_URL": "postgres://league@database.example.org/league",
}


def start(**changes: str) -> subprocess.CompletedProcess[str]:
    """A process that only loads the settings, with these and no others."""
    environment = {"PATH": os.environ["PATH"], **changes}
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


PROBE = "from league import settings as s; print(s.PORT, s.DATABASES['default'])"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Another checkout with nothing but the settings module."""
    (tmp_path / "league").mkdir()
    for name in ("__init__.py", "settings.py"):
        shutil.copy(ROOT / "league" / name, tmp_path / "league")
    return tmp_path


def probe(checkout: Path, **changes: str) -> str:
    """Port and database of a process that loads the settings of that checkout."""
    environment = {"PATH": os.environ["PATH"], **changes}
    command = [sys.executable, "-c", PROBE]
    return subprocess.run(
        command, cwd=checkout, env=environment, capture_output=True, text=True, check=True
    ).stdout


def settings_read() -> set[str]:
    """Names that the settings module reads from the environment."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse((ROOT / "league" / "settings.py").read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def test_sample_lists_every_setting_and_no_other() -> None:
    sample = set(re.findall(r"^#([A-Z_]+)=", (ROOT / ".env.sample").read_text(), re.MULTILINE))

    assert sample == settings_read() | {"CHROMIUM"}


def test_production_starts_when_all_is_set() -> None:
    done = start(**SAFE)

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "sqlite:///db.sqlite3"),
        ("DEBUG", "true"),
    ],
)
def test_production_refuses_and_names_the_setting(setting: str, value: str) -> None:
    done = start(**(SAFE | {setting: value}))

    assert done.returncode != 0
    assert "Production refuses to start" in done.stderr
    assert setting in done.stderr
    assert "Traceback" not in done.stderr


def test_mistyped_environment_is_told_in_one_line() -> None:
    done = start(LEAGUE_ENV="produktion")

    assert done.returncode != 0
    assert "LEAGUE_ENV must be development or production" in done.stderr
    assert "Traceback" not in done.stderr


def test_env_file_is_read_and_the_environment_wins_over_it(elsewhere: Path) -> None:
    (elsewhere / ".env").write_text("PORT=8123\n")

    assert probe(elsewhere).startswith("8123 ")
    assert probe(elsewhere, PORT="8124").startswith("8124 ")


def test_database_url_wins_over_the_embedded_server(elsewhere: Path) -> None:
    assert "league.local.backend" in probe(elsewhere)

    named = probe(elsewhere, DATABASE_URL="postgres://us@there.example.org:5433/ours")

    assert "league.local.backend" not in named
    assert "'HOST': 'there.example.org'" in named
    assert "'NAME': 'ours'" in named


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        ("HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_INCLUDE_SUBDOMAINS"),
        ("HSTS_PRELOAD", "SECURE_HSTS_PRELOAD"),
    ],
)
def test_production_can_leave_its_neighbours_alone(
    elsewhere: Path, setting: str, name: str
) -> None:
    shown = f"from league import settings; print(settings.{name})"
    command = [sys.executable, "-c", shown]
    for changes, expected in ({}, "True"), ({setting: "false"}, "False"):
        environment = {"PATH": os.environ["PATH"], **SAFE, **changes}
        done = subprocess.run(
            command, cwd=elsewhere, env=environment, capture_output=True, text=True, check=True
        )
        assert done.stdout.strip() == expected


def test_secret_is_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(SAFE["SECRET_KEY"] + "\n")
    without = {key: value for key, value in SAFE.items() if key != "SECRET_KEY"}

    assert start(**without, SECRET_KEY_FILE=str(tmp_path / "key")).returncode == 0


def test_development_makes_its_own_secret_key_once(tmp_path: Path) -> None:
    first = start(LEAGUE_VAR_DIR=str(tmp_path))
    key = tmp_path / "secret-key"
    made = key.read_text()
    second = start(LEAGUE_VAR_DIR=str(tmp_path))

    assert (first.returncode, second.returncode) == (0, 0)
    assert key.read_text() == made
    assert len(made) > 50
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_policy_allows_nothing_inline_and_nothing_from_elsewhere(client: Client) -> None:
    policy = client.get("/admin/login/").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_security_headers(client: Client, header: str, value: str) -> None:
    assert client.get("/admin/login/").headers[header] == value


def test_browser_powers_are_refused(client: Client) -> None:
    assert "camera=()" in client.get("/admin/login/").headers["Permissions-Policy"]


def test_life_is_told_without_the_database(client: Client) -> None:
    response = client.get("/livez")  # without the mark, asking the database would raise

    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_health_answers_from_the_database(client: Client) -> None:
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response.headers["Cache-Control"]

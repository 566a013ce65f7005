"""What docs/deploying.md says holds of docker-compose.yml."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = (ROOT / "docker-compose.yml").read_text()
SCALING = (ROOT / "docs" / "scaling.md").read_text()
SAMPLE = (ROOT / ".env.sample").read_text()
CADDYFILE = (ROOT / "docker" / "Caddyfile").read_text()
DEPLOYING = (ROOT / "docs" / "deploying.md").read_text()


def rows(heading: str) -> set[str]:
    """First cells of the table under that heading, without their back ticks."""
    section = DEPLOYING.split(f"## {heading}\n")[1].split("\n## ")[0]
    return set(re.findall(r"^\| `([^`]+)` \|", section, flags=re.MULTILINE))


def block(name: str) -> str:
    """The lines of a top-level key."""
    return re.split(r"^\S", COMPOSE.split(f"\n{name}:\n")[1], maxsplit=1, flags=re.MULTILINE)[0]


def keys(name: str) -> set[str]:
    return set(re.findall(r"^  ([a-z0-9-]+):", block(name), flags=re.MULTILINE))


def test_every_setting_that_compose_insists_on_is_explained() -> None:
    needed = set(re.findall(r"\$\{([A-Z_]+):\?", COMPOSE))
    assert needed == rows("Start")


def test_every_service_is_explained() -> None:
    assert keys("services") == rows("What runs")


def test_every_volume_is_named() -> None:
    assert all(f"`{volume}`" in DEPLOYING for volume in keys("volumes"))


def test_every_service_is_locked_down() -> None:
    services = re.split(r"^  (?=[a-z])", block("services"), flags=re.MULTILINE)[1:]
    for service in services:
        assert "read_only: true" in service
        assert "no-new-privileges:true" in service
        assert re.search(r"cap_drop:\n\s+- ALL", service)


def test_every_variable_of_the_web_servers_is_a_setting() -> None:
    told = block("services").split("environment: &web-environment\n")[1].split("    networks:")[0]
    names = set(re.findall(r"^      ([A-Z_]+):", told, flags=re.MULTILINE))
    assert names == set(re.findall(r"^#?([A-Z_]+)=", SAMPLE, flags=re.MULTILINE)) & names
    assert names > {"SECRET_KEY", "DATABASE_URL", "REPLICA_URL", "VALKEY_URL"}


def test_what_compose_takes_from_env_is_explained() -> None:
    replaced = set(re.findall(r"\$\{([A-Z_]+):[-+]", COMPOSE))
    assert all(f"`{name}`" in DEPLOYING or f"{name}=" in SCALING for name in replaced)


def test_the_proxy_knows_all_web_servers() -> None:
    assert 'WEB_SERVERS: "web:8000${COMPOSE_PROFILES:+ web-2:8000}"' in COMPOSE
    assert "reverse_proxy {$WEB_SERVERS:web:8000} {" in CADDYFILE


def test_every_service_that_stays_has_a_health_check() -> None:
    services = re.split(r"^  (?=[a-z])", block("services"), flags=re.MULTILINE)[1:]
    has = re.compile(r"healthcheck:( &\S+)?\n(      #.*\n)?      test:|healthcheck: \*\S+\n")
    without = {each.split(":")[0] for each in services if not has.search(each)}
    ended = {each.split(":")[0] for each in services if 'restart: "no"' in each}
    assert without == ended == {"migrate"}


def test_the_profile_of_two_web_servers_adds_what_the_guide_says() -> None:
    services = re.split(r"^  (?=[a-z])", block("services"), flags=re.MULTILINE)[1:]
    added = {each.split(":")[0] for each in services if "profiles:\n      - scale\n" in each}
    assert added == {"replica", "valkey", "web-2"}
    assert all(f"`{service}`" in SCALING for service in added)

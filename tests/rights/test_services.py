"""Every service that acts, as every role and as nobody."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction
from django.test import TestCase

import league
from league import services
from league.services.refusals import RefusedError
from league.services.rights import NotAllowedError

from .acts import ACTS, QUESTIONS, WITHIN
from .roles import ROLES, actor
from .world import World, world


def acting() -> Iterator[str]:
    """Every public function of the services that is told who asks."""
    prefix = f"{services.__name__}."
    for module in pkgutil.walk_packages(services.__path__, prefix):
        for name, function in vars(importlib.import_module(module.name)).items():
            own = inspect.isfunction(function) and function.__module__ == module.name
            if own and not name.startswith("_") and "by" in inspect.signature(function).parameters:
                yield f"{module.name.removeprefix(prefix)}.{name}"


def test_no_service_is_left_out() -> None:
    assert set(acting()) == ACTS.keys() | WITHIN | QUESTIONS


def test_who_asks_is_always_named() -> None:
    """``by`` is never taken by place."""
    for name in ACTS:
        module, _, function = f"{services.__name__}.{name}".rpartition(".")
        found = inspect.signature(getattr(importlib.import_module(module), function)).parameters
        assert {each.kind for each in found.values()} == {inspect.Parameter.KEYWORD_ONLY}, name


def test_what_asks_for_no_right_is_called_by_services_alone() -> None:
    root = Path(league.__file__).parent
    for path in root.rglob("*.py"):
        if root / "services" in path.parents:
            continue
        tree = ast.parse(path.read_text())
        assert not {f"league.services.{name}" for name in WITHIN} & set(_imported(tree)), path
        assert not {_short(name) for name in WITHIN} & set(_used(tree)), path


def _short(name: str) -> str:
    return ".".join(name.split(".")[-2:])


def _imported(tree: ast.Module) -> Iterator[str]:
    """``league.services.audit.record`` where a module says from which it imports what."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)


def _used(tree: ast.Module) -> Iterator[str]:
    """``audit.record`` where a module is imported as a whole."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"


class Matrix(TestCase):
    world: World

    @classmethod
    def setUpTestData(cls) -> None:
        cls.world = world()

    def test_each_act_is_done_for_those_who_may_and_refused_to_all_others(self) -> None:
        for name, (_, may) in ACTS.items():
            for role in ROLES:
                with self.subTest(name, role=role):
                    assert self.outcome(name, role) == ("done" if role in may else "refused")

    def outcome(self, name: str, role: str) -> str:
        """What comes of it; nothing is left of it."""
        try:
            with transaction.atomic():
                ACTS[name][0](self.world, actor(role, self.world.people))
                transaction.set_rollback(True)
        except NotAllowedError:
            return "refused"
        except RefusedError as refusal:
            return f"not possible: {refusal}"
        return "done"

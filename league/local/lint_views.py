"""Views, tags and context processors are thin: they read through named QuerySet methods."""

import ast
from pathlib import Path

FACES = ("views", "templatetags", "context_processors.py")


def _modules(root: Path) -> list[Path]:
    faces = (root / "league" / face for face in FACES)
    return [
        path for face in faces for path in ([face] if face.suffix else sorted(face.rglob("*.py")))
    ]


def faults(root: Path) -> list[str]:
    """`path:line: …` for each `.objects` in a module of FACES below `root`."""
    found = []
    for path in _modules(root):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr == "objects":
                where = f"{path.relative_to(root)}:{node.lineno}"
                found.append(f"{where}: this says `.objects`; call a named QuerySet method")
    return found

"""Views are thin: they read through QuerySet methods with a name, never through `Model.objects`."""

import ast
from pathlib import Path


def faults(root: Path) -> list[str]:
    """`path:line: …` for each `.objects` in a view module below `root`."""
    found = []
    for path in sorted((root / "league" / "views").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Attribute) and node.attr == "objects":
                where = f"{path.relative_to(root)}:{node.lineno}"
                found.append(f"{where}: a view says `.objects`; call a named QuerySet method")
    return found

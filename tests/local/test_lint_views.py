"""The rule for views: none of the thin faces asks a model's manager."""

from pathlib import Path

import pytest
from django.conf import settings

from league.local import lint_views


@pytest.mark.parametrize(
    "module", ["views/home.py", "views/deep/er.py", "templatetags/tags.py", "context_processors.py"]
)
def test_manager_is_found_with_its_line(tmp_path: Path, module: str) -> None:
    (tmp_path / "league" / "context_processors.py").parent.mkdir()
    (tmp_path / "league" / "context_processors.py").write_text("")
    path = tmp_path / "league" / module
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("from trusts.models import Trust\n\nfound = Trust.objects.all()\n")

    (fault,) = lint_views.faults(tmp_path)

    assert fault.startswith(f"league/{module}:3: ")


def test_house_keeps_the_rule() -> None:
    assert lint_views.faults(Path(settings.BASE_DIR)) == []

"""Parts of pages that Jinja2 makes: as safe as Django's templates, and whole."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template, engines
from django.template.backends.jinja2 import Jinja2
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from jinja2 import UndefinedError

from league.presenters.segments import segment

ROOT = Path(settings.BASE_DIR) / "templates"
PARTS = sorted(str(path.relative_to(ROOT)) for path in ROOT.rglob("*.jinja"))


def made(source: str, **values: object) -> str:
    return str(engines["jinja"].from_string(source).render(values))


def test_all_is_escaped_but_what_says_that_it_is_safe() -> None:
    source = "{{ words }}{{ picture }}"
    assert made(source, words="<b>&", picture=SafeString("<svg>")) == "&lt;b&gt;&amp;<svg>"


@pytest.mark.parametrize(
    "source", ["{{ unknown }}", "{{ row.unknown }}", "{% if unknown %}{% endif %}"]
)
def test_an_unknown_name_is_an_error(source: str) -> None:
    with pytest.raises(UndefinedError):
        made(source, row=object())


@pytest.mark.parametrize("part", PARTS)
def test_every_part_can_be_read(part: str) -> None:
    engine = engines["jinja"]
    assert isinstance(engine, Jinja2)
    assert engine.env.get_template(part).name == part


def test_both_engines_make_the_same_tag() -> None:
    values = {"tag": segment(2)}
    tag = render_to_string("parts/tag.html", values)
    assert "Segment 2" in tag
    assert tag == render_to_string("parts/tag.html", values, using="jinja")


def test_a_page_gives_a_part_its_values_and_nothing_else() -> None:
    page = '{% load jinja %}{% jinja "trust/step_list.jinja" steps=given %}'
    step = {"heading": "Metrics & more", "sentence": "One.", "figures": [("Sum", "3")]}
    shown = Template(page).render(Context({"given": [step], "steps": ["of the page"]}))
    assert '<h3 class="app-steps__heading">Metrics &amp; more</h3>' in shown
    assert "<dt>Sum</dt> <dd>3</dd>" in shown
    assert "of the page" not in shown

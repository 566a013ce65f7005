"""Terms lead to their meaning where a page first uses them, and only there."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.template import Context, Template
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from league.presenters.content import glossary
from tests.pages.content_quarters import publish_everything

LINK = re.compile(r'<a href="/glossary/#([a-z-]+)">')
TABLE = "/league-tables/acute/2026-27-q1/"


def test_the_first_use_of_each_term_is_found_in_the_order_of_the_text() -> None:
    text = "Segments: a domain segment is no segment, and Framework rules hold for likely ranges."
    slugs = ("edition", "likely-range", "segment", "domain-segment")
    found = glossary.first_uses(text, slugs)
    assert [(use.slug, text[use.start : use.end]) for use in found] == [
        ("segment", "Segments"),
        ("domain-segment", "domain segment"),
        ("edition", "Framework"),
        ("likely-range", "likely ranges"),
    ]
    assert glossary.first_uses("Segmented floors and standardised pools.", ("standard",)) == ()


@given(st.text(alphabet=st.sampled_from("segment dolikyraf<&>ns. "), max_size=60))
def test_explained_text_says_the_same_words(text: str) -> None:
    page = Template("{% load glossary %}{% explain text 'segment' 'floor' %}")
    html = page.render(Context({"text": text}))
    assert unescape(strip_links(html)) == text


def strip_links(html: str) -> str:
    return re.sub(r'<a href="/glossary/#[a-z-]+">|</a>', "", html)


def test_a_page_links_a_term_once_its_parts_included() -> None:
    page = Template(
        "{% load glossary %}{% explain first 'likely-range' %}{% term 'floor' %}"
        "{% include part %}{% explain first 'likely-range' %}{% term 'floor' 'the floor' %}"
    )
    part = Template("{% load glossary %}{% term 'floor' %}{% term 'pool' 'Pool' %}")
    html = page.render(Context({"first": "A likely range.", "part": part}))
    assert html.count("<a ") == html.count("#likely-range") + 2 == 3
    assert html.endswith("A likely range.the floor")
    with pytest.raises(KeyError):
        Template("{% load glossary %}{% term 'nothing' %}").render(Context())


@pytest.fixture
def quarter() -> None:
    publish_everything("2026-27-q1")


@pytest.mark.django_db
@pytest.mark.usefixtures("quarter")
@pytest.mark.parametrize(
    ("address", "terms"),
    [
        ("/", {"segment", "trust-type", "league-rank", "revision"}),
        (TABLE, {"segment", "average-metric-score", "likely-range", "financial-override"}),
        (f"{TABLE}metrics/OF0013/", {"standard", "median", "quartile", "metric-score", "weight"}),
        (f"{TABLE}domains/access/", {"domain", "domain-segment", "segment", "quartile"}),
        ("/compare/?trust=ZA1&trust=ZA2", {"likely-range", "financial-override", "segment"}),
        ("/trusts/", {"segment", "trust-type", "ods-code"}),
        ("/trusts/ZA1/2026-27-q1/", {"likely-range", "average-metric-score"}),
        ("/quarters/", {"quarter", "edition", "revision"}),
        ("/quarters/2026-27-q1/", {"suppressed", "revision", "edition"}),
    ],
)
def test_each_page_links_its_terms_once(client: Client, address: str, terms: set[str]) -> None:
    found = LINK.findall(client.get(address).content.decode())
    assert terms <= set(found)
    assert len(found) == len(set(found))

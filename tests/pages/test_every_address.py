"""Every public address, with the demonstration data: whole, labelled, and unmoved by nonsense."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from django.test import Client, TestCase
from django.urls import URLPattern, URLResolver, get_resolver

from league.services import demonstration
from league.services.audit import Actor
from tests.pages.reading import Reading

TYPES = ("acute", "mental-health-and-community", "ambulance")
QUARTERS = ("2025-26-q4", "2026-27-q1")
PLAIN = (
    *("/", "/trusts/", "/quarters/", "/segments/", "/methodology/", "/metrics/"),
    *("/compare/", "/glossary/", "/about/", "/data/"),
    *("/methodology/nof-2025-26/", "/methodology/nof-2026-27/", "/metrics/OF0013/"),
)
LEADING_ON = ("/league-tables/", "/league-tables/ambulance/")
TABLE = (
    *("", "domains/access/", "metrics/OF0082/"),
    *("charts/likely-ranges/", "charts/domains/", "charts/domain-access/", "charts/metric-OF0082/"),
)
TRUST_PAGE = ("", "what-if/", "summary/", "charts/contributions/")
PARAMETERS = (
    *("q", "region", "subtype", "icb", "segment", "override", "moved", "columns", "sort"),
    *("type", "quarter", "trust", "beside", "keep", "page", "OF0082", "OF0079", "deficit"),
)
NONSENSE = (
    *("a\0b", "x" * 5_000, "\U0001f691\U0001f3fd", "9" * 400, "-1", "1e999"),
    *("' or 1=1 --", "\u202e../../etc", ""),
)
NO_UTF8 = "&".join(f"{name}=%ED%A0%80%FF%00%" for name in PARAMETERS)
# Not pages: files, what scripts ask for, what monitors ask for, and the administrators' side.
NO_PAGES = {
    *("league-chart-file", "league-chart-figure", "compare-file", "league-table-file"),
    *("domain-table-file", "metric-table-file", "register-file", "trust-file", "quarter-file"),
    *("compare-chart-figure", "compare-chart-file", "trust-chart-figure", "trust-chart-file"),
    "trust-summary-file",
    *("metrics-file", "metric-file", "methodology-file", "methodology-edition-file"),
    *("quarter-workbook", "history-dataset", "quarter-dataset"),
    *("trust-suggestions", "embed-trust", "favicon", "healthz", "livez", "feed"),
    *("draft-league-table", "draft-trust"),  # for those who are signed in
}
TRUST = re.compile(r"/trusts/(\w+)/2026-27-q1/")
ASKED_BY_SCRIPTS = ("/trusts/suggest", "/compare.csv", "/league-tables/acute/2026-27-q1.json")
TAKING_PARAMETERS = (
    *("/trusts/", "/league-tables/", "/league-tables/acute/2026-27-q1/", "/compare/"),
    *("/trusts/suggest", "/league-tables/acute/2026-27-q1/metrics/OF0082/"),
)


def of_quarter(quarter: str, codes: tuple[str, ...]) -> list[str]:
    """The pages of a quarter, and of these trusts in it."""
    tables = [f"/league-tables/{kind}/{quarter}/{part}" for kind in TYPES for part in TABLE]
    trusts = [f"/trusts/{code}/{quarter}/{part}" for code in codes for part in TRUST_PAGE]
    basket = "&".join([*(f"trust={code}" for code in codes), f"quarter={quarter}"])
    compared = [f"/compare/?{basket}", f"/compare/charts/trend/?{basket}"]
    return [f"/quarters/{quarter}/", *tables, *trusts, *compared]


def names(patterns: list[URLPattern | URLResolver]) -> set[str]:
    """Names of all public addresses."""
    found: set[str] = set()
    for pattern in patterns:
        if str(pattern.pattern).startswith(("account/", "admin/")):
            continue
        if isinstance(pattern, URLPattern):
            found.add(pattern.name or "")
        else:
            found |= names(pattern.url_patterns)
    return found


class DemonstrationTests(TestCase):
    """Loaded once, asked by the Django client as a browser without cookies would."""

    addresses: tuple[str, ...]

    @classmethod
    def setUpTestData(cls) -> None:
        demonstration.load(by=Actor("a test"), draws=20)
        table = Reading.of(Client().get("/league-tables/acute/2026-27-q1/").content.decode())
        found = (TRUST.fullmatch(href) for href in table.links.values())
        codes = [match[1] for match in found if match]
        ends = (codes[0], codes[-1])
        pages = [address for slug in QUARTERS for address in of_quarter(slug, ends)]
        cls.addresses = (*PLAIN, *pages)

    def test_no_kind_of_page_is_left_out_of_the_walk(self) -> None:
        walked = {
            self.client.get(address).resolver_match.url_name
            for address in (*self.addresses, *LEADING_ON, f"/trusts/{self.trust()}/")
        }

        assert names(get_resolver().url_patterns) - NO_PAGES == walked

    def test_every_page_is_whole_and_says_that_it_is_invented(self) -> None:
        for address in self.addresses:
            with self.subTest(address):
                self.check(address)

    def test_addresses_that_lead_on_end_at_such_a_page(self) -> None:
        for address in (*LEADING_ON, f"/trusts/{self.trust()}/"):
            response = self.client.get(address)
            assert response.status_code == 302, address
            self.check(response.headers["Location"])

    def test_nonsense_in_any_parameter_is_answered(self) -> None:
        for address in self.one_of_each():
            for nonsense in NONSENSE:
                given = dict.fromkeys(PARAMETERS, nonsense)
                with self.subTest(address, given=nonsense[:20]):
                    self.fuzz(address, given)
            with self.subTest(address, given="no UTF-8"):
                self.fuzz(address, NO_UTF8)

    def test_each_parameter_alone_and_said_again_is_answered(self) -> None:
        for address in TAKING_PARAMETERS:
            for name in PARAMETERS:
                given = {name: ["acute", "\0", "9" * 400, *(["ZZZ"] * 50)]}
                with self.subTest(address, given=name):
                    self.fuzz(address, given)

    def trust(self) -> str:
        """A trust that the walk visits."""
        return next(a for a in self.addresses if a.startswith("/trusts/I")).split("/")[2]

    def one_of_each(self) -> list[str]:
        """One page of each kind, and what scripts and programs ask for."""
        kinds: dict[str, str] = {}
        for address in (*self.addresses, *LEADING_ON):
            path = address.partition("?")[0]
            kinds.setdefault(str(get_resolver().resolve(path).url_name), path)
        return [*kinds.values(), *ASKED_BY_SCRIPTS]

    def check(self, address: str) -> None:
        response = self.client.get(address)
        assert response.status_code == 200, address
        page = Reading.of(response.content.decode())
        assert "Demonstration data: every trust on this page is invented." in page.text, address
        assert page.title.endswith("Trust League"), address
        assert page.heading, address
        assert not page.inline, address
        assert not response.cookies, address
        assert "default-src 'none'" in response.headers["Content-Security-Policy"], address

    def fuzz(self, address: str, given: Mapping[str, str | list[str]] | str) -> None:
        query = given if isinstance(given, str) else urlencode(given, doseq=True)
        response = self.client.get(f"{address}?{query}")
        assert response.status_code < 500
        assert not response.cookies
        assert "Content-Security-Policy" in response.headers

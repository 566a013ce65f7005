"""Handing in, publishing and withdrawing as people do it in a browser."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, FilePayload, Page, expect

from league.models import Quarter
from league.services import groups, publishing
from tests.services.builders import ACTOR, handover, submit
from tests.uploads.builders import LONG, csv_of
from tests.uploads.people import person

START = "/admin/league/upload/add/"
GRID = "/admin/league/upload/grid/?quarter=2025-26-q4&trust=ZA1"
PASSWORD = "a long enough one"  # what tests.uploads.people gives everybody

FAULTY = (("ZA1", "OF0082", "4.9 or so"), ("ZA9", "OF0082", 5), ("ZA1", "OF0013", 0.79))
DOUBTFUL = (("ZA1", "OF0082", 4.9), ("ZA1", "OF0013", 0.79))
GOOD = (("ZA1", "OF0082", 4.9),)


def england() -> None:
    """Two published quarters of six invented trusts, and one person for each task."""
    for slug in ("2025-26-q3", "2025-26-q4"):
        submit(handover(slug))
        publishing.publish(by=ACTOR, quarter=Quarter.objects.get(pk=slug), reason="First figures")
    person(groups.SUBMITTER, "ZA1", username="ann")
    person(groups.PUBLISHER, username="pat")


@dataclass(frozen=True)
class Desk:
    """Somebody signed in, in a browser of their own."""

    page: Page

    @classmethod
    def of(cls, context: BrowserContext, name: str) -> Desk:
        desk = cls(context.new_page())
        desk.page.goto(START if name == "ann" else "/admin/")
        desk.sign_in(name)
        return desk

    def sign_in(self, name: str) -> None:
        self.page.get_by_label("Username").fill(name)
        self.page.get_by_label("Password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        expect(self.page.locator("#content")).to_be_visible()

    def hand_in(self, *rows: tuple[object, ...], note: str = "Corrected after audit") -> None:
        self.page.goto(START)
        self.page.locator("#id_quarter").first.select_option("2025-26-q4")
        file = FilePayload(name="ours.csv", mimeType="text/csv", buffer=csv_of(LONG, *rows))
        self.page.locator("#id_file").set_input_files(file)
        self.page.locator("#id_note").fill(note)
        self.press("Check this file")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).click()

    def says(self, *words: str) -> None:
        for each in words:
            expect(self.page.locator("#container")).to_contain_text(each)

    def saved(self, link: str) -> str:
        with self.page.expect_download() as given:
            self.page.get_by_role("link", name=link).click()
        return Path(given.value.path()).read_text("utf-8-sig")

    def publish(self, reason: str) -> None:
        self.page.goto("/admin/league/quarter/2025-26-q4/publish/")
        self.page.get_by_label("Reason").fill(reason)
        self.press("Publish")
        self.says("Readers see revision")

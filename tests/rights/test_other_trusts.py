"""A submitter neither sees another trust's files, drafts and words nor can guess that they are."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.test import Client, TestCase, override_settings
from django.urls import reverse

from league.models import TrustStatement, Upload
from league.services import groups, people
from league.services.audit import Actor
from league.services.refusals import RefusedError
from league.services.uploads import evaluating, handing_in
from league.services.uploads.previewing import as_seen
from tests.admin.signing_in import signed_in
from tests.uploads.builders import LONG, csv_of
from tests.uploads.people import person

from .roles import ANALYST, AUDITOR, MINE, OWN, THEIRS, actor
from .world import SLUG, World, world

NO_UPLOAD, NO_ROW = uuid.UUID(int=0), 999_999
Pair = tuple[str, str]
"""The address of another trust's row, and that of a row that does not exist."""


def _pairs(world: World) -> Iterator[Pair]:
    held, theirs = world.theirs, world.theirs.waits.pk
    for page in ("change", "history", "original", "confirm", "discard"):
        yield _pair(f"league_upload_{page}", theirs, NO_UPLOAD)
    for page in ("marked", "findings"):
        yield _pair(f"league_upload_{page}", theirs, NO_UPLOAD, "csv")
    for page in ("change", "history", "withdraw"):
        yield _pair(f"league_submission_{page}", held.submission.pk, NO_ROW)
    for page in ("change", "history"):
        yield _pair(f"league_truststatement_{page}", held.statement.pk, NO_ROW)
    yield _pair("league_truststatement_decide", held.statement.pk, NO_ROW, "withdrawn")
    yield (
        reverse("draft-trust", args=[SLUG, THEIRS]),
        reverse("draft-trust", args=[SLUG, "ZZZ9"]),
    )


def _pair(name: str, theirs: object, none: object, *more: object) -> Pair:
    there, nowhere = (reverse(f"admin:{name}", args=[key, *more]) for key in (theirs, none))
    return there, nowhere


@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
class OtherTrusts(TestCase):
    world: World

    @classmethod
    def setUpTestData(cls) -> None:
        cls.world = world()

    def setUp(self) -> None:
        self.client = signed_in(self.world.people[OWN])

    def read(self, address: str, client: Client | None = None) -> str:
        answer = (client or self.client).get(address)
        assert isinstance(answer, HttpResponse)
        assert answer.status_code == 200, address
        return answer.content.decode()

    def test_what_is_theirs_and_what_is_not_answer_alike(self) -> None:
        for there, nowhere in _pairs(self.world):
            for method in ("get", "post"):
                with self.subTest(there, method=method):
                    found, none = (self.answer(each, method) for each in (there, nowhere))
                    assert found == none

    def answer(self, address: str, method: str) -> tuple[int, str, str]:
        """All of it, but for the key that was asked for, and what differs from page to page."""
        answer = getattr(self.client, method)(address)
        keys = rf"{self.world.theirs.waits.pk}|{NO_UPLOAD}|{NO_ROW}|\b\d+\b|{THEIRS}|ZZZ9"
        body = re.sub(r'(csrfmiddlewaretoken" value|nonce)="\w+"', "", answer.content.decode())
        assert answer.status_code != 200
        where = answer.headers.get("Location", "")
        return answer.status_code, re.sub(keys, "", where), re.sub(keys, "", body)

    def test_lists_and_searches_hold_none_of_it(self) -> None:
        for model in ("upload", "submission", "truststatement"):
            listed = reverse(f"admin:league_{model}_changelist")
            for asked in ("", "?q=ZA2", "?q=other"):
                with self.subTest(model, asked=asked):
                    page = self.read(listed + asked)
                    assert "figures-ZA2" not in page
                    assert "Words of ZA2" not in page
                    assert not re.search(r'class="field-author_name[^>]*>other<', page)

    def test_the_start_page_and_the_choices_name_none_of_it(self) -> None:
        assert "figures-ZA2" not in self.read("/admin/")
        assert "Invented Trust ZA2" not in self.read(reverse("admin:league_upload_add"))

    def test_a_file_of_more_trusts_is_for_its_author_and_those_who_see_all(self) -> None:
        wide = self.wide()
        address = reverse("admin:league_upload_change", args=[wide.pk])

        assert self.client.get(address).status_code == 404
        original = reverse("admin:league_upload_original", args=[wide.pk])
        assert self.client.get(original).status_code == 404
        assert "both.csv" not in self.read(reverse("admin:league_upload_changelist"))
        assert "both.csv" in self.read(address, signed_in(self.world.people[AUDITOR]))

    def wide(self) -> Upload:
        """An analyst's, about both trusts."""
        by = actor(ANALYST, self.world.people)
        data = csv_of(LONG, (MINE, "OF0082", 9.3), (THEIRS, "OF0082", 3.4))
        made = handing_in.receive(by=by, quarter=SLUG, name="both.csv", data=data)
        evaluating.check_now(by=by, upload=made)
        return Upload.objects.get(pk=made.pk)

    def test_colleagues_see_each_others(self) -> None:
        colleague = signed_in(person(groups.SUBMITTER, MINE, username="colleague"))
        address = reverse("admin:league_upload_change", args=[self.world.mine.waits.pk])
        assert "figures-ZA1" in self.read(address, colleague)

    def test_a_preview_says_of_others_how_many_move_and_not_where_they_stand(self) -> None:
        upload = self.wide()
        moved = {move["trust"] for move in upload.preview["moves"]}
        seen = as_seen(by=actor(OWN, self.world.people), preview=upload.preview)
        assert THEIRS in moved

        assert {move["trust"] for move in seen["moves"]} == {MINE}
        assert seen["others"] == len(moved) - 1
        assert as_seen(by=actor(AUDITOR, self.world.people), preview=upload.preview) is not seen

    def test_pages_of_what_is_mine_do_not_name_other_trusts(self) -> None:
        mine = self.world.mine
        for address in (
            reverse("admin:league_upload_change", args=[mine.waits.pk]),
            reverse("admin:league_submission_change", args=[mine.submission.pk]),
            reverse("admin:league_submission_withdraw", args=[mine.submission.pk]),
        ):
            with self.subTest(address):
                assert not re.search(r"Z(A2|A3|M\d|B\d)", self.read(address))

    def test_my_draft_shows_no_other_trusts_draft(self) -> None:
        page = self.read(reverse("draft-trust", args=[SLUG, MINE]))
        assert "Invented Trust ZA1" in page
        assert f"/drafts/{SLUG}/trusts/{THEIRS}/" not in page
        assert f"/drafts/{SLUG}/league-tables/" not in page

    def test_who_is_released_keeps_what_they_handed_in_and_no_more(self) -> None:
        self.world.binding.delete()
        mine = self.world.mine

        assert "figures-ZA1" in self.read(
            reverse("admin:league_upload_change", args=[mine.waits.pk])
        )
        assert self.client.get(reverse("draft-trust", args=[SLUG, MINE])).status_code == 403
        assert "Words of" not in self.read(reverse("admin:league_truststatement_changelist"))
        assert TrustStatement.objects.count() == 2

    def test_an_upload_is_checked_with_its_authors_rights_whoever_looks(self) -> None:
        """An auditor who opens a file before it is checked sees every trust; its author does
        not."""
        own = actor(OWN, self.world.people)
        data = csv_of(LONG, (THEIRS, "OF0082", 4.0))
        made = handing_in.receive(by=own, quarter=SLUG, name="stray.csv", data=data)
        evaluating.resume(by=actor(AUDITOR, self.world.people), upload=made)

        made.refresh_from_db()
        assert made.state == "faulty"
        assert any("may not hand in" in each["problem"] for each in made.findings)

    def test_who_sees_every_trust_is_not_bound_to_one(self) -> None:
        with pytest.raises(RefusedError, match="another account"):
            people.make_submitter(
                by=Actor("a command"), username="auditor", trusts=[MINE], password=None
            )

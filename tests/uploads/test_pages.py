"""The pages for handing in: what their reader sees, types and gets back."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from league.models import Submission, Upload, UploadState
from league.services import groups
from tests.pages.reading import Reading
from tests.services.builders import handover, submit

from .builders import LONG, csv_of
from .people import person

pytestmark = pytest.mark.django_db

START = "/admin/league/upload/add/"
GRID = "/admin/league/upload/grid/?quarter=2025-26-q4&trust=ZA1"
GOOD = ("ZA1", "OF0082", 4.2)


@pytest.fixture(autouse=True)
def england() -> None:
    submit(handover())


@pytest.fixture
def ann(client: Client) -> Client:
    """Signed in as somebody who hands in for ZA1."""
    client.force_login(person(groups.SUBMITTER, "ZA1"))
    return client


def send(client: Client, *rows: tuple[object, ...], name: str = "ours.csv") -> Reading:
    """Hand in a file; the page that follows."""
    file = SimpleUploadedFile(name, csv_of(LONG, *rows))
    given = {"quarter": "2025-26-q4", "file": file, "note": "Corrected"}
    return page(client.post(START, given, follow=True))


def page(response: object) -> Reading:
    assert response.status_code == 200  # type: ignore[attr-defined]
    return Reading.of(response.content.decode())  # type: ignore[attr-defined]


def confirm(client: Client, upload: Upload, **given: object) -> Reading:
    address = reverse("admin:league_upload_confirm", args=[upload.pk])
    return page(client.post(address, {"digest": upload.preview_digest, **given}, follow=True))


def test_a_file_is_checked_previewed_and_confirmed(ann: Client) -> None:
    shown = send(ann, GOOD)
    assert "Waiting for confirmation." in shown.text
    assert ("ZA1", "Staff sickness absence (OF0082)", "4.1%", "4.2%", "+0.1") in shown.rows
    assert Submission.objects.count() == 1

    done = confirm(ann, Upload.objects.get())

    assert "Submission 2 of Q4 2025/26 counts now." in done.text
    assert Upload.objects.get().submission
    assert Submission.objects.get(number=2).reason == "Corrected"


def test_a_double_click_applies_once(ann: Client) -> None:
    send(ann, GOOD)
    upload = Upload.objects.get()
    confirm(ann, upload)
    confirm(ann, upload)
    assert Submission.objects.count() == 2


def test_errors_are_a_table_with_row_and_remedy(ann: Client) -> None:
    shown = send(ann, ("ZA1", "OF0082", "x"), ("ZA2", "OF0082", 4))

    assert "Has errors. Nothing of it counts: it has 2 errors." in shown.text
    assert (
        *("Row 2, Value", "All", "x", "This is no number."),
        "Write a number such as 78.5, or * for a suppressed figure.",
    ) in shown.rows
    assert "Your account may not hand in figures of Invented Trust ZA2." in shown.text
    assert "Confirm: let these figures count" not in shown.text


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_file_comes_back_with_what_was_found(ann: Client, ending: str) -> None:
    send(ann, ("ZA1", "OF0082", "=1+1"), ("ZA1", "OF0084", 7))
    address = reverse("admin:league_upload_marked", args=[Upload.objects.get().pk, ending])
    answer = ann.get(address)

    if ending == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
        rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
        assert rows[1][:3] == ("ZA1", "OF0082", "=1+1")
        assert sheet["C2"].data_type == "s"
        assert str(rows[1][3]).startswith("Value: This is a formula written as text.")
    else:
        first = answer.content.decode("utf-8-sig").splitlines()[1]
        assert first.startswith("ZA1,OF0082,'=1+1,Value: This is a formula")


def test_the_original_comes_back_byte_for_byte(ann: Client) -> None:
    send(ann, GOOD)
    answer = ann.get(reverse("admin:league_upload_original", args=[Upload.objects.get().pk]))

    assert answer.content == csv_of(LONG, GOOD)
    assert answer["Content-Disposition"] == 'attachment; filename="ours.csv"'
    assert answer["Content-Type"] == "application/octet-stream"


def test_what_is_typed_goes_the_way_of_a_file(ann: Client) -> None:
    form = page(ann.get(GRID))
    assert any(row[0].startswith("Staff sickness absence") for row in form.rows)

    typed = {"OF0082-value": "4,3", "OF0013-state": "suppressed", "DEFICIT-value": "Yes"}
    shown = page(ann.post(GRID, {**typed, "note": "By hand"}, follow=True))

    assert ("ZA1", "Staff sickness absence (OF0082)", "4.1%", "4.3%", "+0.2") in shown.rows
    assert ("ZA1", "In deficit", "No", "Yes", "+1") in shown.rows
    upload = Upload.objects.get()
    assert (upload.kind, upload.note, upload.name) == ("grid", "By hand", "ZA1-form.csv")


def test_a_mistyped_figure_is_said_and_the_form_shows_it_again(ann: Client) -> None:
    shown = page(ann.post(GRID, {"OF0082-value": "four"}, follow=True))
    assert "This is no number." in shown.text
    assert "Has errors." in shown.text


def test_who_is_signed_out_while_typing_finds_it_again(ann: Client) -> None:
    session = ann.session
    session.flush()
    ann.cookies.clear()
    refused = ann.post(GRID, {"OF0082-value": "4.3", "note": "Half typed"})
    assert refused.status_code == 302
    ann.force_login(person(groups.SUBMITTER, "ZA1", username="ann-again"))

    again = ann.get(GRID).content.decode()

    assert 'name="OF0082-value" value="4.3"' in again
    assert "Half typed" in again
    assert "What you had typed is still here." in again
    assert "What you had typed is still here." not in ann.get(GRID).content.decode()


def signed_out(client: Client) -> None:
    client.session.flush()
    client.cookies.clear()


def test_who_is_signed_out_while_choosing_a_file_finds_the_note_again(ann: Client) -> None:
    signed_out(ann)
    file = SimpleUploadedFile("ours.csv", csv_of(LONG, GOOD))
    given = {"quarter": "2025-26-q3", "file": file, "note": "Half typed"}
    refused = ann.post(START, given)
    assert refused.headers["Location"] == f"/admin/login/?next={START}"
    assert not Upload.objects.exists()
    ann.force_login(person(groups.SUBMITTER, "ZA1", username="ann-again"))

    again = ann.get(START).content.decode()

    assert "nothing was handed in. What you had typed is still here" in again
    assert "Half typed" in again
    assert '<option value="2025-26-q3" selected>' in again
    assert "What you had typed" not in ann.get(START).content.decode()


@pytest.mark.parametrize("act", ["confirm", "discard"])
def test_who_is_signed_out_before_pressing_a_button_is_led_back(ann: Client, act: str) -> None:
    """The button's address takes no visit: signed in again, its reader looks at the upload."""
    send(ann, GOOD)
    upload = Upload.objects.get()
    button = reverse(f"admin:league_upload_{act}", args=[upload.pk])
    signed_out(ann)
    refused = ann.post(button, {"digest": upload.preview_digest})
    assert refused.headers["Location"] == f"/admin/login/?next={button}"
    assert upload.author
    ann.force_login(upload.author)

    shown = page(ann.get(button, follow=True))

    assert "Nothing was done: look again, and press the button." in shown.text
    assert "Waiting for confirmation." in shown.text
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("shape", ["long", "wide"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_template_can_be_handed_in_as_it_is(ann: Client, shape: str, ending: str) -> None:
    wish = f"quarter=2025-26-q4&trust=ZA1&shape={shape}&ending={ending}"
    answer = ann.get(f"/admin/league/upload/template/?{wish}")
    file = SimpleUploadedFile(f"template.{ending}", answer.content)

    shown = page(ann.post(START, {"quarter": "2025-26-q4", "file": file}, follow=True))

    assert "figures of this file count already" in shown.text


def test_a_template_of_another_trust_is_not_given(ann: Client) -> None:
    wish = "quarter=2025-26-q4&trust=ZA2&shape=long&ending=csv"
    answer = ann.get(f"/admin/league/upload/template/?{wish}", follow=True)
    assert "Select a valid choice" in answer.content.decode()


def test_nobody_sees_another_trusts_upload(ann: Client, client: Client) -> None:
    send(ann, GOOD)
    upload = Upload.objects.get()
    client.force_login(person(groups.SUBMITTER, "ZA2", username="bob"))
    for name in ("change", "original"):
        address = reverse(f"admin:league_upload_{name}", args=[upload.pk])
        assert client.get(address).status_code == 404


def test_a_colleague_sees_it_and_cannot_confirm_it(ann: Client, client: Client) -> None:
    send(ann, GOOD)
    upload = Upload.objects.get()
    client.force_login(person(groups.SUBMITTER, "ZA1", username="bob"))
    shown = page(client.get(reverse("admin:league_upload_change", args=[upload.pk])))

    assert "Confirm: let these figures count" not in shown.text
    assert "another person's" in confirm(client, upload).text
    assert Upload.objects.get().state == UploadState.READY


def test_a_discarded_upload_says_so(ann: Client) -> None:
    send(ann, GOOD)
    upload = Upload.objects.get()
    address = reverse("admin:league_upload_discard", args=[upload.pk])
    assert "It was discarded" in page(ann.post(address, follow=True)).text


def test_who_may_not_hand_in_gets_no_form(client: Client) -> None:
    client.force_login(person(groups.AUDITOR))
    assert client.get(START).status_code == 403


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (lambda: {"file": ""}, "This field is required."),
        (lambda: {"file": SimpleUploadedFile("a.csv", b"")}, "The file is empty"),
        (lambda: {"quarter": "1999-00-q1"}, "Select a valid choice."),
    ],
)
def test_a_form_that_lacks_something_says_what(
    ann: Client, given: Callable[[], dict[str, object]], says: str
) -> None:
    whole: dict[str, object] = {
        "quarter": "2025-26-q4",
        "file": SimpleUploadedFile("a.csv", csv_of(LONG, GOOD)),
        "note": "Kept",
    }
    answer = ann.post(START, whole | given()).content.decode()
    assert says in answer
    assert "Kept" in answer
    assert not Upload.objects.exists()

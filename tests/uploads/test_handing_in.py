"""From a file that arrives to figures that count, once and exactly as previewed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from league.models import Assessment, AuditEvent, MetricValue, Quarter, Submission, Upload
from league.models import UploadState as State
from league.services import rights
from league.services.audit import Actor
from league.services.refusals import RefusedError
from league.services.uploads import evaluating, handing_in
from tests.factories import TrustFactory
from tests.services.builders import ACTOR, handover, submit, value_line
from trusts.models import Trust

from .builders import LONG, csv_of, ods_of, xlsx_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def england() -> None:
    """A quarter of six invented trusts that counts."""
    submit(handover())


def hand_in(*rows: tuple[object, ...], header: tuple[str, ...] = LONG, by: Actor = ACTOR) -> Upload:
    """Received and checked."""
    upload = handing_in.receive(
        by=by, quarter="2025-26-q4", name="C:\\work\\our figures.csv", data=csv_of(header, *rows)
    )
    assert evaluating.check_now(by=by, upload=upload)
    return Upload.objects.get(pk=upload.pk)


def kinds(upload: Upload) -> list[tuple[str, str]]:
    return [(found["severity"], found["kind"]) for found in upload.findings]


GOOD = ("ZA1", "OF0082", 4.2)


def test_a_good_file_waits_with_its_preview() -> None:
    upload = hand_in(GOOD)

    assert (upload.state, upload.layout, upload.name) == (State.READY, "long", "our figures.csv")
    (value,) = upload.preview["values"]
    assert (value["old"], value["new"]) == (4.1, 4.2)
    assert value["difference"] == pytest.approx(0.1)
    assert Submission.objects.count() == 1


def test_the_preview_is_what_comes_of_it() -> None:
    upload = hand_in(("ZA1", "OF0082", 7.9), ("ZA1", "OF0013", 60))

    done = handing_in.confirm(by=ACTOR, upload=upload, digest=upload.preview_digest)

    assert done.submission
    assessment = Assessment.objects.get(submission=done.submission)
    rows = {row.trust_id: row for row in assessment.assignments.all()}
    assert upload.preview["moves"]
    for move in upload.preview["moves"]:
        row, new = rows[move["trust"]], move["new"]
        assert (row.final, row.league_rank) == (new["segment"], new["rank"])
        assert float(row.average_score or 0) == new["score"]
    assert upload.preview["cuts"][1] == assessment.cuts


def test_confirmed_twice_it_counts_once() -> None:
    upload = hand_in(GOOD)
    first = handing_in.confirm(by=ACTOR, upload=upload, digest=upload.preview_digest)
    second = handing_in.confirm(by=ACTOR, upload=upload, digest=upload.preview_digest)

    assert first.submission == second.submission
    assert Submission.objects.count() == 2
    assert AuditEvent.objects.filter(action="upload.applied").count() == 1


def test_the_preview_is_shown_again_when_the_quarter_moved_on() -> None:
    upload = hand_in(GOOD)
    other = replace(handover(), values=(value_line("ZA2", "OF0082", 5.3),), files=(), trusts=())
    submit(other)

    done = handing_in.confirm(by=ACTOR, upload=upload, digest=upload.preview_digest)

    assert (done.moved_on, done.submission) == (True, None)
    assert done.upload.preview_digest != upload.preview_digest
    again = handing_in.confirm(by=ACTOR, upload=upload, digest=done.upload.preview_digest)
    assert again.submission


def test_another_digest_than_the_previewed_one_applies_nothing() -> None:
    upload = hand_in(GOOD)
    assert handing_in.confirm(by=ACTOR, upload=upload, digest="0" * 64).moved_on
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("data", [csv_of, xlsx_of, ods_of])
def test_a_figure_beyond_all_reason_is_an_error(data: Callable[..., bytes]) -> None:
    table = data(LONG, ("ZA1", "OF0082", 1e300), ("ZA2", "OF0082", 5.3))
    upload = handing_in.receive(by=ACTOR, quarter="2025-26-q4", name="ours", data=table)
    assert evaluating.check_now(by=ACTOR, upload=upload)
    upload.refresh_from_db()

    assert upload.state == State.FAULTY
    (found,) = upload.findings
    assert (found["row"], found["problem"]) == (2, "No figure can be that large.")


def test_the_same_file_again_says_that_nothing_is_new() -> None:
    upload = hand_in(GOOD)
    handing_in.confirm(by=ACTOR, upload=upload, digest=upload.preview_digest)

    assert kinds(hand_in(GOOD)) == [("error", "nothing-new")]


def test_figures_in_force_keep_the_rank_that_parts_them() -> None:
    ranked = replace(value_line("ZA1", "OF0082", 4.1), source_rank=7)
    submit(replace(handover(), values=(ranked,), files=(), trusts=()))
    upload = hand_in(("ZA1", "OF0082", 4.1), ("ZA2", "OF0082", 5.25))
    handing_in.confirm(by=ACTOR, upload=upload, digest=upload.preview_digest)

    kept = MetricValue.objects.in_force(Quarter.objects.get()).get(trust="ZA1", metric="OF0082")
    assert kept.source_rank == 7


def test_every_error_is_collected_and_nothing_counts() -> None:
    closed = TrustFactory.create(ods_code="ZC1", closed="2025-12-31", opened="2000-01-01")
    upload = hand_in(
        ("ZA1", "OF0082", 104),
        ("ZA9", "OF0082", 4),
        ("ZA1", "OF9999", 4),
        ("ZA1", "OF0017", "x"),
        ("ZA2", "OF0013", 70),
        ("ZA2", "OF0013", 71),
        ("ZM1", "OF0013", 71),
        (closed.pk, "OF0082", 4),
        ("ZA3", "OF1080", 2),
        ("ZA3", "OF0084", "70%"),
    )
    assert upload.state == State.FAULTY
    assert {kind for severity, kind in kinds(upload) if severity == "error"} == {
        *("impossible", "unknown-trust", "unknown-metric", "unreadable", "repeated"),
        *("other-type", "closed", "of-parts"),
    }
    assert sum(kind == "impossible" for _, kind in kinds(upload)) == 2
    unknown = next(found for found in upload.findings if found["kind"] == "unknown-trust")
    assert "ZA1 (Invented Trust ZA1)" in unknown["remedy"]
    assert unknown["row"] == 3
    with pytest.raises(RefusedError, match="has errors"):
        handing_in.confirm(by=ACTOR, upload=upload, digest=upload.preview_digest)


def test_a_warning_needs_a_tick() -> None:
    for code in ("ZA4", "ZA5", "ZA6", "ZA7", "ZA8"):
        TrustFactory.create(ods_code=code, type="acute")
    for number, code in enumerate(Trust.objects.filter(type="acute").values_list("pk", flat=True)):
        line = value_line(code, "OF0082", 4 + number / 10)
        known = replace(handover(), values=(line,), files=(), trusts=())
        if code in {"ZA1", "ZA2", "ZA3"}:
            submit(known)
        else:
            added = replace(handover().trusts[0], code=code, name=code)
            submit(replace(known, trusts=(added,)))
    upload = hand_in(("ZA1", "OF0082", 0.045))

    assert kinds(upload) == [("warning", "far-off")]
    with pytest.raises(RefusedError, match="One warning is not ticked"):
        handing_in.confirm(by=ACTOR, upload=upload, digest=upload.preview_digest)
    key = upload.findings[0]["key"]
    handing_in.accept(by=ACTOR, upload=upload, warnings=[key, "unknown"])
    assert handing_in.confirm(by=ACTOR, upload=upload, digest=upload.preview_digest).submission


def test_a_discarded_upload_is_kept_and_never_counts() -> None:
    upload = hand_in(GOOD)
    handing_in.discard(by=ACTOR, upload=upload)

    with pytest.raises(RefusedError, match="was discarded"):
        handing_in.confirm(by=ACTOR, upload=upload, digest=upload.preview_digest)
    assert Upload.objects.get().content == csv_of(LONG, GOOD)


def test_what_counts_cannot_be_discarded() -> None:
    upload = hand_in(GOOD)
    handing_in.confirm(by=ACTOR, upload=upload, digest=upload.preview_digest)
    with pytest.raises(RefusedError, match="counts already"):
        handing_in.discard(by=ACTOR, upload=upload)


@pytest.mark.parametrize(
    ("data", "says"), [(b"", "empty"), (b"x" * (20 * 1024 * 1024 + 1), "larger than 20 MB")]
)
def test_what_is_not_even_stored(data: bytes, says: str) -> None:
    with pytest.raises(RefusedError, match=says):
        handing_in.receive(by=ACTOR, quarter="2025-26-q4", name="a.csv", data=data)
    assert not Upload.objects.exists()


def test_nobody_checks_an_upload_twice() -> None:
    upload = hand_in(GOOD)
    assert not evaluating.check_now(by=ACTOR, upload=upload)


@pytest.mark.parametrize("quarter", ["2025-26-q3", "2026-27-q1"])
def test_a_new_quarter_can_be_handed_in_by_one_trust(quarter: str) -> None:
    """Before it nothing was known: no basis, no limits of segments, and no place."""
    upload = handing_in.receive(by=ACTOR, quarter=quarter, name="a.csv", data=csv_of(LONG, GOOD))
    evaluating.check_now(by=ACTOR, upload=upload)
    upload.refresh_from_db()

    assert upload.state == State.READY
    assert upload.preview["basis"] == ["", "computed"]
    assert upload.preview["cuts"][0] == []
    assert [move["old"]["segment"] for move in upload.preview["moves"]] == [None]
    assert handing_in.confirm(by=ACTOR, upload=upload, digest=upload.preview_digest).submission
    assert Quarter.objects.get(pk=quarter).current_assessment


def test_services_ask_for_rights() -> None:
    from django.contrib.auth.models import User

    nobody = Actor("nobody", User.objects.create(username="nobody"))
    with pytest.raises(rights.NotAllowedError):
        handing_in.receive(by=nobody, quarter="2025-26-q4", name="a.csv", data=b"x")
    upload = hand_in(GOOD)
    for act in (
        lambda: handing_in.confirm(by=nobody, upload=upload, digest=upload.preview_digest),
        lambda: handing_in.accept(by=nobody, upload=upload, warnings=[]),
        lambda: handing_in.discard(by=nobody, upload=upload),
    ):
        with pytest.raises(rights.NotAllowedError):
            act()


def test_a_score_beside_its_two_figures_is_left_out() -> None:
    """As in a file that was cut from the official one."""
    upload = hand_in(("ZA1", "OF1080", 2), ("ZA1", "OF0079", 0.0), ("ZA1", "OF0081", 0.3))
    assert (upload.state, kinds(upload)) == (State.READY, [("note", "results")])

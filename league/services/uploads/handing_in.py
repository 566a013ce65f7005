"""Hand in, accept warnings, confirm, discard: each act whole or not at all."""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction

from league.files.uploads.limits import DEFAULT, MIB
from league.models import Origin, Submission, Upload, UploadKind, UploadState
from league.services import quarters, register, submissions
from league.services.audit import Actor, record
from league.services.handover import Handover
from league.services.refusals import RefusedError
from league.services.rights import NotAllowedError, Right, own_trusts, require
from league.services.submissions import Applied

from . import sandbox
from .evaluating import Evaluation, evaluate, keep
from .findings import from_data, warnings_of

_UNSAFE = re.compile(r"[^\w .()&+,-]+")
LONGEST_NOTE = 2_000


@dataclass(frozen=True)
class Confirmed:
    """``moved_on``: the quarter or its register changed since the preview, so nothing was
    applied; the upload holds the new findings and preview. Otherwise ``submission`` counts."""

    upload: Upload
    submission: Submission | None
    moved_on: bool = False


@transaction.atomic
def receive(
    *,
    by: Actor,
    quarter: str,
    name: str,
    data: bytes,
    note: str = "",
    kind: str = UploadKind.FILE,
    fictional: bool = False,
) -> Upload:
    """Store what arrived, before anything is made of it.

    Args:
        quarter: slug; the quarter is made when it is new.
        name: of the file, as its author's computer has it.

    Raises:
        NotAllowedError: the actor may not hand in figures, or acts for no trust.
        RefusedError: empty, too large, too long a note, or no edition covers the quarter.
    """
    require(by=by, right=Right.HAND_IN)
    if own_trusts(by) == frozenset():
        raise NotAllowedError("Your account is not bound to a trust yet: ask a national analyst.")
    _refuse_unfit(data, note)
    held = quarters.lock(slug=quarter, fictional=fictional)
    upload = Upload.objects.create(
        quarter=held,
        kind=kind,
        state=UploadState.READING,
        author=by.user,
        author_name=by.name,
        note=note.strip(),
        received_at=by.moment,
        name=_tidy(name),
        content=data,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
    )
    after = {"quarter": held.slug, "name": upload.name, "sha256": upload.sha256}
    record(by=by, action="upload.received", subject=upload, after=after)
    return upload


def _refuse_unfit(data: bytes, note: str) -> None:
    if not data:
        raise RefusedError("The file is empty: choose the file that holds the figures.")
    if len(data) > DEFAULT.size:
        raise RefusedError(f"The file is larger than {DEFAULT.size // MIB} MB: split it.")
    if len(note) > LONGEST_NOTE:
        raise RefusedError(f"The note has more than {LONGEST_NOTE} letters: shorten it.")


def _tidy(name: str) -> str:
    """The file's own name without directories, and without what no file name needs."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return _UNSAFE.sub("_", last).strip()[-255:] or "upload"


@transaction.atomic
def accept(
    *, by: Actor, upload: Upload, warnings: Collection[str], kinds: Collection[str] = ()
) -> Upload:
    """Tick warnings: their author says that these values are right.

    Args:
        warnings: keys; unknown ones are left out.
        kinds: all warnings of these kinds are ticked.

    Raises:
        RefusedError: it does not wait for confirmation, or is not the actor's.
    """
    held = _own(by, upload.pk)
    if held.state != UploadState.READY:
        raise RefusedError("This upload does not wait for confirmation.")
    found = tuple(map(from_data, held.findings))
    of_kinds = {each.key for each in found if each.kind in kinds}
    held.accepted = sorted(warnings_of(found) & {*warnings, *of_kinds})
    held.save(update_fields=["accepted"])
    return held


def confirm(*, by: Actor, upload: Upload, digest: str) -> Confirmed:
    """Let the upload count, exactly as it was previewed under that digest.

    Confirmed twice it is applied once: the second time answers with the same submission.

    Raises:
        RefusedError: it has errors, was discarded, or a warning is not accepted.
        NotAllowedError: it is not the actor's.
    """
    table = sandbox.read(upload.name, bytes(upload.content))
    with transaction.atomic():
        register.lock()
        held = _own(by, upload.pk)
        if held.submission is not None:
            return Confirmed(held, held.submission)
        if held.state != UploadState.READY:
            raise RefusedError("This upload has errors, or was discarded: nothing was applied.")
        quarters.lock(slug=held.quarter_id, fictional=held.quarter.fictional)
        found = evaluate(by=by, upload=held, table=table)
        new = found.handover
        if new is None or not found.digest == held.preview_digest == digest:
            keep(held, found)
            return Confirmed(held, None, moved_on=True)
        _refuse_unaccepted(held, found)
        applied = _apply(by, held, new)
        return Confirmed(held, applied.submission)


def _refuse_unaccepted(upload: Upload, found: Evaluation) -> None:
    left = warnings_of(found.findings) - set(upload.accepted)
    if left:
        count = "One warning is" if len(left) == 1 else f"{len(left)} warnings are"
        raise RefusedError(f"{count} not ticked yet: check the values, and tick those that hold.")


def _apply(by: Actor, upload: Upload, new: Handover) -> Applied:
    applied = submissions.submit(
        by=by,
        handover=new,
        origin=Origin.UPLOAD,
        reason=upload.note or "Figures handed in by upload",
    )
    upload.state, upload.submission = UploadState.APPLIED, applied.submission
    upload.save(update_fields=["state", "submission"])
    after = {"submission": applied.submission.number, "assessment": applied.assessment.number}
    record(by=by, action="upload.applied", subject=upload, after=after)
    return applied


@transaction.atomic
def discard(*, by: Actor, upload: Upload) -> Upload:
    """Give it up: it is kept, and never counts.

    Raises:
        RefusedError: it counts already, or is not the actor's.
    """
    held = _own(by, upload.pk)
    if held.state == UploadState.APPLIED:
        raise RefusedError("This upload counts already: withdraw its submission instead.")
    if held.state != UploadState.DISCARDED:
        held.state = UploadState.DISCARDED
        held.save(update_fields=["state"])
        record(by=by, action="upload.discarded", subject=held)
    return held


def _own(by: Actor, pk: uuid.UUID) -> Upload:
    """The upload, locked. Raises NotAllowedError where it is another person's."""
    require(by=by, right=Right.HAND_IN)
    held = Upload.objects.locked(pk)
    if by.user is not None and held.author_id != by.user.pk:
        raise NotAllowedError("This upload is another person's: hand the figures in yourself.")
    return held

"""An upload read, checked and previewed: made when it arrives, and again before it counts."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.db import connection, connections, transaction
from django.db.models import F

from league.files.uploads.reading import UploadedTable
from league.models import Upload, UploadState
from league.models.uploads import CheckStep
from league.reads.uploads import visible_uploads
from league.services.audit import Actor
from league.services.handover import FileLine, Handover
from league.services.refusals import RefusedError
from league.services.rights import NotAllowedError, Right, own_trusts, require

from . import checking, sandbox
from .findings import Finding, Severity, has_errors
from .known import known
from .previewing import Preview, handover, preview

AT_ONCE = 512 * 1024
"""Bytes up to which a file is checked while its author waits; longer ones in the background. A
workbook of 50,000 rows, packed as it is, is longer."""

THREAD = "upload-check"
"""Name of the threads that check in the background."""

BEGINNINGS = 3
"""How often a check in the background may begin. A file under which process after process ends
is given back with an error, so that nobody waits for ever."""

Progress = Callable[[CheckStep, int], None]
"""Told each step when it begins, and how many figures there are (0: not known yet)."""


def silent(_step: CheckStep, _figures: int) -> None:
    """Progress that nobody waits for."""


@dataclass(frozen=True)
class Evaluation:
    table: UploadedTable
    findings: tuple[Finding, ...]
    preview: Preview | None
    """None where there are errors."""
    handover: Handover | None

    @property
    def digest(self) -> str:
        return self.preview.digest if self.preview else ""


def evaluate(
    *, by: Actor, upload: Upload, table: UploadedTable, progress: Progress = silent
) -> Evaluation:
    """Check the file against what is in force now, and say what it would change."""
    progress(CheckStep.CHECKING, len(table.rows))
    about = known(by=by, slug=upload.quarter_id)
    findings = checking.check(about, table)
    if has_errors(findings):
        return Evaluation(table, findings, None, None)
    progress(CheckStep.WORKING, len(table.rows))
    file = FileLine(upload.name, upload.sha256, upload.size, len(table.rows))
    new, unchanged = handover(about, file, table)
    if not new.values:
        return Evaluation(table, (*findings, _nothing_new(unchanged)), None, None)
    try:
        return Evaluation(table, findings, preview(upload.quarter, about, new, unchanged), new)
    except RefusedError as error:
        remedy = "Hand in figures of more trusts of the quarter."
        refused = Finding(Severity.ERROR, "not-computed", str(error), remedy)
        return Evaluation(table, (*findings, refused), None, None)


def _nothing_new(unchanged: int) -> Finding:
    problem = f"All {unchanged} figures of this file count already."
    if unchanged == 1:
        problem = "The one figure of this file counts already."
    return Finding(Severity.ERROR, "nothing-new", problem, "There is nothing to hand in.")


def keep(upload: Upload, found: Evaluation) -> None:
    """Write on the upload what was found."""
    table = found.table
    upload.state = UploadState.READY if found.preview else UploadState.FAULTY
    upload.layout, upload.rows_total = table.layout, len(table.rows)
    upload.rows_done = upload.rows_total
    upload.trusts = sorted({row.code for row in table.rows})
    upload.findings = [finding.as_data() for finding in found.findings]
    upload.preview = found.preview.as_data() if found.preview else {}
    upload.preview_digest = found.digest
    upload.based_on = upload.quarter.current_assessment
    upload.save(
        update_fields=[
            *("state", "layout", "rows_total", "rows_done", "trusts", "findings", "preview"),
            *("preview_digest", "based_on"),
        ]
    )


@transaction.atomic
def check_now(*, by: Actor, upload: Upload, progress: Progress = silent) -> bool:
    """Read, check and preview an upload that waits for it.

    Returns:
        whether this call did it; False when it is done, or another process is at it. When that
        process ends, however it ends, the database lets go of its claim.

    Raises:
        NotAllowedError: the actor may not see the upload.
    """
    _require_seen(by, upload)
    if not _claim(upload.pk):
        return False
    held = Upload.objects.select_related("quarter__current_assessment", "author").get(pk=upload.pk)
    if held.state != UploadState.READING:
        return False
    if held.begun >= BEGINNINGS:
        _give_back(held)
        return True
    progress(CheckStep.READING, 0)
    table = sandbox.read(held.name, bytes(held.content))
    author = Actor(held.author_name, held.author)  # whoever looks: what they may do is found
    keep(held, evaluate(by=author, upload=held, table=table, progress=progress))
    return True


def _give_back(upload: Upload) -> None:
    """With an error in place of what was never found."""
    problem = f"The check of this file broke off {BEGINNINGS} times; nothing of it counts."
    remedy = "Hand it in again. If that breaks off too, tell whoever looks after this site."
    upload.state = UploadState.FAULTY
    upload.findings = [Finding(Severity.ERROR, "broke-off", problem, remedy).as_data()]
    upload.save(update_fields=["state", "findings"])


def _require_seen(by: Actor, upload: Upload) -> None:
    """Raises NotAllowedError where the actor may not see the upload."""
    require(by=by, right=Right.SEE_UPLOADS)
    if by.user and not visible_uploads(by.user.pk, own_trusts(by)).filter(pk=upload.pk).exists():
        raise NotAllowedError("Your account may not see this upload.")


def _claim(pk: uuid.UUID) -> bool:
    """Be the only one at it until the transaction ends."""
    key = int.from_bytes(pk.bytes[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [key])
        return bool(cursor.fetchone()[0])


def check(*, by: Actor, upload: Upload) -> None:
    """Check while its author waits, or in the background when the file is long. One that was
    begun too often is given back at once."""
    if upload.size <= AT_ONCE or upload.begun >= BEGINNINGS:
        check_now(by=by, upload=upload)
    else:
        check_in_background(by=by, upload=upload)


def resume(*, by: Actor, upload: Upload) -> None:
    """Check an upload that still waits for it: the process that began may have ended. Where
    another is at it, that one goes on."""
    if upload.state == UploadState.READING:
        check(by=by, upload=upload)


def check_in_background(*, by: Actor, upload: Upload) -> threading.Thread:
    """Start :func:`check_now` beside the request. When the process dies under it, the next who
    looks at the upload starts it again."""
    _require_seen(by, upload)
    thread = threading.Thread(target=_run, args=(by, upload), name=THREAD, daemon=True)
    thread.start()
    return thread


def _run(by: Actor, upload: Upload) -> None:
    """Progress goes through a connection of its own: ours shows nothing before it commits."""
    with ThreadPoolExecutor(1) as beside:
        try:
            check_now(
                by=by,
                upload=upload,
                progress=lambda step, all_: beside.submit(_tell, upload.pk, step, all_).result(),
            )
        finally:
            beside.submit(connections.close_all)  # each thread has connections of its own
            connections.close_all()


def _tell(pk: uuid.UUID, step: CheckStep, figures: int) -> None:
    waiting = Upload.objects.filter(pk=pk, state=UploadState.READING)
    waiting.update(step=step, rows_total=figures)
    if step == CheckStep.READING:
        waiting.update(begun=F("begun") + 1)

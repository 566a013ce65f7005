"""Files of the pages for handing in: templates, what was handed in, and what was found in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from league.files.writing.book import Book
from league.models import Upload
from league.presenters.uploads.finding_groups import findings_book
from league.presenters.uploads.marked import marked_book
from league.reads import uploads as reads
from league.services import rights
from league.services.rights import Right
from league.services.uploads import sandbox
from league.services.uploads.last_figures import LastFigures, last_figures
from league.services.uploads.templates import Shape, template
from league.views.downloads_files import answered

from .acting import actor_of
from .read_only import ReadOnlyAdmin
from .upload_forms import TemplateForm


class UploadFiles(ReadOnlyAdmin):
    """What is downloaded, and who may."""

    def template(self, request: HttpRequest) -> HttpResponseBase:
        by = self._may_hand_in(request)
        own = rights.own_trusts(by)
        form = TemplateForm(own, request.GET)
        if not form.is_valid():
            messages.error(request, " ".join(str(e) for each in form.errors.values() for e in each))
            return HttpResponseRedirect(self._named("add"))
        given = form.cleaned_data
        figures = self._figures(own, given)
        whose = given["type"] or given["trust"].pk
        return answered(
            request,
            template(figures, Shape(given["shape"]), explained=given["ending"] == "xlsx"),
            ending=given["ending"],
            name=f"figures_{whose}_{given['quarter']}",
        )

    def _figures(self, own: frozenset[str] | None, given: Mapping[str, Any]) -> LastFigures:
        chosen = reads.trusts_of(own)
        if given["type"]:
            chosen = chosen.of_type(given["type"])
        else:
            chosen = chosen.filter(pk=given["trust"].pk)
        codes = list(chosen.values_list("pk", flat=True))
        return last_figures(slug=given["quarter"], codes=codes)

    def original(self, request: HttpRequest, pk: object) -> HttpResponse:
        """The file as it arrived, byte for byte; never shown by the browser."""
        upload = self._upload(request, pk)
        made = HttpResponse(bytes(upload.content), content_type="application/octet-stream")
        name = "".join(c if c.isascii() and c not in '"\\' else "_" for c in upload.name)
        made["Content-Disposition"] = f'attachment; filename="{name}"'
        return made

    def marked(self, request: HttpRequest, pk: object, ending: str) -> HttpResponseBase:
        """The file with a column of what was found."""
        upload = self._upload(request, pk)
        table = sandbox.read(upload.name, bytes(upload.content))
        return _file(request, upload, marked_book(upload, table), ending, "found")

    def findings(self, request: HttpRequest, pk: object, ending: str) -> HttpResponseBase:
        """All that was found, also where the file could not be read."""
        upload = self._upload(request, pk)
        return _file(request, upload, findings_book(upload), ending, "findings")

    # --- Helpers --------------------------------------------------------------------------------
    def _may_hand_in(self, request: HttpRequest) -> Any:
        by = actor_of(request)
        if not rights.may(by=by, right=Right.HAND_IN):
            raise PermissionDenied
        return by

    def _upload(self, request: HttpRequest, pk: object) -> Upload:
        """One that the reader may see. Raises Http404 and PermissionDenied."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = self.get_object(request, str(pk))
        if found is None:
            raise Http404("There is no such upload among those that you may see.")
        return found

    def _named(self, page: str, *arguments: object) -> str:
        return reverse(f"admin:league_upload_{page}", args=arguments)


def _file(
    request: HttpRequest, upload: Upload, book: Book, ending: str, what: str
) -> HttpResponseBase:
    if ending not in ("csv", "xlsx"):
        raise Http404
    name = f"{upload.name.rpartition('.')[0] or upload.name}-{what}"
    return answered(request, book, ending=ending, name=name)

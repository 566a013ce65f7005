"""A book of tables as the file that was asked for."""

from __future__ import annotations

import io
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from league.files.writing import csvw
from league.files.writing.as_csv import csv_pieces
from league.files.writing.as_json import json_pieces
from league.files.writing.as_xlsx import write_xlsx
from league.files.writing.book import Book

TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    f"csv{csvw.SUFFIX}": csvw.CONTENT_TYPE,
}
"""Content types by the endings of addresses."""


def answered(
    request: HttpRequest, book: Book, *, ending: str, name: str, streamed: bool = False
) -> HttpResponseBase:
    """The book as the file of that ending, to be kept under ``name``.

    ``streamed`` sends a long CSV or JSON file while it is being read.
    """
    pieces = _pieces(request, book, ending)
    in_pieces = streamed and ending in ("csv", "json")
    made = StreamingHttpResponse(pieces) if in_pieces else HttpResponse(b"".join(pieces))
    made["Content-Type"] = TYPES[ending]
    made["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    if ending == "csv":
        beside = _swapped(request, "csv", f"csv{csvw.SUFFIX}")
        made["Link"] = f'<{beside}>; rel="describedby"; type="{csvw.CONTENT_TYPE}"'
    return made


def page_address(request: HttpRequest, path: str) -> str:
    """The whole address of the page that shows what the file holds."""
    query = request.META.get("QUERY_STRING", "")
    return request.build_absolute_uri(f"{path}?{query}" if query else path)


def _pieces(request: HttpRequest, book: Book, ending: str) -> Iterator[bytes]:
    if ending == "csv":
        yield from csv_pieces(book.as_one())
    elif ending == "json":
        yield from json_pieces(book)
    elif ending == "xlsx":
        file = io.BytesIO()
        write_xlsx(book, file)
        yield file.getvalue()
    else:
        url = request.build_absolute_uri(_swapped(request, ending, "csv"))
        yield csvw.description(book.as_one(), url=url)


def _swapped(request: HttpRequest, ending: str, other: str) -> str:
    """This address with another ending, its query string kept."""
    path, _, query = request.get_full_path().partition("?")
    changed = path.removesuffix(ending) + other
    return f"{changed}?{query}" if query else changed

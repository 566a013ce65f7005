"""Some hundreds of files that nobody should be able to hurt the site with."""

from __future__ import annotations

import gzip
import io
import random
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from xml.sax.saxutils import escape

from .builders import LONG, csv_of, ods_of, rewritten, xlsx_of, zip_of

Make = Callable[[], bytes]

GOOD_ROW = ("RP6", "OF0013", 78.5)
_SHEET = "xl/worksheets/sheet1.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True)
    )
    + "]>"
)
_OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def xlsx() -> bytes:
    return xlsx_of(LONG, GOOD_ROW)


def ods() -> bytes:
    return ods_of(LONG, GOOD_ROW)


def _started(start: bytes) -> bytes:
    return start + b"\x00filler, and more" * 50


def _cut(make: Make, share: int) -> bytes:
    """The first hundredths of a file."""
    whole = make()
    return whole[: len(whole) * share // 100]


def _with_part(make: Make, part: str, content: str) -> bytes:
    return rewritten(make(), {part: content})


def _noise_of(seed: int) -> bytes:
    return random.Random(seed).randbytes(4_000)


def _sheet_xml(rows: str, head: str = '<?xml version="1.0"?>') -> bytes:
    sheet = f'{head}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    return rewritten(xlsx(), {_SHEET: sheet})


def bad_files() -> dict[str, Make]:
    """By name. Each is to give at least one fault, and no figure that it does not hold."""
    return dict(
        (
            *_foreign(),
            *_cut_off(),
            *_bombs(),
            *_broken_books(),
            *_too_much(),
            *_bad_tables(),
            *_bad_cells(),
            *_noise(),
        )
    )


def _foreign() -> Iterator[tuple[str, Make]]:
    for name, start in {
        "pdf": b"%PDF-1.7\n",
        "png": b"\x89PNG\r\n\x1a\n",
        "jpeg": b"\xff\xd8\xff\xe0",
        "gif": b"GIF89a",
        "rar": b"Rar!\x1a\x07",
        "seven-zip": b"7z\xbc\xaf\x27\x1c",
        "bzip2": b"BZh91AY",
        "exe": b"MZ\x90\x00",
        "elf": b"\x7fELF\x02",
        "sqlite": b"SQLite format 3\x00",
        "parquet": b"PAR1\x15\x04",
        "rtf": b"{\\rtf1\\ansi",
        "old-excel": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "html": b"<!DOCTYPE html><html><table><tr><td>Trust",
        "xml": b"<?xml version='1.0'?><Workbook>",
        "svg": b"<svg xmlns='http://www.w3.org/2000/svg'>",
    }.items():
        yield f"foreign-{name}", partial(_started, start)
    yield "foreign-gzip", lambda: gzip.compress(csv_of(LONG, GOOD_ROW))
    yield "foreign-zip", lambda: zip_of({"figures.csv": csv_of(LONG, GOOD_ROW)})
    yield "foreign-docx", lambda: zip_of({"[Content_Types].xml": "", "word/document.xml": ""})
    yield "foreign-xlsb", lambda: zip_of({"xl/workbook.bin": b"\x83\x01\x00"})
    yield (
        "foreign-odt",
        lambda: zip_of(
            {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}
        ),
    )
    yield "foreign-json", lambda: b'[{"trust": "RP6", "metric": "OF0013", "value": 78.5}]'


def _cut_off() -> Iterator[tuple[str, Make]]:
    for kind, make in {"xlsx": xlsx, "ods": ods}.items():
        for share in range(5, 100, 5):
            yield (
                f"cut-{kind}-{share}",
                partial(_cut, make, share),
            )
    for name, data in {"nothing": b"", "blanks": b" \r\n\t\n" * 9, "nulls": b"\0" * 500}.items():
        yield f"empty-{name}", partial(bytes, data)


def _bombs() -> Iterator[tuple[str, Make]]:
    yield "bomb-zeros", lambda: rewritten(xlsx(), {_SHEET: b"0" * 30_000_000})
    yield "bomb-part", lambda: rewritten(xlsx(), {"xl/media/image1.png": b"\0" * 60_000_000})
    yield "bomb-parts", lambda: rewritten(xlsx(), {f"x/{n}": b"" for n in range(2_000)})
    yield "bomb-nested", lambda: rewritten(xlsx(), {_SHEET: zip_of({"a": b"0" * 5_000_000})})
    yield "bomb-overlapping", _quine_like
    for where in (_SHEET, "xl/workbook.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"):
        for name, head in {"laughs": _LAUGHS, "outside": _OUTSIDE}.items():
            yield (
                f"entities-{name}-{where.rpartition('/')[2]}",
                partial(_with_part, xlsx, where, head + "<a>&e;&j;</a>"),
            )
    for name, head in {"laughs": _LAUGHS, "outside": _OUTSIDE}.items():
        yield (
            f"entities-{name}-ods",
            partial(_with_part, ods, "content.xml", head + "<a>&e;&j;</a>"),
        )
    yield "deep-xlsx", lambda: _sheet_xml("<a>" * 20_000 + "</a>" * 20_000)
    yield (
        "deep-ods",
        lambda: ods_of(body="<table:table-row>" * 5_000 + "</table:table-row>" * 5_000),
    )


def _quine_like() -> bytes:
    """A directory that says far more than there is."""
    out = bytearray(xlsx())
    place = out.rfind(b"PK\x01\x02")
    out[place + 24 : place + 28] = (0xFFFFFFF0).to_bytes(4, "little")
    return bytes(out)


def _broken_books() -> Iterator[tuple[str, Make]]:
    for part in (_SHEET, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"):
        for name, text in {
            "empty": "",
            "open": "<worksheet><sheetData><row>",
            "junk": "\0\1",
        }.items():
            yield (
                f"broken-{name}-{part.rpartition('/')[2]}",
                partial(_with_part, xlsx, part, text),
            )
    for name, text in {"empty": "", "open": "<office:document-content>", "junk": "\0\1"}.items():
        yield f"broken-{name}-ods", partial(_with_part, ods, "content.xml", text)
    yield "macros-xlsm", lambda: rewritten(xlsx(), {"xl/vbaProject.bin": b"Sub Auto_Open()"})
    yield "macros-ods", lambda: rewritten(ods(), {"Basic/Standard/Module1.xml": "<a/>"})
    yield "password-flag", _encrypted
    yield (
        "no-sheets",
        lambda: rewritten(
            xlsx(), {"xl/workbook.xml": f'<workbook xmlns="{_MAIN}"><sheets/></workbook>'}
        ),
    )
    yield "unknown-packing", _unknown_packing


def _encrypted() -> bytes:
    out = bytearray(xlsx())
    place = 0
    while (place := out.find(b"PK\x01\x02", place)) >= 0:
        out[place + 8] |= 1
        place += 4
    return bytes(out)


def _unknown_packing() -> bytes:
    out = bytearray(xlsx())
    for mark, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = 0
        while (place := out.find(mark, place)) >= 0:
            out[place + offset] = 97
            place += 4
    return bytes(out)


def _cell(reference: str, value: object = 1) -> str:
    row = "".join(letter for letter in reference if letter.isdigit())
    return f'<row r="{row}"><c r="{reference}"><v>{value}</v></c></row>'


def _too_much() -> Iterator[tuple[str, Make]]:
    yield "far-corner", lambda: _sheet_xml(_cell("XFD1048576"))
    yield "far-column", lambda: _sheet_xml(_cell("XFD1"))
    yield "far-row", lambda: _sheet_xml(_cell("A1048576"))
    yield "far-both", lambda: _sheet_xml(_cell("SF1") + _cell("A199999"))
    yield "columns-10-million", lambda: b"a," * 10_000_000
    yield (
        "columns-ods",
        lambda: ods_of(
            body='<table:table-row><table:table-cell table:number-columns-repeated="10000000" '
            'office:value-type="float" office:value="1"/></table:table-row>'
        ),
    )
    yield (
        "rows-ods",
        lambda: ods_of(
            body='<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
            'office:value-type="float" office:value="1"/></table:table-row>'
        ),
    )
    yield "rows-csv", lambda: b"Trust,Metric,Value\n" + b"RP6,OF0013,1\n" * 200_001
    yield "one-long-line", lambda: b"x" * 19_000_000
    yield "one-long-cell", lambda: csv_of(LONG, ("RP6", "OF0013", "9" * 100_000))
    yield "long-cell-xlsx", lambda: xlsx_of(LONG, ("RP6", "OF0013", "x" * 30_000))
    yield (
        "open-quote",
        lambda: b'Trust,Metric,Value\nRP6,OF0013,"78.5\n' + b"RP6,OF0013,1\n" * 9_000,
    )
    yield "larger-than-allowed", lambda: b"RP6,OF0013,78.5\n" * 1_400_000


def _bad_tables() -> Iterator[tuple[str, Make]]:
    for name, rows in {
        "no-header": (GOOD_ROW,),
        "header-only": (LONG,),
        "other-header": (("Name", "Town"), ("Ann", "Bath")),
        "no-trust": (("Metric", "Value"), ("OF0013", 1)),
        "no-value": (("Trust", "Metric"), ("RP6", "OF0013")),
        "twice-value": ((*LONG, "Value"), (*GOOD_ROW, 4)),
        "twice-trust": (("Trust", *LONG), ("RP6", *GOOD_ROW)),
        "twice-metric": (("Trust", "OF0013", "OF0013 A&E"), ("RP6", 1, 2)),
        "header-too-late": (*((f"note {n}",) for n in range(40)), LONG, GOOD_ROW),
        "sideways": (("Trust", "RP6"), ("Metric", "OF0013"), ("Value", 1)),
    }.items():
        yield f"table-{name}-csv", partial(csv_of, *rows)
        yield f"table-{name}-xlsx", partial(xlsx_of, *rows)
        yield f"table-{name}-ods", partial(ods_of, *rows)
    for name, text in {
        "text-after-quote": 'Trust,Metric,Value\nRP6,"OF0013"x,1\n',
        "separators-only": ",,,\n,,,\n",
        "control-characters": "Trust,Metric,Value\nRP6,OF\x010013,\x021\n",
        "unknown-quarter": "Trust,Metric,Value,Quarter\nRP6,OF0013,1,Spring\n",
        "unknown-state": "Trust,Metric,Value,State\nRP6,OF0013,1,fine\n",
    }.items():
        yield f"table-{name}", partial(text.encode)
    for encoding in ("utf-32", "utf-7", "cp037"):
        yield (
            f"encoding-{encoding}",
            partial(csv_of, LONG, ("RP6", "OF0013", "£1,5"), encoding=encoding),
        )


BAD_VALUES = (
    *("=1+1", "=cmd|' /C calc'!A0", "@SUM(1)", "+1+1", "-1+cmd", '=HYPERLINK("x")'),
    *("abc", "1.2.3", "--5", "5-", "1e999", "nan", "inf", "-inf", "0x1F", "1_000", "٣٤"),
    *("#REF!", "#N/A", "12/05/2026", "1 May", "2026-05-01", "78.5 or so", "<b>1</b>", "% 5"),
    *(
        "'; DROP TABLE league_upload; --",
        "{{ 7*7 }}",
        "${7*7}",
        "../../etc/passwd",
        "½",
        "x" * 1_999,
    ),
)
BAD_CODES = ("", "?", "R1", "TOOLONG", "RP 6", "=RP6", "<RP6>", "Ärzte", "R/P6", "R.P.6")


def _bad_cells() -> Iterator[tuple[str, Make]]:
    for place, value in enumerate(BAD_VALUES):
        row = ("RP6", "OF0013", value)
        yield f"value-{place}-csv", partial(_quoted, LONG, row)
        yield f"value-{place}-ods", partial(_plain_ods, LONG, row)
    for place, code in enumerate(BAD_CODES[1:]):
        yield f"code-{place}", partial(_quoted, LONG, (code, "OF0013", 1))
    for place, metric in enumerate(("", "OF13", "A&E", "OF00013", "=OF", "13")):
        yield f"metric-{place}", partial(_quoted, LONG, ("RP6", metric, 1))
    for place, error in enumerate(("#N/A", "#DIV/0!", "#VALUE!")):
        yield f"xlsx-error-{place}", partial(xlsx_of, LONG, ("RP6", "OF0013", error))


def _quoted(*rows: tuple[object, ...]) -> bytes:
    def cell(each: object) -> str:
        text = str(each).replace('"', '""')
        return f'"{text}"'

    return "\n".join(",".join(map(cell, row)) for row in rows).encode()


def _plain_ods(*rows: tuple[object, ...]) -> bytes:
    return ods_of(*(tuple(escape(str(cell)) for cell in row) for row in rows))


def _noise() -> Iterator[tuple[str, Make]]:
    for seed in range(25):
        yield f"noise-{seed}", partial(_noise_of, seed)
        yield f"noise-in-zip-{seed}", partial(_scratched, seed)


def _scratched(seed: int) -> bytes:
    """A sound workbook with the middle of its sheet overwritten."""
    chance, book = random.Random(seed), xlsx()
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        start = archive.getinfo(_SHEET).header_offset + 60
        length = archive.getinfo(_SHEET).compress_size
    out = bytearray(book)
    place = start + chance.randrange(max(1, length - 60))
    out[place : place + 40] = chance.randbytes(40)
    return bytes(out)

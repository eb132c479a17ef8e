"""Descriptions of images in a table, for a person to edit and to be read back."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from pdfai.documents.alt_text.written import AltText, Place
from pdfai.errors import InvalidArgumentError
from pdfai.image_descriptions import DocumentImageDescriptions
from pdfai.replacement import reason_of

_COLUMNS = ("document", "page", "image", "decorative", "description")
_TRUE, _FALSE = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0", ""}
# Spreadsheets would work out what begins so, whoever wrote it; behind an apostrophe it is a text.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_QUOTED = re.compile(r"\A'(?=[=+\-@\t\r])")

Review = Mapping[str, Mapping[Place, AltText]]
"""By document what is said of its images; nothing of those without a text."""


def as_table(documents: Iterable[DocumentImageDescriptions]) -> bytes:
    """A row for each image, as CSV that spreadsheets open."""
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(_COLUMNS)
    for document in documents:
        for image in document.images:
            decorative = "yes" if image.decoration else "no"
            rows.writerow(
                [_text(document.document), image.page, image.number, decorative, _text(image.description)]
            )
    return file.getvalue().encode("utf-8-sig", errors="replace")


def read_table(path: Path) -> Review:
    """What a person left in the table; raises `InvalidArgumentError` that names the line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InvalidArgumentError(f"{path} cannot be read: {reason_of(error)}") from error
    except UnicodeDecodeError as error:
        raise InvalidArgumentError(f"{path} is not in UTF-8: save it as CSV in UTF-8") from error
    header = text.partition("\n")[0]
    # Spreadsheets write what the country is used to.
    rows = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=header.count))
    lacking = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
    if lacking:
        raise InvalidArgumentError(f"{path} has no column {lacking[0]!r}: it needs {', '.join(_COLUMNS)}")
    review: dict[str, dict[Place, AltText]] = {}
    try:
        for row in rows:
            texts = review.setdefault(_QUOTED.sub("", row["document"] or ""), {})
            if (told := _told(row)) is not None:
                texts[_place(row)] = told
    except (csv.Error, ValueError) as error:
        raise InvalidArgumentError(f"{path}, line {rows.line_num}: {error}") from error
    return review


def _text(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _place(row: Mapping[str, str]) -> Place:
    return _number(row, "page"), _number(row, "image") - 1


def _number(row: Mapping[str, str], column: str) -> int:
    told = (row[column] or "").strip()
    if not told.isdecimal() or int(told) < 1:
        raise ValueError(f"{column} {told!r} is not a number from 1")
    return int(told)


def _told(row: Mapping[str, str]) -> AltText | None:
    decorative = (row["decorative"] or "").strip().lower()
    if decorative not in _TRUE | _FALSE:
        raise ValueError(f"decorative is {decorative!r} and should be yes or no")
    if decorative in _TRUE:
        return AltText.decorative()
    description = _QUOTED.sub("", row["description"] or "").strip()
    return AltText(description) if description else None

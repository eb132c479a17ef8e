"""Descriptions of images in a table, for a person to edit and to be read back."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pdfai.describing.descriptions import DocumentImageDescriptions
from pdfai.documents.alt_text.written import AltText, Place
from pdfai.errors import InvalidArgumentError
from pdfai.replacement import reason_of, replacing

_FINGERPRINT = "fingerprint"
_COLUMNS = ("document", _FINGERPRINT, "page", "image", "decorative", "description")
_TRUE, _FALSE = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0", ""}
# Spreadsheets would work out what begins so, whoever wrote it; behind an apostrophe it is a text.
_FORMULA = re.compile(r"[=+\-@\t\r]")
_QUOTED = re.compile(r"\A'(?=[=+\-@\t\r])")


class ReviewTable:
    """A table to be edited, which grows document by document."""

    def __init__(self, path: Path) -> None:
        """Nothing is written yet."""
        self._path = path
        self._file = io.StringIO()
        self._rows = csv.writer(self._file)
        self._rows.writerow(_COLUMNS)
        self.is_empty = True

    def add(self, document: DocumentImageDescriptions) -> None:
        """Write a row for each image, as CSV that spreadsheets open; earlier rows are safe by then.

        A document without images has one too, so that the table knows of it.
        """
        known = (_text(document.document), document.fingerprint)
        for image in document.images:
            decorative = "yes" if image.decoration else "no"
            self._rows.writerow([*known, image.page, image.number, decorative, _text(image.description)])
        if not document.images:
            self._rows.writerow([*known, "", "", "", ""])
        with replacing(self._path) as write:
            write(self._file.getvalue().encode("utf-8-sig", errors="replace"))
        self.is_empty = False


@dataclass(frozen=True, kw_only=True, slots=True)
class ReviewedDocument:
    """What a person left of a document's rows."""

    rows: dict[Place, AltText | None] = field(default_factory=dict)
    """None: the row says nothing."""

    @property
    def texts(self) -> dict[Place, AltText]:
        """What is said of images."""
        return {place: told for place, told in self.rows.items() if told is not None}

    @property
    def untold(self) -> set[Place]:
        """Images whose row says nothing."""
        return {place for place, told in self.rows.items() if told is None}


class Review:
    """What a person left in a table."""

    def __init__(self, path: Path, documents: Mapping[tuple[str, str], ReviewedDocument]) -> None:
        """The documents by name and fingerprint."""
        self._path = path
        self._documents = documents
        self._taken: set[tuple[str, str]] = set()

    def of(self, name: str, fingerprint: str) -> ReviewedDocument:
        """What is said of a document; the fingerprint tells it, for names change with the company it is in.

        Rows under other names, such as those of some of its pages, count where its own name has none. Raises
        `InvalidArgumentError` where nothing is said of it, or of another file by its name.
        """
        same = [each for each in self._documents if each[1] == fingerprint]
        if not same and any(each[0] == name for each in self._documents):
            raise InvalidArgumentError(
                f"{self._path} tells of another file than {name}, which has changed or only has its name: "
                "describe it into a new table"
            )
        if not same:
            raise InvalidArgumentError(f"{self._path} says nothing of {name}: describe it into a new table")
        self._taken.update(same)
        by_rank = sorted(same, key=lambda each: each[0] == name)
        return ReviewedDocument(
            rows={place: told for each in by_rank for place, told in self._documents[each].rows.items()}
        )

    def others(self, names: set[str]) -> list[str]:
        """The documents that none of these names, where some of the table was taken."""
        left = {name for name, _ in self._documents.keys() - self._taken}
        return sorted(left - names) if self._taken else []


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
    rows = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=header.count), strict=True)
    documents = defaultdict[tuple[str, str], ReviewedDocument](ReviewedDocument)
    end = 0
    try:
        _check_columns(path, rows)
        end = rows.line_num
        for row in _filled(rows):
            _read(row, documents)
            end = rows.line_num
    except csv.Error as error:
        raise InvalidArgumentError(
            f"{path}, line {end + 1}: a quotation mark is not closed, or not doubled within a text"
        ) from error
    except InvalidArgumentError:
        raise
    except ValueError as error:
        raise InvalidArgumentError(f"{path}, line {rows.line_num}: {error}") from error
    return Review(path, documents)


def _check_columns(path: Path, rows: "csv.DictReader[str]") -> None:
    """Reads the first line."""
    lacking = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
    if lacking == [_FINGERPRINT]:
        raise InvalidArgumentError(
            f"{path} has no column {_FINGERPRINT!r}, for an earlier version of pdfai made it: make a new "
            "table, --review with another name, and copy your texts there"
        )
    if lacking:
        raise InvalidArgumentError(f"{path} has no column {lacking[0]!r}: it needs {', '.join(_COLUMNS)}")


def _filled(rows: "csv.DictReader[str]") -> Iterator[dict[str, str]]:
    """The rows in which there is a word, of each cell its text; spreadsheets leave empty ones behind."""
    for row in rows:
        if any(row.get(None, ())):  # where csv puts what is left over
            raise ValueError(
                "it has more cells than columns: put a text with a separator in it in quotation marks"
            )
        cells = {name: (row[name] or "").strip() for name in _COLUMNS}
        if any(cells.values()):
            yield cells


def _read(row: Mapping[str, str], documents: defaultdict[tuple[str, str], ReviewedDocument]) -> None:
    name, fingerprint = _QUOTED.sub("", row["document"]), row[_FINGERPRINT]
    if not fingerprint:
        raise ValueError("the fingerprint is missing: copy it from another row of the document")
    document = documents[name, fingerprint]
    if not any(row[column] for column in ("page", "image", "decorative", "description")):
        return  # it has no images
    place = _number(row, "page"), _number(row, "image") - 1
    if place in document.rows:
        raise ValueError(f"image {place[1] + 1} on page {place[0]} of {name} has a row already: leave one")
    document.rows[place] = _told(row)


def _text(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _number(row: Mapping[str, str], column: str) -> int:
    told = row[column]
    if not told.isdecimal() or int(told) < 1:
        raise ValueError(f"{column} {told!r} is not a number from 1")
    return int(told)


def _told(row: Mapping[str, str]) -> AltText | None:
    decorative, description = row["decorative"].lower(), _QUOTED.sub("", row["description"]).strip()
    if decorative not in _TRUE | _FALSE:
        raise ValueError(f"decorative is {decorative!r} and should be yes or no")
    if decorative in _TRUE and description:
        raise ValueError("it is decorative, and has a description: say no, or empty the description")
    if decorative in _TRUE:
        return AltText.decorative()
    return AltText(description) if description else None

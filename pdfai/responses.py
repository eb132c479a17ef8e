"""What copilots answer."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from pdfai_api.models import (
    FileCitation,
    FileCitationChange,
    Message,
    MessageChange,
    MessageDelta,
    MessageDeltaEvent,
    Text,
    TextChange,
    TextContent,
    TextContentDelta,
)

from pdfai.contexts import UploadedDocument
from pdfai.options import OFFLINE_MODEL

if TYPE_CHECKING:
    from pdfai.documents.saving import SavedFile

_FileAnnotation: TypeAlias = Any
"""Of a whole message or, with the same properties, of one that is still being written."""

_LONGEST_MARKER = 100
"""In characters; a text that goes on for longer after its bracket is no marker."""
_MARKER = re.compile(rf"【[^【】\n]{{0,{_LONGEST_MARKER}}}】")
_BEGUN_MARKER = re.compile(rf"【[^【】\n]{{0,{_LONGEST_MARKER}}}\Z")


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """Where in the documents a statement of the answer stands."""

    document: str
    """The document's name; its file id where the server cites a file that is not of this chat."""
    page: int | None
    """The page, counted from 1; None when the server does not tell."""
    quote: str
    """The words that support the statement, "" when the server does not tell."""
    rectangles: tuple[tuple[float, float, float, float], ...] = ()
    """Where these words stand, a rectangle for each line: left, bottom, right and top in points, in the PDF
    page's own coordinates (y grows upwards, before any rotation). Empty when the server does not tell."""

    def __str__(self) -> str:
        """For people: the document, the page and the words, as far as they are known, on one line."""
        place = " ".join(self.document.split()) + (f", page {self.page}" if self.page else "")
        quote = " ".join(self.quote.split())
        return f"{place}: “{quote}”" if quote else place


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatResponse:
    """An answer and what it rests on."""

    text: str
    """`[1]` in it stands for the first citation, `[2]` for the second."""
    citations: tuple[Citation, ...]
    """Empty when the documents do not hold an answer."""
    model: str
    """Who answered."""

    def save(
        self,
        path: str | os.PathLike[str],
        format: str | None = None,
        *,
        title: str = "",
        page_size: str | tuple[float, float] = "A4",
    ) -> SavedFile:
        """Write the answer with its sources as `pdf`, `docx`, `html`, `md` or `txt`, whole or not at all.

        The format is the one the path ends in unless given; page sizes are names, or width and height in
        points. A model's text is read as Markdown; the offline model's is the documents' own and stays as it
        stands there.
        """
        # Imported here: who reads answers need not write documents.
        from pdfai.documents.saving import save_text  # noqa: PLC0415
        from pdfai.documents.saving.markdown import escaped  # noqa: PLC0415

        text = self.text
        if self.model == OFFLINE_MODEL:
            text = "\n".join(escaped(line.strip()) for line in text.split("\n"))
        sources = tuple(map(str, self.citations))
        return save_text(text, path, format, title=title, sources=sources, page_size=page_size)


def read_response(message: Message, *, documents: Mapping[str, UploadedDocument], model: str) -> ChatResponse:
    """A message as an answer; `documents` are those of the chat by file id."""
    citations: list[Citation] = []
    parts = [
        _numbered(text.value or "", _file_citations(text.annotations or []), documents, citations)
        for text in _texts(message)
    ]
    return ChatResponse(text="\n".join(parts).strip(), citations=tuple(citations), model=model)


class AnswerDraft:
    """An answer that is still being written, read as far as it stands.

    A marker is held back until it is whole and, as its citation may follow it, until the next event; spaces
    are until something follows them. What was read stays: a marker that is cited later stays a marker.
    """

    def __init__(self, documents: Mapping[str, UploadedDocument]) -> None:
        self._documents = documents
        self._message: str | None = None
        self._part: int | None = None
        self._value = ""
        self._annotations: list[_FileAnnotation] = []
        self._read = 0
        """How far, in the value's characters."""
        self._gap = ""
        """What stands between the messages of one answer."""

    def add(self, event: object) -> str:
        """The words that an event adds to what could be read before, markers as numbers; mostly a few."""
        match event:
            case MessageDeltaEvent(data=MessageDelta(delta=MessageChange(content=[*parts])) as data):
                if data.id != self._message:
                    self._begin(data.id)
                known = len(self._value)
                for part in parts:
                    if isinstance(part, TextContentDelta) and isinstance(part.text, TextChange):
                        self._append(part.index, part.text)
                return self._up_to(self._sure(known))
            case _:
                return ""

    def end(self, message: Message) -> str:
        """The words that the whole message adds; none where it is another text than the one that was read."""
        whole = "\n".join(text.value or "" for text in _texts(message))
        if not whole.startswith(self._value[: self._read]):
            return ""
        self._value = whole
        self._annotations = [
            each for text in _texts(message) for each in _file_citations(text.annotations or [])
        ]
        return self._up_to(len(whole))

    def _begin(self, message: str | None) -> None:
        """Another message follows where functions were called."""
        self._gap = "\n\n" if self._read else ""
        self._message, self._part = message, None
        self._value, self._annotations, self._read = "", [], 0

    def _append(self, part: int | None, text: TextChange) -> None:
        if self._part is not None and part != self._part:
            self._value += "\n"
        self._part = part
        self._value += text.value or ""
        self._annotations += _file_citations(text.annotations or [])

    def _sure(self, known: int) -> int:
        """How far the text will not change; `known` is how much of it was there before this event."""
        places = [place for each in self._annotations if (place := _place(self._value, each))]
        for marker in _MARKER.finditer(self._value, self._read):
            is_cited = any(place.start < marker.end() and marker.start() < place.stop for place in places)
            if marker.end() > known and not is_cited:
                return marker.start()
        begun = _BEGUN_MARKER.search(self._value, max(self._read, len(self._value) - _LONGEST_MARKER - 1))
        return begun.start() if begun else len(self._value)

    def _up_to(self, end: int) -> str:
        """What follows the words that were read, in the text as it is numbered by now."""
        before, readable = self._readable(self._read), self._readable(end)
        self._read = max(self._read, end)
        same = os.path.commonprefix([before, readable])  # noqa: RUF071  # letters, and no paths
        news = readable[len(same) :]
        if not news:
            return ""
        gap, self._gap = self._gap, ""
        return gap + news

    def _readable(self, end: int) -> str:
        cited = [
            each for each in self._annotations if (place := _place(self._value, each)) and place.stop <= end
        ]
        return _numbered(self._value[:end], cited, self._documents, []).strip()


def _texts(message: Message) -> list[Text]:
    return [
        part.text
        for part in message.content or []
        if isinstance(part, TextContent) and isinstance(part.text, Text)
    ]


def _file_citations(annotations: Iterable[Any]) -> list[_FileAnnotation]:
    # Other kinds of annotation exist (file_path, say); their markers stay in the text as they are.
    cited = FileCitation | FileCitationChange
    return [each for each in annotations if isinstance(getattr(each, "file_citation", None), cited)]


def _numbered(
    value: str,
    annotations: Sequence[_FileAnnotation],
    documents: Mapping[str, UploadedDocument],
    citations: list[Citation],
) -> str:
    """The text with each marker replaced by the number of its citation, which is added where it is new."""
    text, behind = "", 0
    for place, cited in sorted(
        ((_place(value, each), each.file_citation) for each in annotations), key=_start
    ):
        document = documents.get(cited.file_id) or UploadedDocument(name=cited.file_id)
        citation = Citation(
            document=document.name,
            page=document.page(cited.page or None),
            quote=cited.quote or "",
            rectangles=tuple(_rectangles(cited.rectangles or ())),
        )
        if citation not in citations:
            citations.append(citation)
        if place is None or place.start < behind:
            continue
        claim = value[behind : place.start].rstrip(" ")
        number = f" [{citations.index(citation) + 1}]"
        text += claim if not claim and text.endswith(number) else claim + number
        behind = place.stop
    return text + value[behind:]


def _rectangles(told: Iterable[Any]) -> Iterator[tuple[float, float, float, float]]:
    for each in told:
        match each:
            case [left, bottom, right, top]:
                yield left, bottom, right, top


def _place(value: str, annotation: _FileAnnotation) -> range | None:
    """Where the annotation's marker stands; None when it is not there."""
    start, end, marker = annotation.start_index, annotation.end_index, annotation.text
    is_inside = isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(value)
    if is_inside and (not marker or value[start:end] == marker):
        return range(start, end)
    # Servers have been seen to count in bytes.
    found = value.find(marker) if marker else -1
    return None if found < 0 else range(found, found + len(marker))


def _start(placed: tuple[range | None, FileCitation]) -> float:
    place, _ = placed
    return math.inf if place is None else place.start

"""What copilots answer."""

from __future__ import annotations

import math
import os
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

if TYPE_CHECKING:
    from pdfai.documents.saving import SavedFile

_FileAnnotation: TypeAlias = Any
"""Of a whole message or, with the same properties, of one that is still being written."""


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
        points.
        """
        # Imported here: who reads answers need not write documents.
        from pdfai.documents.saving import save_text  # noqa: PLC0415

        sources = tuple(map(str, self.citations))
        return save_text(self.text, path, format, title=title, sources=sources, page_size=page_size)


def read_response(message: Message, *, documents: Mapping[str, UploadedDocument], model: str) -> ChatResponse:
    """A message as an answer; `documents` are those of the chat by file id."""
    citations: list[Citation] = []
    parts = [
        _numbered(part.text.value or "", _file_citations(part.text.annotations or []), documents, citations)
        for part in message.content or []
        if isinstance(part, TextContent) and isinstance(part.text, Text)
    ]
    return ChatResponse(text="\n".join(parts).strip(), citations=tuple(citations), model=model)


class AnswerDraft:
    """An answer that is still being written, read as far as it stands.

    A marker is held back until it is whole, and so are spaces until something follows them.
    """

    def __init__(self, documents: Mapping[str, UploadedDocument]) -> None:
        self._documents = documents
        self._value = self._shown = ""
        self._annotations: list[_FileAnnotation] = []

    def add(self, event: object) -> str:
        """The words that an event adds to what could be read before, markers as numbers; mostly a few."""
        match event:
            case MessageDeltaEvent(data=MessageDelta(delta=MessageChange(content=[*parts]))):
                for part in parts:
                    if isinstance(part, TextContentDelta) and isinstance(part.text, TextChange):
                        self._value += part.text.value or ""
                        self._annotations += _file_citations(part.text.annotations or [])
                return self._news()
            case _:
                return ""

    def _news(self) -> str:
        opened, closed = self._value.rfind("【"), self._value.rfind("】")
        whole = self._value[:opened] if opened > closed else self._value
        readable = _numbered(whole, self._annotations, self._documents, []).strip()
        if len(readable) <= len(self._shown) or not readable.startswith(self._shown):
            return ""
        news, self._shown = readable[len(self._shown) :], readable
        return news


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

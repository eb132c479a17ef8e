"""What copilots answer."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pdfai_api.models import FileCitation, FileCitationAnnotation, Message, Text, TextContent


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


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatResponse:
    """An answer and what it rests on."""

    text: str
    """`[1]` in it stands for the first citation, `[2]` for the second."""
    citations: tuple[Citation, ...]
    """Empty when the documents do not hold an answer."""
    model: str
    """Who answered."""


def read_response(message: Message, *, names: Mapping[str, str], model: str) -> ChatResponse:
    """A message as an answer; `names` are the documents' by file id."""
    citations: list[Citation] = []
    parts = [
        _numbered(part.text.value or "", _file_citations(part.text.annotations or []), names, citations)
        for part in message.content or []
        if isinstance(part, TextContent) and isinstance(part.text, Text)
    ]
    return ChatResponse(text="\n".join(parts).strip(), citations=tuple(citations), model=model)


def _file_citations(annotations: Iterable[Any]) -> list[FileCitationAnnotation]:
    # Other kinds of annotation exist (file_path, say); their markers stay in the text as they are.
    return [each for each in annotations if isinstance(getattr(each, "file_citation", None), FileCitation)]


def _numbered(
    value: str, annotations: list[FileCitationAnnotation], names: Mapping[str, str], citations: list[Citation]
) -> str:
    """The text with each marker replaced by the number of its citation, which is added where it is new."""
    text, behind = "", 0
    for place, cited in sorted(
        ((_place(value, each), each.file_citation) for each in annotations), key=_start
    ):
        citation = Citation(
            document=names.get(cited.file_id, cited.file_id),
            page=cited.page or None,
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


def _place(value: str, annotation: FileCitationAnnotation) -> range | None:
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

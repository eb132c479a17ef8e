"""What copilots answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pdfai_api.models import FileCitationAnnotation, Message


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """Where in the documents a statement of the answer stands."""

    document: str
    """The document's name; its file id where the server cites a file that is not of this chat."""
    page: int | None
    """The page, counted from 1; None when the server does not tell."""
    quote: str
    """The words that support the statement, "" when the server does not tell."""


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
        _numbered(part.text.value, part.text.annotations or [], names, citations)
        for part in message.content or []
        if part.type == "text"
    ]
    return ChatResponse(text="\n".join(parts).strip(), citations=tuple(citations), model=model)


def _numbered(
    value: str, annotations: list[FileCitationAnnotation], names: Mapping[str, str], citations: list[Citation]
) -> str:
    """The text with each marker replaced by the number of its citation, which is added where it is new."""
    text, behind = "", 0
    for annotation in sorted(filter(_is_file_citation, annotations), key=lambda each: each.start_index):
        cited = annotation.file_citation
        citation = Citation(
            document=names.get(cited.file_id, cited.file_id), page=cited.page or None, quote=cited.quote or ""
        )
        if citation not in citations:
            citations.append(citation)
        claim = value[behind : annotation.start_index].rstrip(" ")
        text += f"{claim} [{citations.index(citation) + 1}]"
        behind = annotation.end_index
    return text + value[behind:]


def _is_file_citation(annotation: Any) -> bool:
    # Other kinds of annotation exist (file_path, say); their markers stay in the text as they are.
    return bool(annotation.type == "file_citation")

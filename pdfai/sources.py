"""What copilots are given to read, in all its forms, and the one form they work with."""

import itertools
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import KW_ONLY, dataclass, field, replace
from pathlib import Path
from typing import IO, Any, Self

from pdfai.errors import InvalidArgumentError
from pdfai.page_ranges import PageRanges, split_pages


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A PDF or a text (TXT, Markdown): a path, an open binary file, or bytes with a name."""

    source: str | os.PathLike[str] | bytes | IO[bytes] = field(repr=False)
    """The path may end in the pages that are meant, `report.pdf[3-7]`, where no file is called so."""
    name: str = ""
    """What citations call it; the file's name unless given."""
    password: str | None = field(default=None, repr=False)
    """What opens an encrypted PDF. It stays here: what is uploaded is a copy without encryption."""
    pages: str | None = None
    """The pages that are meant of a PDF, as in `3-7` or `1,3,5-`; None: all. They keep their numbers."""

    def __post_init__(self) -> None:
        if self.pages is None and isinstance(self.source, str | os.PathLike):
            path, pages = split_pages(os.fspath(self.source))
            if pages is not None and not os.path.lexists(self.source):
                object.__setattr__(self, "source", path if isinstance(self.source, str) else Path(path))
                object.__setattr__(self, "pages", pages)
        if self.pages is not None:
            object.__setattr__(self, "pages", str(PageRanges.parse(self.pages)))
        if not self.name:
            object.__setattr__(self, "name", _name_of(self.source))

    @property
    def page_ranges(self) -> PageRanges | None:
        """The pages that are meant; None: all."""
        return None if self.pages is None else PageRanges.parse(self.pages)


@dataclass(frozen=True, slots=True)
class PdfDocument:
    """A PDF in memory."""

    name: str
    data: bytes = field(repr=False)
    _: KW_ONLY
    password: str | None = field(default=None, repr=False)
    pages: str | None = None


@dataclass(frozen=True, slots=True)
class TextDocument:
    """A text in memory, plain or Markdown."""

    name: str
    content: str = field(repr=False)


DocumentSource = str | os.PathLike[str] | bytes | IO[bytes] | Document | PdfDocument | TextDocument
"""One document."""
DocumentSources = DocumentSource | Iterable[DocumentSource]
"""One, several, or a `DocumentCollection`."""


class DocumentCollection:
    """Documents put together one by one."""

    def __init__(self, sources: DocumentSources = ()) -> None:
        """Begin with these."""
        self._documents = as_documents(sources)

    def add(
        self, source: DocumentSource, *, name: str = "", password: str | None = None, pages: str | None = None
    ) -> Self:
        """One more: a path, an open binary file, bytes with a name, or a document. Returns the collection."""
        document = as_document(source, name=name, password=password, pages=pages)
        self._documents = as_documents((*self._documents, document))
        return self

    def __iter__(self) -> Iterator[Document]:
        """The documents in the order they came."""
        return iter(self._documents)

    def __len__(self) -> int:
        """How many they are."""
        return len(self._documents)

    def __getitem__(self, index: int) -> Document:
        """The document at this place."""
        return self._documents[index]

    def __repr__(self) -> str:
        return f"DocumentCollection({list(self._documents)!r})"


def as_documents(sources: DocumentSources) -> tuple[Document, ...]:
    """Whatever was given as documents, each once and with a name of its own."""
    return _told_apart(tuple(dict.fromkeys(map(as_document, _one_by_one(sources)))))


def as_document(
    source: DocumentSource, *, name: str = "", password: str | None = None, pages: str | None = None
) -> Document:
    """One document; what is said besides comes before what the source says of itself."""
    match source:
        case Document():
            document = source
        case PdfDocument():
            document = Document(
                source=source.data, name=source.name, password=source.password, pages=source.pages
            )
        case TextDocument():
            document = Document(source=source.content.encode(errors="replace"), name=source.name)
        case _:
            return Document(source=source, name=name, password=password, pages=pages)
    return replace(
        document,
        name=name or document.name,
        password=document.password if password is None else password,
        pages=document.pages if pages is None else pages,
    )


def _one_by_one(sources: Any) -> Iterable[DocumentSource]:
    # Strings, bytes and open files could be iterated over too.
    is_one = isinstance(sources, str | bytes) or hasattr(sources, "read")
    return (sources,) if is_one or not isinstance(sources, Iterable) else sources


def _name_of(source: object) -> str:
    if isinstance(source, bytes):
        raise InvalidArgumentError("Bytes have no name: give the document one, name=...")
    if hasattr(source, "read"):
        source = getattr(source, "name", None)
        if not isinstance(source, str | os.PathLike):
            raise InvalidArgumentError("The open file has no name: give the document one, name=...")
    if not isinstance(source, str | os.PathLike):
        raise _no_document(source)
    # A file's name is bytes to some systems, and need not be text.
    return os.fsencode(Path(source).name or source).decode(errors="replace")


def _no_document(source: object) -> InvalidArgumentError:
    return InvalidArgumentError(
        "A document is a path, an open binary file, bytes with a name, a PdfDocument or a TextDocument, "
        f"not {type(source).__name__}"
    )


def _told_apart(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """The same, with longer names for namesakes: the path, the pages, or a number."""
    spellings = [_spellings(document) for document in documents]
    counts = Counter(shortest for shortest, *_ in spellings)
    names = [document.name for document in documents]
    for name in (name for name, count in counts.items() if count > 1):
        places = [place for place, each in enumerate(spellings) if each[0] == name]
        for place, longer in zip(
            places, _distinct([spellings[place] for place in places], names), strict=True
        ):
            names[place] = longer
    return tuple(replace(document, name=name) for document, name in zip(documents, names, strict=True))


def _distinct(namesakes: list[tuple[str, ...]], taken: list[str]) -> list[str]:
    for names in zip(*namesakes, strict=True):
        if len(set(names)) == len(names):
            return list(names)
    shortest = namesakes[0][0]
    numbered = (f"{shortest} ({number})" for number in itertools.count(2))
    free = (name for name in numbered if name not in taken)
    return [shortest, *itertools.islice(free, len(namesakes) - 1)]


def _spellings(document: Document) -> tuple[str, ...]:
    """What it may be called, shortest first."""
    pages = f"[{document.pages}]" if document.pages else ""
    if isinstance(document.source, str | os.PathLike):
        short, path = _name_of(document.source), os.fsencode(document.source).decode(errors="replace")
        spellings = short, path, short + pages, path + pages
        if document.name in spellings:
            return spellings
    return document.name, document.name, document.name + pages, document.name + pages

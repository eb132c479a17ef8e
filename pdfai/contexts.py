"""A conversation noted in a file, so that another process can go on with it: ids and names, and no key."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from pdfai.errors import SavedContextError
from pdfai.replacement import reason_of, replacing, write_new

_VERSION = 1
_MOST_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class UploadedDocument:
    """A document as a server has it."""

    name: str
    fingerprint: str = ""
    """Of its bytes and of the pages that are meant; "" when nobody took it."""
    page_numbers: tuple[int, ...] = ()
    """Of a document of which only some pages were sent, their numbers in the whole one."""

    def page(self, number: int | None) -> int | None:
        """The number in the whole document of the page that a server calls by this number."""
        if number is None or not self.page_numbers:
            return number
        return self.page_numbers[number - 1] if 0 < number <= len(self.page_numbers) else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What a conversation is on its server."""

    server: str
    """The server's base URL, or the data directory of one that runs in the client's process."""
    thread_id: str
    assistant_id: str
    vector_store_id: str
    """Empty for a conversation about no documents."""
    documents: Mapping[str, UploadedDocument]
    """By file id."""

    def to_json(self) -> bytes:
        """As it is kept in a file."""
        return json.dumps({"pdfai_context": _VERSION, **asdict(self)}, ensure_ascii=False, indent=2).encode()

    def check(self, documents: Mapping[str, str], *, server: str, path: str | os.PathLike[str]) -> None:
        """Raise `SavedContextError` where it is at another server, or about other documents than these.

        `documents` are fingerprints by name.
        """
        if self.server != server:
            raise SavedContextError(path, f"it is at {self.server}, not at {server}")
        known = {document.name: document.fingerprint for document in self.documents.values()}
        for name, fingerprint in documents.items():
            if name not in known:
                raise SavedContextError(path, f"it is not about {name}")
            if known[name] != fingerprint:
                raise SavedContextError(path, f"{name} has changed since, or other pages of it are meant")

    def write(self, path: str | os.PathLike[str]) -> None:
        """Keep it in a file, whole or not at all; raises `InvalidArgumentError`."""
        with replacing(path) as write:
            write(self.to_json())

    def write_first(self, path: str | os.PathLike[str]) -> None:
        """The same in a file that is not there yet; raises `SavedContextError` where one is."""
        if not write_new(path, self.to_json()):
            raise taken(path)

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> Self | None:
        """The one kept in a file, None where there is no file; raises `SavedContextError`."""
        try:
            with Path(path).open("rb") as file:
                content = file.read(_MOST_BYTES)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise SavedContextError(path, f"it cannot be read: {reason_of(error)}") from error
        try:
            return cls._from_dict(json.loads(content))
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
            raise SavedContextError(path, "the file holds no conversation of pdfai's") from error

    @classmethod
    def _from_dict(cls, kept: dict[str, Any]) -> Self:
        if kept.pop("pdfai_context") != _VERSION:
            raise ValueError("of another version")
        documents = {
            _text(id): UploadedDocument(
                name=_text(told["name"]),
                fingerprint=_text(told["fingerprint"]),
                page_numbers=tuple(map(int, told["page_numbers"])),
            )
            for id, told in kept.pop("documents").items()
        }
        return cls(documents=documents, **{name: _text(value) for name, value in kept.items()})


def taken(path: str | os.PathLike[str]) -> SavedContextError:
    """What to raise where another conversation is kept already, which must not be lost."""
    return SavedContextError(
        path, "another conversation is noted there; restore_context_from_backup goes on with that one"
    )


def remove(path: str | os.PathLike[str]) -> None:
    """Delete a file that leads nowhere any more, where it is."""
    Path(path).unlink(missing_ok=True)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value

"""What copilots are told: documents, a model, and how to answer."""

import math
import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from pdfai.errors import InvalidArgumentError

OFFLINE_MODEL = "extractive"
"""The embedded server's own model: it answers in the documents' words and needs no network."""

_LIMITS = {"temperature": (0, 2), "top_p": (0, 1), "max_completion_tokens": (256, math.inf)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A PDF to ask about: a path, or a name and bytes."""

    source: str | os.PathLike[str] | bytes = field(repr=False)
    name: str = ""
    """What citations call it; the file's name unless given."""
    password: str | None = field(default=None, repr=False)
    """What opens an encrypted PDF. It stays here: what is uploaded is a copy without encryption."""

    def __post_init__(self) -> None:
        if self.name:
            return
        if isinstance(self.source, bytes):
            raise InvalidArgumentError("Bytes have no name: give the document one, name=...")
        # A file's name is bytes to some systems, and need not be text.
        name = os.fsencode(Path(self.source).name or self.source).decode(errors="replace")
        object.__setattr__(self, "name", name)


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatCopilotOptions:
    """A chat about documents; each `with_` returns options that know one thing more."""

    documents: tuple[Document, ...] = ()
    model: str = OFFLINE_MODEL
    """The model's name as the server knows it."""
    assistant_name: str | None = None
    instructions: str | None = None
    """How to answer, for models that follow instructions; the offline one does not."""
    temperature: float | None = None
    top_p: float | None = None
    max_completion_tokens: int | None = None
    keep_documents: bool = False
    """Leave one copy of each document on the server when the chat ends well: the next chat about the same
    bytes then finds them indexed. What a password opened is not kept."""

    def __post_init__(self) -> None:
        if not self.model.strip():
            raise InvalidArgumentError("The model's name is empty: name one, or leave it out")
        for name, (least, most) in _LIMITS.items():
            value = getattr(self, name)
            # `not <=` also catches NaN, which compares false with everything.
            if value is not None and not least <= value <= most:
                limits = f"from {least} to {most}" if most < math.inf else f"{least} or more"
                raise InvalidArgumentError(f"{name} must be {limits}, not {value!r}")

    def with_document(
        self, source: str | os.PathLike[str] | bytes, *, name: str = "", password: str | None = None
    ) -> Self:
        """One more document: a path, or bytes with a name."""
        document = Document(source=source, name=name, password=password)
        return replace(self, documents=(*self.documents, document))

    def with_model(self, model: str) -> Self:
        """Who answers."""
        return replace(self, model=model)

    def with_assistant_name(self, name: str) -> Self:
        """What the assistant is called on the server."""
        return replace(self, assistant_name=name)

    def with_instructions(self, instructions: str) -> Self:
        """How to answer."""
        return replace(self, instructions=instructions)

    def with_temperature(self, temperature: float) -> Self:
        """How freely the model chooses its words, from 0 to 2."""
        return replace(self, temperature=temperature)

    def with_top_p(self, top_p: float) -> Self:
        """From how many of the likeliest words it chooses, as a share from 0 to 1."""
        return replace(self, top_p=top_p)

    def with_max_completion_tokens(self, tokens: int) -> Self:
        """How long an answer may be, 256 tokens at least."""
        return replace(self, max_completion_tokens=tokens)

    def with_kept_documents(self) -> Self:
        """Leave the documents on the server when the chat ends."""
        return replace(self, keep_documents=True)

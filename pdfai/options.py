"""What copilots are told: documents, a model, and how to answer."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, Self, get_args

from pdfai.errors import InvalidArgumentError
from pdfai.option_limits import (
    check_functions,
    check_limits,
    check_one_of,
    check_path,
    check_truncation,
    read_text,
)
from pdfai.sources import DocumentSource, DocumentSources, as_document, as_documents

OFFLINE_MODEL = "extractive"
"""The embedded server's own model: it answers in the documents' words and needs no network."""

Detail = Literal["auto", "low", "high"]
"""How closely a model looks at a picture; it reads more tokens for `high`."""
DETAILS = get_args(Detail)

Length = Literal["short", "medium", "long"]
"""Of a summary."""
LENGTHS = get_args(Length)

Ocr = Literal["off", "auto"]
"""Whether scanned pages are read on this machine first, where it has an engine."""
OCR_CHOICES = get_args(Ocr)


@dataclass(frozen=True, kw_only=True, slots=True)
class CopilotOptions:
    """What all copilots can be told; each `with_` returns options that know one thing more."""

    documents: DocumentSources = ()
    """A path, a document, or several; kept as a tuple of `Document`, each with a name of its own."""
    model: str = OFFLINE_MODEL
    """The model's name as the server knows it."""
    assistant_name: str | None = None
    instructions: str | os.PathLike[str] | None = None
    """How to answer, for models that follow instructions (the offline one does not): the text itself, or the
    path of a text file, which is read at once. A string is always the text."""
    temperature: float | None = None
    top_p: float | None = None
    max_prompt_tokens: int | None = None
    max_completion_tokens: int | None = None

    def __post_init__(self) -> None:
        if isinstance(self.instructions, os.PathLike):
            object.__setattr__(self, "instructions", read_text(self.instructions))
        check_limits(self)
        if not (self.model or "").strip():
            raise InvalidArgumentError("The model's name is empty: name one, or leave it out")
        object.__setattr__(self, "documents", as_documents(self.documents))

    def with_document(
        self, source: DocumentSource, *, name: str = "", password: str | None = None, pages: str | None = None
    ) -> Self:
        """One more document: a path, an open binary file, bytes with a name; or some `pages` of it, `3-7`."""
        document = as_document(source, name=name, password=password, pages=pages)
        return self.with_documents(document)

    def with_documents(self, sources: DocumentSources) -> Self:
        """More documents, those of a `DocumentCollection` too."""
        return replace(self, documents=as_documents(self.documents) + as_documents(sources))

    def with_model(self, model: str) -> Self:
        """Who answers."""
        return replace(self, model=model)

    def with_assistant_name(self, name: str) -> Self:
        """What the assistant is called on the server."""
        return replace(self, assistant_name=name)

    def with_instructions(self, instructions: str | os.PathLike[str]) -> Self:
        """How to answer: a text, or the path of a text file as a `Path`."""
        return replace(self, instructions=instructions)

    def with_temperature(self, temperature: float) -> Self:
        """How freely the model chooses its words, from 0 to 2."""
        return replace(self, temperature=temperature)

    def with_top_p(self, top_p: float) -> Self:
        """From how many of the likeliest words it chooses, as a share from 0 to 1."""
        return replace(self, top_p=top_p)

    def with_max_prompt_tokens(self, tokens: int) -> Self:
        """How much the model may read for one answer, 256 tokens at least."""
        return replace(self, max_prompt_tokens=tokens)

    def with_max_completion_tokens(self, tokens: int) -> Self:
        """How long an answer may be, 256 tokens at least."""
        return replace(self, max_completion_tokens=tokens)


@dataclass(frozen=True, kw_only=True, slots=True)
class ChatCopilotOptions(CopilotOptions):
    """A chat about documents."""

    context_backup_json_path: str | os.PathLike[str] | None = None
    """Where the conversation is noted as soon as it has begun, so that another process can go on with it. It
    stays on the server then, until `delete_context` or `pdfai clean --kept`."""
    restore_context_from_backup: bool = False
    """Go on with the conversation noted there; where nothing is noted yet, one begins."""
    truncation_strategy: Mapping[str, Any] | None = None
    """How much of a long conversation the model reads: `{"type": "auto"}`, or so many last messages,
    `{"type": "last_messages", "last_messages": 10}`."""
    vector_store_expire_days: int = 7
    """After so many days without a question the server forgets the index of the documents, 1 to 365."""
    functions: tuple[Callable[..., Any], ...] = ()
    """What the model may call. A function's name, docstring and annotations tell the model what it does."""
    keep_documents: bool = False
    """Leave one copy of each document on the server when the chat ends well: the next chat about the same
    bytes then finds them indexed. What a password opened is not kept."""
    ocr: Ocr = "off"
    """`auto`: scanned pages are read on this machine first (by tesseract or rapidocr), and what is uploaded
    is a copy with their text. The log says which, or what to install."""

    def __post_init__(self) -> None:
        CopilotOptions.__post_init__(self)
        if self.restore_context_from_backup and self.context_backup_json_path is None:
            raise InvalidArgumentError(
                "From which file is the conversation to be restored? Name it: context_backup_json_path"
            )
        if self.context_backup_json_path is not None:
            check_path("context_backup_json_path", self.context_backup_json_path)
        if self.truncation_strategy is not None:
            check_truncation(self.truncation_strategy)
        check_one_of("ocr", self.ocr, OCR_CHOICES)
        object.__setattr__(self, "functions", check_functions(self.functions))

    def with_context_backup_json_path(self, path: str | os.PathLike[str]) -> Self:
        """Note the conversation in this file as soon as it has begun."""
        return replace(self, context_backup_json_path=path)

    def with_restored_context(self, path: str | os.PathLike[str] | None = None) -> Self:
        """Go on with the conversation noted in the file, or begin one and note it there."""
        return replace(
            self,
            context_backup_json_path=self.context_backup_json_path if path is None else path,
            restore_context_from_backup=True,
        )

    def with_truncation_strategy(self, strategy: Mapping[str, Any]) -> Self:
        """How much of a long conversation the model reads."""
        return replace(self, truncation_strategy=strategy)

    def with_vector_store_expire_days(self, days: int) -> Self:
        """How long the index of the documents outlives the last question."""
        return replace(self, vector_store_expire_days=days)

    def with_functions(self, *functions: Callable[..., Any]) -> Self:
        """More functions that the model may call."""
        return replace(self, functions=(*self.functions, *functions))

    def with_kept_documents(self) -> Self:
        """Leave the documents on the server when the chat ends."""
        return replace(self, keep_documents=True)

    def with_ocr(self) -> Self:
        """Read scanned pages on this machine first."""
        return replace(self, ocr="auto")


@dataclass(frozen=True, kw_only=True, slots=True)
class SummaryCopilotOptions(CopilotOptions):
    """A summary of documents."""

    summary_prompt: str | None = None
    """What to ask a model for, instead of a plain summary ("What must a tenant pay attention to?"). The
    offline model cannot follow it."""
    length: Length = "medium"
    ocr: Ocr = "off"
    """`auto`: scanned pages are read on this machine first (by tesseract or rapidocr). The log says which, or
    what to install."""

    def __post_init__(self) -> None:
        CopilotOptions.__post_init__(self)
        check_one_of("length", self.length, LENGTHS)
        check_one_of("ocr", self.ocr, OCR_CHOICES)

    def with_summary_prompt(self, prompt: str) -> Self:
        """What to ask a model for."""
        return replace(self, summary_prompt=prompt)

    def with_length(self, length: Length) -> Self:
        """How long the summary is: `short`, `medium` or `long`."""
        return replace(self, length=length)

    def with_ocr(self) -> Self:
        """Read scanned pages on this machine first."""
        return replace(self, ocr="auto")


@dataclass(frozen=True, kw_only=True, slots=True)
class ImageDescriptionCopilotOptions(CopilotOptions):
    """Descriptions of the images in PDFs, and of image files; without a model what can be known is said."""

    image_description_prompt: str | None = None
    """What to ask a model for with each image, instead of a text for people who do not see it."""
    image_detail: Detail = "auto"
    overwrite: bool = False
    """Replace alternative texts that a PDF has; else they stay, and nobody is asked about their images."""
    allow_unsigned: bool = False
    """Also write copies of signed PDFs; their signatures are not valid any more then."""

    def __post_init__(self) -> None:
        CopilotOptions.__post_init__(self)
        check_one_of("image_detail", self.image_detail, DETAILS)

    def with_image_description_prompt(self, prompt: str) -> Self:
        """What to ask a model for with each image."""
        return replace(self, image_description_prompt=prompt)

    def with_image_detail(self, detail: Detail) -> Self:
        """How closely a model looks."""
        return replace(self, image_detail=detail)

    def with_overwritten_texts(self) -> Self:
        """Replace the alternative texts there are."""
        return replace(self, overwrite=True)

    def with_unsigned_copies(self) -> Self:
        """Also write copies of signed PDFs, whose signatures are not valid any more then."""
        return replace(self, allow_unsigned=True)


@dataclass(frozen=True, kw_only=True, slots=True)
class OcrCopilotOptions(CopilotOptions):
    """The recognition of text in scanned pages: by a vision model or, unless one is named, on this machine.

    `instructions` are the system's.
    """

    user_instructions: str | None = None
    """What to ask a model for with each page, instead of its text as it stands."""
    resolution: int = 300
    """Dots per inch that pages are drawn at, 72 to 600; fewer for those far larger than A4."""
    detail: Detail = "high"
    language: str = ""
    """Two letters, or what the engine here calls it (`kor+eng`); without, the pages themselves tell."""

    def __post_init__(self) -> None:
        CopilotOptions.__post_init__(self)
        check_one_of("detail", self.detail, DETAILS)

    def with_user_instructions(self, instructions: str) -> Self:
        """What to ask a model for with each page."""
        return replace(self, user_instructions=instructions)

    def with_resolution(self, dpi: int) -> Self:
        """What pages are drawn at."""
        return replace(self, resolution=dpi)

    def with_detail(self, detail: Detail) -> Self:
        """How closely a model looks."""
        return replace(self, detail=detail)

    def with_language(self, language: str) -> Self:
        """The language of the pages."""
        return replace(self, language=language)

"""What a model is to the server: a conversation and retrieved passages in, a cited answer out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from pdfai.documents.places import Rectangle
from pdfai.server.retrieval.conversation import Turn
from pdfai.server.retrieval.passages import Passage


@dataclass(frozen=True, kw_only=True, slots=True)
class FunctionCall:
    """A function the model wants called."""

    id: str
    name: str
    arguments: str
    """JSON as the model wrote it, which need not be valid."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FunctionRound:
    """What the model wanted called at once, and what each call returned."""

    calls: tuple[FunctionCall, ...]
    outputs: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """All of it that a model reads again."""
        return (*(call.arguments for call in self.calls), *self.outputs)


@dataclass(frozen=True, kw_only=True, slots=True)
class Prompt:
    """All a model is given."""

    model: str
    instructions: str = ""
    turns: tuple[Turn, ...]
    """Oldest first; the last one is what is asked now."""
    passages: tuple[Passage, ...] | None = None
    """Best first; none when files were searched in vain, None when nothing was to be searched."""
    rounds: tuple[FunctionRound, ...] = ()
    """What was called for this answer already, oldest first."""
    functions: tuple[dict[str, Any], ...] = ()
    """What the model may have called, as the API's function tools."""
    tool_choice: str | dict[str, Any] = "auto"
    parallel_tool_calls: bool = True
    response_format: str | dict[str, Any] = "auto"
    temperature: float | None = None
    top_p: float | None = None
    max_completion_tokens: int | None = None
    reasoning_effort: str | None = None

    @property
    def wants_json(self) -> bool:
        """Whether the answer is to be JSON, in which no marker has a place."""
        wanted = self.response_format
        return isinstance(wanted, dict) and wanted["type"] in {"json_object", "json_schema"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Citation:
    """A claim in the answer tied to the passage that holds it."""

    start: int
    """Where the marker begins in the answer's text, in characters."""
    end: int
    """Where the marker ends."""
    passage: Passage
    quote: str
    """The words of the passage that support the claim."""

    @property
    def rectangles(self) -> list[Rectangle]:
        """Where the quote stands on the passage's page, line by line; none when nobody knows."""
        return self.passage.rectangles_of(self.quote)


@dataclass(frozen=True, kw_only=True, slots=True)
class Usage:
    """Tokens spent; an estimate where the model does not count."""

    prompt_tokens: int
    completion_tokens: int


NOTHING_SPENT = Usage(prompt_tokens=0, completion_tokens=0)

FinishReason = Literal["stop", "length", "content_filter"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """A model's answer, every citation's marker part of its text; or what it wants called first."""

    text: str = ""
    calls: tuple[FunctionCall, ...] = ()
    citations: tuple[Citation, ...] = ()
    usage: Usage
    model: str
    """Who answered, which need not be who was asked."""
    finish_reason: FinishReason = "stop"
    """Why the text ends; `length` when more tokens than allowed would have followed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TextPiece:
    """The next words of an answer; or a citation's marker, whole."""

    text: str
    citation: Citation | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CallPiece:
    """The beginning of a call, or more of its arguments."""

    index: int
    """Which of the answer's calls."""
    arguments: str = ""
    begun: FunctionCall | None = None
    """The call, with no arguments yet, where this piece begins it."""


Piece = TextPiece | CallPiece

Tell = Callable[[Piece], None]
"""Takes the pieces of an answer as they come: together they are the reply's text, citations and calls."""


ErrorCode = Literal["server_error", "rate_limit_exceeded", "invalid_prompt"]


class ModelError(Exception):
    """The model could not answer; becomes the run's `last_error`."""

    def __init__(self, message: str, *, code: ErrorCode = "server_error") -> None:
        super().__init__(message)
        self.message = message
        self.code: ErrorCode = code


class Model(Protocol):
    """What answers a run."""

    async def answer(self, prompt: Prompt, tell: Tell | None = None, /) -> Reply:
        """Answer the last turn; raises `ModelError`.

        Where `tell` is given, a model that has its answer piece by piece tells each at once; one that has it
        whole need not.
        """
        ...

    async def close(self) -> None:
        """Release what the model holds."""
        ...


def marker(message_index: int, source_index: int, name: str) -> str:
    """The text a citation shows as, in the form the retired API wrote it."""
    return f"【{message_index}:{source_index}†{name}】"

"""An endpoint's answer, put together from what comes of it."""

import secrets
from codecs import getincrementaldecoder
from dataclasses import replace

from pdfai_api.models import (
    ChatFunctionCall,
    ChatToolCallDelta,
    ChunkChoice,
    Completion,
    CompletionChunk,
    CompletionUsage,
)

from pdfai.language.tokens import estimate_tokens
from pdfai.server.models.base import (
    CallPiece,
    FinishReason,
    FunctionCall,
    ModelError,
    Prompt,
    Reply,
    Tell,
    TextPiece,
    Usage,
)
from pdfai.server.models.source_numbers import Citing

# Servers have more reasons than count here.
_REASONS: dict[object, FinishReason] = {"length": "length", "content_filter": "content_filter"}


class Assembly:
    """Takes an answer in chunks, or whole; tells its pieces at once, with the citations that are in them."""

    def __init__(self, prompt: Prompt, tell: Tell | None) -> None:
        self._tell = tell or (lambda _piece: None)
        self._citing = None
        if prompt.passages is not None and not prompt.wants_json:
            self._citing = Citing(prompt.passages, message_index=len(prompt.turns))
        self._characters = _Characters()
        self._blank = ""
        self._words: list[str] = []
        self._calls: list[FunctionCall] = []
        self._characters_of: list[_Characters] = []
        self._places: dict[object, int] = {}
        self._model = prompt.model
        self._reason: object = None
        self._usage: CompletionUsage | None = None

    def take(self, completion: Completion) -> None:
        """The answer, whole."""
        self._note(completion)
        for choice in (completion.choices or [])[:1]:
            self._reason = choice.finish_reason
            if said := choice.message.content or choice.message.refusal:
                self._say(said)
            # Other kinds of calls were never offered.
            for call in choice.message.tool_calls or ():
                if isinstance(call, ChatFunctionCall):
                    self._begin(call.id, call.function.name)
                    self._argue(len(self._calls) - 1, call.function.arguments)

    def take_chunk(self, chunk: CompletionChunk) -> None:
        """More of the answer."""
        self._note(chunk)
        for choice in chunk.choices or []:
            if not choice.index:
                self._take_choice(choice)

    def reply(self, *, sent: str) -> Reply:
        """The answer so far, when nothing follows; raises `ModelError` when it is none.

        `sent` is all that was asked, for an endpoint that does not count tokens.
        """
        self._write(self._characters.end())
        if self._citing is not None:
            self._tell_all(self._citing.end())
        text = "".join(self._words) if self._citing is None else self._citing.text
        reason = _REASONS.get(self._reason, "stop")
        # All tokens may have gone into thinking.
        if not text and not self._calls and reason != "length":
            raise ModelError("The model answered without any text.")
        return Reply(
            text=text,
            calls=tuple(self._calls),
            citations=tuple(self._citing.citations) if self._citing else (),
            usage=self._spent(sent, text),
            model=self._model,
            finish_reason=reason,
        )

    def _note(self, said: Completion | CompletionChunk) -> None:
        self._model = str(said.model or self._model)
        self._usage = said.usage or self._usage

    def _take_choice(self, choice: ChunkChoice) -> None:
        self._reason = choice.finish_reason or self._reason
        if not choice.delta:
            return
        if said := choice.delta.content or choice.delta.refusal:
            self._say(said)
        for call in choice.delta.tool_calls or ():
            self._take_call(call)

    def _take_call(self, call: ChatToolCallDelta) -> None:
        # Not every endpoint numbers its calls, or begins with 0; those that do not name each where it begins.
        key = call.index if isinstance(call.index, int) else call.id or next(reversed(self._places), None)
        if key not in self._places:
            self._places[key] = len(self._calls)
            self._begin(call.id, call.function.name if call.function else "")
        if call.function:
            self._argue(self._places[key], call.function.arguments)

    def _say(self, text: str) -> None:
        self._write(self._characters.joined(text))

    def _write(self, text: str) -> None:
        if not text:
            return
        # Some say a blank line before they call a function, and some before they say anything.
        if not self._words and not text.strip():
            self._blank += text
            return
        text, self._blank = self._blank + text, ""
        self._words.append(text)
        self._tell_all([TextPiece(text=text)] if self._citing is None else self._citing.feed(text))

    def _begin(self, id: object, name: object) -> None:
        # Each has an id, and its own: outputs are told apart by it.
        is_new = bool(id) and all(call.id != id for call in self._calls)
        given = str(id) if is_new else f"call_{secrets.token_hex(12)}"
        call = FunctionCall(id=given, name=str(name or ""), arguments="")
        self._calls.append(call)
        self._characters_of.append(_Characters())
        self._tell(CallPiece(index=len(self._calls) - 1, begun=call))

    def _argue(self, index: int, arguments: object) -> None:
        if isinstance(arguments, str) and arguments:
            call, arguments = self._calls[index], self._characters_of[index].joined(arguments)
            self._calls[index] = replace(call, arguments=call.arguments + arguments)
            self._tell(CallPiece(index=index, arguments=arguments))

    def _tell_all(self, pieces: list[TextPiece]) -> None:
        for piece in pieces:
            self._tell(piece)

    def _spent(self, sent: str, text: str) -> Usage:
        written = text + "".join(call.name + call.arguments for call in self._calls)
        read, wrote = self._usage and self._usage.prompt_tokens, self._usage and self._usage.completion_tokens
        return Usage(
            prompt_tokens=read if isinstance(read, int) else estimate_tokens(sent),
            completion_tokens=wrote if isinstance(wrote, int) else estimate_tokens(written),
        )


class _Characters:
    """Joins the halves of characters: an endpoint may cut an emoji in two. One left alone is unknown."""

    def __init__(self) -> None:
        self._decoder = getincrementaldecoder("utf-16-le")("replace")

    def joined(self, text: str) -> str:
        """The text, but for half a character at its end that waits for the other half."""
        return self._decoder.decode(text.encode("utf-16-le", "surrogatepass"))

    def end(self) -> str:
        """What waited, when no more comes."""
        return self._decoder.decode(b"", final=True)

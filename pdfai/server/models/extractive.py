"""The model that needs no model: it answers with the sentences of the documents that answer."""

from anyio import to_thread

from pdfai.language.tokens import estimate_tokens
from pdfai.server.models.answers import Answer, answers
from pdfai.server.models.base import Citation, ModelError, Prompt, Reply, Tell, Usage, marker
from pdfai.server.models.questions import question_of
from pdfai.server.models.refusals import needs_documents, not_found
from pdfai.server.retrieval.passages import Passage


class ExtractiveModel:
    """Answers offline, in the documents' own words; says so when they hold no answer."""

    async def answer(self, prompt: Prompt, _tell: Tell | None = None, /) -> Reply:
        """Quote the few sentences that answer the last turn, each followed by its citation."""
        # In a thread: looking through many passages takes a while, and the server has other callers.
        return await to_thread.run_sync(_reply, prompt, abandon_on_cancel=True)

    async def close(self) -> None:
        """Hold nothing, release nothing."""


def _reply(prompt: Prompt) -> Reply:
    if prompt.wants_json:
        raise ModelError(
            "The offline model answers in the documents' words, not in JSON: start the server with "
            "--upstream-url for a model that can.",
            code="invalid_prompt",
        )
    text, citations = _answer(prompt)
    return Reply(text=text, citations=citations, usage=_usage(prompt, text), model="extractive")


def _answer(prompt: Prompt) -> tuple[str, tuple[Citation, ...]]:
    question = question_of(prompt.turns)
    if prompt.passages is None:
        return needs_documents(question.text), ()
    found = answers(question, prompt.passages) if question.clues else []
    if not found:
        return not_found(question.text), ()
    return _cited(found, prompt.passages, message_index=len(prompt.turns))


def _cited(
    found: list[Answer], passages: tuple[Passage, ...], *, message_index: int
) -> tuple[str, tuple[Citation, ...]]:
    text, citations = "", []
    for answer in found:
        passage = passages[answer.source]
        text += ("\n\n" if text else "") + _with_lead(answer)
        mark = marker(message_index, answer.source, passage.file_name)
        citations.append(_citation(len(text), mark, passage, answer))
        text += mark
    return text, tuple(citations)


def _with_lead(answer: Answer) -> str:
    lead = answer.unit.lead
    return (
        f"{lead}{' ' if lead.endswith((':', '：')) else ': '}{answer.unit.text}" if lead else answer.unit.text
    )


def _citation(start: int, mark: str, passage: Passage, answer: Answer) -> Citation:
    return Citation(start=start, end=start + len(mark), passage=passage, quote=answer.unit.text)


def _usage(prompt: Prompt, text: str) -> Usage:
    passages = prompt.passages or ()
    read = [prompt.instructions, *(turn.text for turn in prompt.turns), *(each.text for each in passages)]
    return Usage(prompt_tokens=sum(map(estimate_tokens, read)), completion_tokens=estimate_tokens(text))

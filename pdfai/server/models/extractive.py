"""The model that needs no model: it answers with the sentences of the documents that answer."""

from pdfai.server.models.answers import Answer, answers
from pdfai.server.models.base import Citation, Passage, Prompt, Reply, Usage, marker
from pdfai.server.models.questions import question_of
from pdfai.server.models.refusals import not_found
from pdfai.server.retrieval.tokens import estimate_tokens


class ExtractiveModel:
    """Answers offline, in the documents' own words; says so when they hold no answer."""

    async def answer(self, prompt: Prompt) -> Reply:
        """Quote the few sentences that answer the last turn, each followed by its citation."""
        question = question_of(prompt.turns)
        found = answers(question, prompt.passages) if question.clues else []
        text, citations = _cited(found, prompt) if found else (not_found(question.text), ())
        return Reply(text=text, citations=citations, usage=_usage(prompt, text))

    async def close(self) -> None:
        """Hold nothing, release nothing."""


def _cited(found: list[Answer], prompt: Prompt) -> tuple[str, tuple[Citation, ...]]:
    text, citations = "", []
    for answer in found:
        passage = prompt.passages[answer.source]
        text += ("\n\n" if text else "") + _with_lead(answer)
        mark = marker(len(prompt.turns), answer.source, passage.file_name)
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
    read = [prompt.instructions, *(t.text for t in prompt.turns), *(p.text for p in prompt.passages)]
    return Usage(prompt_tokens=sum(map(estimate_tokens, read)), completion_tokens=estimate_tokens(text))

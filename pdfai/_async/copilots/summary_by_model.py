"""A summary made by a model: section by section, and then of what it said of the sections."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from pdfai._async.copilots.questions import AsyncQuestions
from pdfai.blocking import aall_of
from pdfai.errors import WorkFailedError
from pdfai.language.languages import main_language_of
from pdfai.language.tokens import estimate_tokens
from pdfai.summaries.prompting import Told, read_statements, section_prompt, whole_prompt
from pdfai.summaries.sections import sections
from pdfai.summaries.summary import Summary, SummaryProgress, SummarySection, SummaryStatement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pdfai._async.client import AsyncOpenAIClient
    from pdfai.documents.reading import Page
    from pdfai.options import SummaryCopilotOptions
    from pdfai.summaries.prompting import Place

_KIND = "summary"
_AT_ONCE = 4
"""Sections that are summarised at the same time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Part:
    """What a model reads at once."""

    title: str
    document: str
    pages: Mapping[Place, str]


class AsyncSummaryByModel:
    """The making of one summary; what it needs on the server goes away with it.

    What was said of sections is kept: after a failure the next attempt asks for the others.
    """

    def __init__(
        self,
        client: AsyncOpenAIClient,
        options: SummaryCopilotOptions,
        documents: Sequence[tuple[str, Sequence[Page]]],
        *,
        tokens: int,
    ) -> None:
        """Cut the documents into sections of so many estimated tokens."""
        self._client = client
        self._options = options
        self._names = [name for name, _ in documents]
        self._tokens = tokens
        self._parts = _parts(documents, tokens)
        self._told: dict[int, list[Told]] = {}
        """By the parts' numbers."""
        self._model = options.model

    async def summary(self, progress: Callable[[SummaryProgress], object] | None = None) -> Summary:
        """Ask for all sections that are missing, some at a time, and then for the whole."""
        self._questions = AsyncQuestions(self._client, self._options, _KIND)
        async with self._questions:
            missing = [number for number in range(len(self._parts)) if number not in self._told]
            ask = partial(self._ask_for_part, progress=progress)
            await aall_of(ask, missing, at_once=_AT_ONCE, lets_finish=True)
            told = [self._told[number] for number in range(len(self._parts))]
            whole = told[0] if len(told) == 1 else await self._of_all(list(chain.from_iterable(told)))
        return Summary(
            statements=tuple(self._statements(whole)),
            sections=tuple(
                section
                for part, said in zip(self._parts, told, strict=True)
                for section in self._sections(part, said)
            ),
            language=main_language_of(" ".join(each.text for each in whole)),
            model=self._model,
        )

    async def _ask_for_part(
        self, number: int, *, progress: Callable[[SummaryProgress], object] | None
    ) -> None:
        part = self._parts[number]
        prompt = section_prompt(
            part.pages.items(),
            documents=self._names,
            wish=self._options.summary_prompt,
            is_whole=len(self._parts) == 1,
            length=self._options.length,
        )
        self._told[number] = await self._asked(prompt, part.pages)
        if progress is not None:
            progress(
                SummaryProgress(
                    done=len(self._told), total=len(self._parts), document=part.document, title=part.title
                )
            )

    async def _of_all(self, told: list[Told]) -> list[Told]:
        """The whole of what the sections say; of very many, group by group until one is left."""
        while len(groups := list(_groups(told, self._tokens))) > 1:
            fewer = [
                each for group in await aall_of(self._of_group, groups, at_once=_AT_ONCE) for each in group
            ]
            if len(fewer) >= len(told):
                raise WorkFailedError(
                    "The model made no fewer statements of those it was given: try another model"
                )
            told = fewer
        return await self._of_group(told)

    async def _of_group(self, told: list[Told]) -> list[Told]:
        pages: defaultdict[Place, str] = defaultdict(str)
        for each in told:
            for place in each.places:
                pages[place] += f"{each.text}\n"
        prompt = whole_prompt(
            told,
            documents=self._names,
            wish=self._options.summary_prompt,
            length=self._options.length,
        )
        return await self._asked(prompt, pages)

    async def _asked(self, prompt: str, pages: Mapping[Place, str]) -> list[Told]:
        """What the model says to a prompt."""
        answer = await self._questions.answer(prompt)
        self._model = answer.model
        told = read_statements(answer.text, pages)
        if not told:
            raise WorkFailedError("The model answered without a single statement: try another model")
        return told

    def _statements(self, told: Iterable[Told]) -> Iterable[SummaryStatement]:
        for each in told:
            pages: defaultdict[str, tuple[int, ...]] = defaultdict(tuple)
            for document, page in each.places:
                pages[self._names[document - 1]] += (page,)
            (first, *others) = pages.items()
            yield SummaryStatement(text=each.text, document=first[0], pages=first[1], also=tuple(others))

    def _sections(self, part: _Part, told: list[Told]) -> Iterable[SummarySection]:
        """The part's, one for each document it is of."""
        statements = list(self._statements(told))
        for number in sorted({document for document, _ in part.pages}):
            pages = [page for document, page in part.pages if document == number]
            name = self._names[number - 1]
            yield SummarySection(
                title=part.title,
                document=name,
                first_page=pages[0],
                last_page=pages[-1],
                statements=tuple(each for each in statements if name in each.documents),
            )


def _parts(documents: Sequence[tuple[str, Sequence[Page]]], tokens: int) -> list[_Part]:
    """The sections of all documents, or one part where all fit into it."""
    parts = [
        _Part(
            title=section.title,
            document=name,
            pages=_by_place((number, page, text) for page, text in section.pages),
        )
        for number, (name, pages) in enumerate(documents, start=1)
        for section in sections(name, pages, max_tokens=tokens)
    ]
    if sum(estimate_tokens(text) for part in parts for text in part.pages.values()) > tokens:
        return parts
    pages = {place: text for part in parts for place, text in part.pages.items()}
    return [_Part(title="", document=documents[-1][0], pages=pages)]


def _by_place(pages: Iterable[tuple[int, int, str]]) -> dict[Place, str]:
    """The text of each page; a long one is several leaves of a section."""
    found: defaultdict[Place, list[str]] = defaultdict(list)
    for document, page, text in pages:
        found[document, page].append(text)
    return {place: "\n".join(texts) for place, texts in found.items()}


def _groups(told: Iterable[Told], tokens: int) -> Iterable[list[Told]]:
    """Neighbours that a model can read at once."""
    group: list[Told] = []
    left = tokens
    for each in told:
        size = estimate_tokens(each.text) + 8 * len(each.places)
        if group and size > left:
            yield group
            group, left = [], tokens
        group.append(each)
        left -= size
    if group:
        yield group

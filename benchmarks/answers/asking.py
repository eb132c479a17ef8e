"""Asks the offline model what a user would, and keeps what came of it."""

import asyncio
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from answers.questions import Manual, Question
from sqlalchemy import literal, select
from sqlalchemy.sql.expression import SelectBase

from pdfai.documents.reading import read_pdf
from pdfai.server.models.base import Prompt
from pdfai.server.models.extractive import ExtractiveModel
from pdfai.server.retrieval.chunking import chunk_pages
from pdfai.server.retrieval.conversation import Turn, search_text
from pdfai.server.retrieval.index import add_index, search
from pdfai.server.retrieval.tables import indexes
from pdfai.server.store.database import Database

RESULTS = 20
"""Passages that a run searches for, unless it is told otherwise."""
MAX_TOKENS, OVERLAP_TOKENS = 800, 400


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What a question got."""

    question: Question
    found: tuple[int, ...]
    """The pages of the passages found, best first."""
    cited: tuple[int, ...]
    """The pages cited, none of them when the model refused."""
    text: str
    seconds: float
    """Of searching and answering together."""
    model_seconds: float
    """Of answering alone."""


def ask_all(manual: Manual, data: bytes, questions: Sequence[Question]) -> Iterator[Outcome]:
    """Index a manual as an upload would be, and ask each question about it alone."""
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "pdfai.sqlite")
        pages = read_pdf(data, name=manual.name)
        chunks = chunk_pages(pages, max_tokens=MAX_TOKENS, overlap_tokens=OVERLAP_TOKENS)
        with database.write() as connection:
            add_index(
                connection,
                sha256=manual.sha256,
                max_tokens=MAX_TOKENS,
                overlap_tokens=OVERLAP_TOKENS,
                chunks=chunks,
            )
        for question in questions:
            yield _ask(database, question)
        database.close()


def _ask(database: Database, question: Question) -> Outcome:
    """What the last turn gets, after the others got their answers."""
    turns: list[Turn] = []
    for asked in question.turns:
        turns.append(Turn(role="user", text=asked))
        start = time.perf_counter()
        with database.read() as connection:
            found = search(connection, scope=_everything(), query=search_text(turns), limit=RESULTS)
        searched = time.perf_counter()
        prompt = Prompt(model="extractive", turns=tuple(turns), passages=tuple(found))
        reply = asyncio.run(ExtractiveModel().answer(prompt))
        answered = time.perf_counter()
        turns.append(Turn(role="assistant", text=reply.text))
    return Outcome(
        question=question,
        found=tuple(passage.page for passage in found),
        cited=tuple(citation.passage.page for citation in reply.citations),
        text=reply.text,
        seconds=answered - start,
        model_seconds=answered - searched,
    )


def _everything() -> SelectBase:
    """The scope of a store that holds one manual."""
    columns = (indexes.c.id.label("index_id"), indexes.c.sha256.label("file_id"))
    return select(*columns, literal("manual.pdf").label("file_name"))

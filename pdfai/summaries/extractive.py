"""A summary in the documents' own words, made on this machine: whole sentences, chosen."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pdfai.language.languages import main_language_of
from pdfai.options import Length
from pdfai.summaries.candidates import Candidate, candidates_of
from pdfai.summaries.choosing import Choice, choose, shares, take
from pdfai.summaries.sections import PageRange, sections
from pdfai.summaries.summary import Summary, SummaryProgress, SummarySection, SummaryStatement
from pdfai.summaries.weighing import Weighed, weigh_document

if TYPE_CHECKING:
    from pdfai.documents.reading import Page

MODEL = "extractive"

_STATEMENTS: dict[Length, int] = {"short": 4, "medium": 10, "long": 25}
_SHARES: dict[Length, float] = {"short": 0.2, "medium": 0.35, "long": 0.5}
_PER_SECTION: dict[Length, int] = {"short": 1, "medium": 2, "long": 3}
_FEWEST = 2
_TOKENS_PER_SECTION = 8_000
_SAMPLE = 60_000


def summarize(
    documents: Sequence[tuple[str, Sequence["Page"]]],
    *,
    length: Length = "medium",
    progress: Callable[[SummaryProgress], object] | None = None,
) -> Summary:
    """Choose the sentences that say most of what the documents say; each document by its name and pages.

    All of a document is considered, and what is chosen comes from everywhere in it: as many statements as
    `length` says, fewer from a short one. `progress` is told after every section.
    """
    cut = [(name, sections(name, pages, max_tokens=_TOKENS_PER_SECTION)) for name, pages in documents]
    total = sum(len(ranges) for _, ranges in cut)
    done = 0
    read: list[Weighed] = []
    for name, ranges in cut:
        language = _language_of(ranges)
        found: list[Candidate] = []
        for section, here in zip(ranges, candidates_of(ranges, language=language), strict=True):
            found += here
            done += 1
            if progress is not None:
                progress(SummaryProgress(done=done, total=total, document=name, title=section.title))
        read.append(weigh_document(name, ranges, found, language))
    return _summary(read, length)


def _language_of(ranges: Sequence[PageRange]) -> str:
    leaves = [leaf for section in ranges for leaf in section.leaves]
    step = max(1, sum(leaf.tokens for leaf in leaves) // _SAMPLE)
    return main_language_of("\n".join(leaf.text for leaf in leaves[::step]))


def _summary(read: Sequence[Weighed], length: Length) -> Summary:
    most = [min(len(each.pooled), max(_FEWEST, round(_SHARES[length] * each.said))) for each in read]
    counts = shares(_STATEMENTS[length], [len(each.choices) ** 0.5 for each in read], most)
    whole: list[SummaryStatement] = []
    parts: list[SummarySection] = []
    for document, count in zip(read, counts, strict=True):
        chosen = choose(count, document.pooled, document.choices, document.weights)
        whole += [_statement(document, each) for each in chosen]
        parts += _sections(document, chosen, _PER_SECTION[length])
    ranges = [section for each in read for section in each.sections]
    return Summary(statements=tuple(whole), sections=tuple(parts), language=_language_of(ranges), model=MODEL)


def _sections(document: Weighed, chosen: Sequence[Choice], count: int) -> list[SummarySection]:
    """What was chosen for the whole, by section, and as much more as each may have."""
    parts = []
    for number, section in enumerate(document.sections):
        here = [each for each in chosen if each.candidate.section == number]
        pooled = [each for each in document.pooled if each.candidate.section == number]
        take(count - len(here), pooled, here, document.weights)
        here.sort(key=lambda each: each.candidate.at)
        parts.append(
            SummarySection(
                title=section.title,
                document=document.name,
                first_page=section.first_page,
                last_page=section.last_page,
                statements=tuple(_statement(document, each) for each in here),
            )
        )
    return parts


def _statement(document: Weighed, choice: Choice) -> SummaryStatement:
    return SummaryStatement(
        text=choice.candidate.text, document=document.name, pages=(choice.candidate.page,)
    )

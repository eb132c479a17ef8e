"""The numbers of sources in a model's text, turned into citations."""

import re
from collections.abc import Sequence

from pdfai.server.models.base import Citation, Passage, marker
from pdfai.server.models.sentences import split_sentences
from pdfai.server.retrieval.words import words

_NUMBERS = re.compile(r"\s*\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")


def cite(text: str, passages: Sequence[Passage], *, message_index: int) -> tuple[str, tuple[Citation, ...]]:
    """The text with a marker in the place of each `[2]` or `[1, 3]`, and what the markers stand for.

    Brackets around anything that is not the number of a source stay as they are.
    """
    written, citations, behind = "", [], 0
    for found in _NUMBERS.finditer(text):
        sources = [int(number) - 1 for number in re.findall(r"\d+", found[1])]
        if not all(0 <= source < len(passages) for source in sources):
            continue
        claim = text[behind : found.start()]
        written += claim + (" " if claim else "")
        for source in sources:
            passage = passages[source]
            mark = marker(message_index, source, passage.file_name)
            quote = _closest_sentence(claim, passage.text)
            start = len(written)
            citations.append(Citation(start=start, end=start + len(mark), passage=passage, quote=quote))
            written += mark
        behind = found.end()
    return written + text[behind:], tuple(citations)


def _closest_sentence(claim: str, text: str) -> str:
    """The sentence that shares most words with the claim's last sentence."""
    sentences = split_sentences(" ".join(claim.split()))
    claimed = _words(sentences[-1]) if sentences else set()
    return max(
        split_sentences(" ".join(text.split())), key=lambda each: len(_words(each) & claimed), default=""
    )


def _words(text: str) -> set[str]:
    return {word.text for word in words(text)}

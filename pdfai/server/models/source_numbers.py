"""The numbers of sources in a model's text, turned into citations."""

import re
from collections.abc import Sequence

from pdfai.server.models.base import Citation, marker
from pdfai.server.models.clues import Clue, Folded
from pdfai.server.models.layout import Unit, running_heads, units
from pdfai.server.models.sentences import split_sentences
from pdfai.server.retrieval.passages import Passage
from pdfai.server.retrieval.terms import content_terms
from pdfai.server.retrieval.words import fold

_NUMBERS = re.compile(r"\s*\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")


def cite(text: str, passages: Sequence[Passage], *, message_index: int) -> tuple[str, tuple[Citation, ...]]:
    """The text with a marker in the place of each `[2]` or `[1, 3]`, and what the markers stand for.

    A number that is no source's is left out: it would lead nowhere. Other brackets stay as they are.
    """
    heads = running_heads(passages)
    written, citations, behind, claim = "", [], 0, ""
    for found in _NUMBERS.finditer(text):
        said = text[behind : found.start()]
        # Of "[1][2]", the second stands behind the same words as the first.
        claim = said if said.strip() else claim
        written += said
        behind = found.end()
        sources = [int(number) - 1 for number in re.findall(r"\d+", found[1])]
        for source in sources:
            if not 0 <= source < len(passages):
                continue
            passage = passages[source]
            mark = marker(message_index, source, passage.file_name)
            written += " " if written and not written.endswith("】") else ""
            start = len(written)
            quote = _closest_unit(claim, passage, heads)
            citations.append(Citation(start=start, end=start + len(mark), passage=passage, quote=quote))
            written += mark
    return written + text[behind:], tuple(citations)


def _closest_unit(claim: str, passage: Passage, heads: frozenset[str]) -> str:
    """What of a passage names most of the claim's last sentence; "" when nothing names any of it."""
    sentences = split_sentences(" ".join(claim.split()))
    clues = [Clue(term, 1.0) for term in content_terms(sentences[-1])] if sentences else []

    def named(unit: Unit) -> tuple[float, bool]:
        folded = Folded(fold(unit.text))
        return sum(clue.credit(folded) for clue in clues), unit.kind != "heading"

    best = max(units(passage.text, page=passage.page, heads=heads), key=named, default=None)
    return best.text if best is not None and named(best)[0] else ""

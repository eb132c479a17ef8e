"""The numbers of sources in a model's text, turned into citations."""

import re
from collections.abc import Iterable, Sequence

from pdfai.language.layout import Unit, running_heads, units
from pdfai.language.sentences import split_sentences
from pdfai.language.terms import content_terms
from pdfai.server.models.base import Citation, TextPiece, marker
from pdfai.server.models.clues import Clue, folded
from pdfai.server.retrieval.passages import Passage

_NUMBERS = re.compile(r"\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\]")
# What more text could make the numbers of sources.
_BEGUN = re.compile(r"\[[\d\s,;]{0,60}")


class Citing:
    """Puts a marker in the place of each `[2]` or `[1, 3]` of a text that comes piece by piece.

    A number that is no source's is left out: it would lead nowhere. Other brackets stay as they are.
    """

    def __init__(self, passages: Sequence[Passage], *, message_index: int) -> None:
        self.citations: list[Citation] = []
        """What the text's markers stand for."""
        self._passages = passages
        self._heads = running_heads(passages)
        self._message_index = message_index
        self._held = self._claim = ""
        self._written: list[str] = []
        self._letters = self._claimed = 0

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._written)

    def feed(self, text: str) -> list[TextPiece]:
        """What can be written now; the rest waits for what it turns out to be."""
        self._held += text
        pieces, behind = [], 0
        for found in _NUMBERS.finditer(self._held):
            pieces += self._write(self._held[behind : found.start()].rstrip())
            pieces += self._mark(int(number) - 1 for number in re.findall(r"\d+", found[1]))
            behind = found.end()
        begun = self._held.rfind("[", behind)
        is_open = begun >= 0 and _BEGUN.fullmatch(self._held, begun)
        # The blanks before a number go with it.
        ready = self._held[behind : begun if is_open else len(self._held)].rstrip()
        pieces += self._write(ready)
        self._held = self._held[behind + len(ready) :]
        return pieces

    def end(self) -> list[TextPiece]:
        """What waited, when no more comes."""
        held, self._held = self._held, ""
        return self._write(held)

    def _write(self, text: str) -> list[TextPiece]:
        if not text:
            return []
        self._append(text)
        return [TextPiece(text=text)]

    def _append(self, text: str) -> None:
        self._written.append(text)
        self._letters += len(text)

    def _mark(self, sources: Iterable[int]) -> list[TextPiece]:
        # Of "[1][2]", the second stands behind the same words as the first.
        said = "".join(self._written[self._claimed :])
        self._claim = said if said.strip() else self._claim
        pieces = []
        for source in sources:
            if 0 <= source < len(self._passages):
                if self._written and not self._written[-1].endswith("】"):
                    pieces += self._write(" ")
                pieces.append(self._cited(source))
        self._claimed = len(self._written)
        return pieces

    def _cited(self, source: int) -> TextPiece:
        passage = self._passages[source]
        mark = marker(self._message_index, source, passage.file_name)
        start = self._letters
        self._append(mark)
        quote = _closest_unit(self._claim, passage, self._heads)
        citation = Citation(start=start, end=start + len(mark), passage=passage, quote=quote)
        self.citations.append(citation)
        return TextPiece(text=mark, citation=citation)


def _closest_unit(claim: str, passage: Passage, heads: frozenset[str]) -> str:
    """What of a passage names most of the claim's last sentence; "" when nothing names any of it."""
    sentences = split_sentences(" ".join(claim.split()))
    clues = [Clue(term, 1.0) for term in content_terms(sentences[-1])] if sentences else []

    def named(unit: Unit) -> tuple[float, bool]:
        text = folded(unit.text)
        return sum(clue.credit(text) for clue in clues), unit.kind != "heading"

    best = max(units(passage.text, page=passage.page, heads=heads), key=named, default=None)
    return best.text if best is not None and named(best)[0] else ""

"""What a question wants to know: its words with their importance, and the kind of answer it expects."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pdfai.server.models.clues import Clue
from pdfai.server.models.wants import wanted, without_measure
from pdfai.server.retrieval.conversation import Turn, subject
from pdfai.server.retrieval.languages import language_of
from pdfai.server.retrieval.stop_words import TALK_WORDS
from pdfai.server.retrieval.terms import content_terms, query_terms
from pdfai.server.retrieval.words import fold, numbers

_TALK = frozenset(TALK_WORDS.split())
_TALK_IMPORTANCE = 0.08
_EARLIER_IMPORTANCE = 0.5


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked now."""

    text: str
    language: str
    clues: tuple[Clue, ...]
    wants: frozenset[str]
    """Of number, date, person, reason, definition: what the answer should hold."""

    def together(self, folded: str) -> float:
        """Which share of the words that are neighbours in the question are so in the text."""
        return sum(bool(pair.search(folded)) for pair in self._neighbours) / max(1, len(self._neighbours))

    def density(self, folded: str) -> float:
        """Which share of the text's letters belongs to the question's words: little else is said."""
        named = sum(len(clue.term.stem) for clue in self._subjects if clue.term.stem in folded)
        return min(1.0, named / max(1, sum(map(str.isalpha, folded))))

    def earliness(self, folded: str) -> float:
        """1 when the text begins with a word of the question, whose subject it then shares, 0 without any."""
        starts = [at for clue in self._subjects if (at := folded.find(clue.term.stem)) >= 0]
        return 1 - min(starts) / len(folded) if starts else 0.0

    @cached_property
    def _subjects(self) -> list[Clue]:
        return [clue for clue in self.clues if clue.term.text not in _TALK]

    @cached_property
    def _neighbours(self) -> list[re.Pattern[str]]:
        stems = [re.escape(clue.term.stem) for clue in self.clues if clue.term.kind == "word"]
        between = r"[^\W_]*\W+(?:[^\W_]{1,3}\W+)?"
        return [
            re.compile(rf"(?<![^\W_]){first}{between}{second}") for first, second in itertools.pairwise(stems)
        ]


def question_of(turns: Sequence[Turn]) -> Question:
    """The question of a conversation's last user turn, with what it follows up on."""
    found = subject(turns)
    clues = _clues(found.before, 1.0 if found.narrows else _EARLIER_IMPORTANCE)
    if not found.narrows or numbers(fold(found.asked)):
        clues |= _clues(found.asked, 1.0)
    return Question(
        text=found.asked,
        language=language_of(found.asked),
        clues=tuple(clues.values()),
        wants=wanted(fold(found.asked)) or wanted(fold(found.before)),
    )


def _clues(text: str, importance: float) -> dict[str, Clue]:
    terms = content_terms(without_measure(fold(text))) or query_terms(text)
    return {
        term.stem: Clue(term, importance * (_TALK_IMPORTANCE if term.text in _TALK else 1.0))
        for term in terms
    }

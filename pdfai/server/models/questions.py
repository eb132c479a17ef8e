"""What a question wants to know: its words with their importance, and the kind of answer it expects."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pdfai.server.models.base import Turn
from pdfai.server.retrieval.conversation import subject
from pdfai.server.retrieval.languages import language_of
from pdfai.server.retrieval.stop_words import TALK_WORDS
from pdfai.server.retrieval.terms import Term, query_terms
from pdfai.server.retrieval.words import fold, numbers, pairs

_TALK = frozenset(TALK_WORDS.split())
_TALK_IMPORTANCE = 0.25
_EARLIER_IMPORTANCE = 0.5
_WITHIN_A_COMPOUND = 0.7
_PAIRS_CREDIT = 0.8
_FEWEST_PAIRS = 0.5
_LONG_WORD = 6
_SHORT_WORD = 3


@dataclass(frozen=True)
class Clue:
    """A term of the question and how to recognise it in a text."""

    term: Term
    importance: float

    def credit(self, text: "Folded") -> float:
        """How well the text names it, from 0 to 1."""
        match self.term.kind:
            case "number":
                return 1.0 if self.term.text in text.numbers else 0.0
            case "run":
                return self._run_credit(text.unspaced)
            case _:
                return self._word_credit(text.text)

    def _word_credit(self, text: str) -> float:
        if self.term.stem not in text:
            return 0.0
        if self._word.search(text):
            return 1.0
        return _WITHIN_A_COMPOUND if len(self.term.stem) >= _LONG_WORD else 0.0

    def _run_credit(self, unspaced: str) -> float:
        if self.term.stem in unspaced:
            return 1.0
        share = sum(pair in unspaced for pair in self._pairs) / max(1, len(self._pairs))
        return _PAIRS_CREDIT * share if share >= _FEWEST_PAIRS else 0.0

    @cached_property
    def _word(self) -> re.Pattern[str]:
        """The stem with any of its endings; nothing but a plural's after a short word."""
        ending = "s?" if len(self.term.stem) <= _SHORT_WORD else r"[^\W_]{0,6}"
        return re.compile(rf"(?<![^\W_]){re.escape(self.term.stem)}{ending}(?![^\W_])")

    @cached_property
    def _pairs(self) -> list[str]:
        return pairs(self.term.text)


@dataclass(frozen=True)
class Folded:
    """A text prepared for looking clues up."""

    text: str

    @cached_property
    def unspaced(self) -> str:
        """Without white space: line breaks fall inside the words of many scripts."""
        return "".join(self.text.split())

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers in it, each in its one spelling."""
        return numbers(self.text)


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

    @cached_property
    def _neighbours(self) -> list[re.Pattern[str]]:
        stems = [re.escape(clue.term.stem) for clue in self.clues if clue.term.kind == "word"]
        between = r"[^\W_]*\W+(?:[^\W_]{1,3}\W+)?"
        return [
            re.compile(rf"(?<![^\W_]){first}{between}{second}") for first, second in itertools.pairwise(stems)
        ]


_WANTS = {
    "number": r"\bhow (?:many|much|large|big|long|often|high|far|old)\b|\bwhat (?:percentage|number|share|size|amount)\b"
    r"|\bwie ?(?:viele?|hoch|gross|lange?|oft|weit)\b|\bcombien\b|\bquel(?:le)? (?:est )?(?:le |la |l )?(?:nombre|montant|taille|part)\b"
    r"|\bcuant[oa]s?\b|\bquant[oa]s?\b|몇|얼마|多少|几|多大|多长|多高|幾",
    "date": r"\bwhen\b|\bwhat (?:date|year|day)\b|\bin which year\b|\bwann\b|\bquand\b|\bcuando\b|\bquando\b|언제|몇 ?년|何时|什么时候|哪年|哪一年",
    "person": r"\bwho(?:m|se)?\b|\bw(?:er|em|en)\b|\bqui\b(?! est-ce que)|\bquien(?:es)?\b|\bquem\b|누가|누구|谁|誰",
    "reason": r"\bwhy\b|\bwarum\b|\bweshalb\b|\bwieso\b|\bpourquoi\b|\bpor ?que\b|왜|이유|为什么|为何|為什麼",
    "definition": r"^what(?: is| are|'s|’s) (?:an? |the )?(?:\S+ ?){1,3}\W*$|\bstands? for\b|\bmeans?\b|^was (?:ist|sind|bedeutet)\b"
    r"|qu['’ ]est[- ]ce qu|^que (?:es|son|significa)\b|^o que (?:e|sao|significa)\b|무엇|뜻|什么是|是什么",
}
_WANTED = {name: re.compile(pattern) for name, pattern in _WANTS.items()}


def question_of(turns: Sequence[Turn]) -> Question:
    """The question of a conversation's last user turn, with what it follows up on."""
    found = subject(turns)
    folded = fold(found.asked)
    clues = {
        clue.term.stem: clue for clue in _clues(found.before, 1.0 if found.narrows else _EARLIER_IMPORTANCE)
    }
    if found.asked and not (found.narrows and not _has_numbers(found.asked)):
        clues |= {clue.term.stem: clue for clue in _clues(found.asked, 1.0)}
    hints = folded if any(pattern.search(folded) for pattern in _WANTED.values()) else fold(found.before)
    wants = frozenset(name for name, pattern in _WANTED.items() if pattern.search(hints))
    return Question(text=found.asked, language=language_of(found.asked), clues=tuple(clues.values()), wants=wants)


def _has_numbers(text: str) -> bool:
    return bool(numbers(fold(text)))


def _clues(text: str, importance: float) -> list[Clue]:
    return [
        Clue(term, importance * (_TALK_IMPORTANCE if term.text in _TALK else 1.0))
        for term in query_terms(text)
    ]

"""What a question wants to know: its words with their importance, and the kind of answer it expects."""

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pdfai.language.languages import language_of
from pdfai.language.light_words import is_light
from pdfai.language.stop_words import TALK_WORDS
from pdfai.language.terms import content_terms, query_terms
from pdfai.language.words import fold, numbers
from pdfai.server.models.clues import Clue
from pdfai.server.models.wants import counted, wanted, without_measure
from pdfai.server.retrieval.conversation import Turn, subject

_TALK = frozenset(TALK_WORDS.split())
_TALK_IMPORTANCE = 0.08
_LIGHT_IMPORTANCE = 0.2
_NO_NOUN_IMPORTANCE = 0.5
_EARLIER_IMPORTANCE = 0.5
_LONGEST_ABBREVIATION = 6
_WORDS = re.compile(r"[^\W_]+")
_INNER_CAPITAL = re.compile(r"^(?:[^\W_]+[A-Z]|\d+[A-Za-z])")
_CAPITALISED = re.compile(r"(?<=[^\s.?!:¿¡] )[«“\"'(]?([A-ZÀ-Þ][^\W_]*)")


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked now."""

    text: str
    language: str
    clues: tuple[Clue, ...]
    wants: frozenset[str]
    """Of number, money, clock, telephone, date, person, reason, definition: what the answer should hold."""
    counted: str = ""
    """The stem of what is to be counted, as of "files" in "how many files"."""

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
    def spelled_out(self) -> list[re.Pattern[str]]:
        """Words with the initials of each abbreviation in the question: "Open Financial eXchange" for OFX."""
        short = [clue.term.text for clue in self.clues if clue.is_name and clue.term.kind == "word"]
        return [
            re.compile(r"\b" + r"[^\W\d_]+\W+[^\W\d_]?".join(word))
            for word in short
            if 1 < len(word) <= _LONGEST_ABBREVIATION and word.isascii() and word.isalpha()
        ]

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
    clues = earlier = _clues(found.before, 1.0 if found.narrows else _EARLIER_IMPORTANCE)
    if not found.narrows or numbers(fold(found.asked)):
        clues = earlier | _clues(found.asked, 1.0)
    if earlier and not found.narrows:
        clues = {stem: replace(clue, is_new=stem not in earlier) for stem, clue in clues.items()}
    asked, before = fold(found.asked), fold(found.before)
    return Question(
        text=found.asked,
        language=language_of(found.asked),
        clues=tuple(clues.values()),
        wants=wanted(asked) or wanted(before),
        counted=_stem(counted(asked), clues) or ("" if wanted(asked) else _stem(counted(before), clues)),
    )


def _stem(word: str, clues: Mapping[str, Clue]) -> str:
    """What the forms of a word of the question begin with; "" when it is none of its clues."""
    return next((stem for stem in clues if word.startswith(stem)), "") if word else ""


def _clues(text: str, importance: float) -> dict[str, Clue]:
    language = language_of(text)
    terms = content_terms(without_measure(fold(text))) or query_terms(text)
    written = _Written(text, language)
    return {
        term.stem: Clue(
            term,
            importance * _importance(term.text, language, written),
            is_name=written.names(term.text),
        )
        for term in terms
    }


def _importance(word: str, language: str, written: "_Written") -> float:
    if word in _TALK:
        return _TALK_IMPORTANCE
    if is_light(word, language):
        return _LIGHT_IMPORTANCE
    return 1.0 if written.may_be_subject(word) else _NO_NOUN_IMPORTANCE


class _Written:
    """How the words of a question are written, which `fold` forgets."""

    def __init__(self, text: str, language: str) -> None:
        words = _WORDS.findall(text)
        self._language = language
        # The first word is a verb, if it is no question word.
        self._small = {fold(word) for at, word in enumerate(words) if word.islower() or not at}
        self._names = {fold(word) for word in words if _INNER_CAPITAL.search(word)}
        capitals = _CAPITALISED.findall(text)
        if language != "de" and len(capitals) * 2 < len(words):
            self._names |= set(map(fold, capitals))

    def names(self, word: str) -> bool:
        """Whether a folded word is a name, as far as capital letters tell."""
        return word in self._names

    def may_be_subject(self, word: str) -> bool:
        """False for what German writes with a small letter: verbs and the like."""
        return self._language != "de" or word not in self._small

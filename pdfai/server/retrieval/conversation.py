"""What the last message asks about, when it only makes sense after the ones before it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pdfai.language.stop_words import TALK_WORDS
from pdfai.language.terms import content_terms
from pdfai.language.words import fold


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """A picture in a message."""

    url: str
    """Where it is, or the picture itself as a data URL."""
    detail: str = "auto"


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """One message of the conversation, its text in one piece."""

    role: Literal["user", "assistant"]
    text: str
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """The question, and what it silently goes on about."""

    asked: str
    """The last user message."""
    before: str = ""
    """What earlier messages asked, as far as this one builds on it."""
    narrows: bool = False
    """Whether it only changes a detail ("and in 2025?"), so that an answer must still fit `before`."""


_AND = re.compile(
    r"\W*(?:and|but|or|so|then|what about|how about|und|oder|aber|et|mais|ou|y|e|pero|mas|o"
    r"|그리고|그럼|그러면|그렇다면|그런데|그중|那么?|那麼|还有|另外|而|それで|では)(?=\W|[^\x00-\u024f])"
)
# Not German "das" or "es", nor French "en": more often they refer to nothing.
_REFERENCE = re.compile(
    r"\b(?:it|its|they|them|their|these|those|he|she|his|her|dessen|deren|davon|dafur|damit|dazu"
    r"|celui|celle|ceux|cela|ca|leur|leurs|ello|eso|esto|ellos|ellas|isso|isto|ele|ela|eles|elas|disso)\b"
    r"|그것|그건|그게|그걸|이것|이건|그곳|그들|거기|它|它们|他们|这个?|那个?|其"
)
_FEW_WORDS = 2
_LONGEST_QUESTION = 4_000
_YEAR_LIKE = re.compile(r"\d[\d.,]*")


def search_text(turns: Sequence[Turn]) -> str:
    """What to search for: the last user message and, when that is a follow-up, what it follows up on."""
    found = subject(turns)
    return f"{found.before} {found.asked}".strip()


def subject(turns: Sequence[Turn]) -> Subject:
    """What the conversation asks now; the assistant's turns are not consulted.

    Of a very long message only the beginning and the end are: one of them is the question.
    """
    now = Subject(asked="")
    for turn in turns:
        if turn.role == "user" and turn.text.strip():
            now = _continued(now, _ends(turn.text.strip()))
    return now


def _continued(earlier: Subject, asked: str) -> Subject:
    if not earlier.asked or not _is_follow_up(asked):
        return Subject(asked=asked)
    before = _ends(f"{earlier.before} {earlier.asked}".strip())
    terms = content_terms(asked)
    if any(term.kind == "number" for term in terms):
        # "and in 2024?" replaces the year asked for before.
        before = _YEAR_LIKE.sub("", before)
    return Subject(asked=asked, before=before, narrows=all(term.kind == "number" for term in terms))


def _ends(text: str) -> str:
    if len(text) <= _LONGEST_QUESTION:
        return text
    return f"{text[: _LONGEST_QUESTION // 2]}\n{text[-_LONGEST_QUESTION // 2 :]}"


def _is_follow_up(asked: str) -> bool:
    folded = fold(asked)
    terms = [term for term in content_terms(asked) if term.text not in _TALK]
    if all(term.kind == "number" for term in terms):
        return True
    return len(terms) <= _FEW_WORDS and bool(_AND.match(folded) or _REFERENCE.search(folded))


_TALK = frozenset(TALK_WORDS.split())

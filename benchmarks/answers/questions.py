"""The questions on the manuals, and which half of them each belongs to."""

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pdfai.language.words import fold

Half = Literal["building", "held-out"]
HALVES: tuple[Half, Half] = ("building", "held-out")
FOLDER = Path(__file__).parent / "manuals"


@dataclass(frozen=True, kw_only=True, slots=True)
class Manual:
    """A manual, and the Debian package it comes from."""

    name: str
    title: str
    language: str
    package: str
    version: str
    file: str
    """Where the package holds it."""
    sha256: str
    """Of the PDF, uncompressed."""
    licence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What is asked, and what a right answer is."""

    manual: Manual
    turns: tuple[str, ...]
    """The last one is the question; those before it are what it follows up on."""
    pages: frozenset[int]
    """Every page of the PDF, counted from 1, where the answer stands; none where there is no answer."""
    words: tuple[str, ...]
    """What the answer has to contain, with " | " between alternatives."""
    half: Half

    @property
    def answerable(self) -> bool:
        """Whether the manual holds an answer."""
        return bool(self.pages)

    def answered_by(self, text: str) -> bool:
        """Whether a text holds all the words, whatever their case and their accents."""
        folded = _spaced(text)
        return all(any(_holds(folded, each) for each in word.split(" | ")) for word in self.words)


def load() -> Iterator[Question]:
    """All questions, manual by manual."""
    for path in sorted(FOLDER.glob("*.toml")):
        read = tomllib.loads(path.read_text(encoding="utf-8"))
        manual = Manual(name=path.stem, **read["manual"])
        yield from (_question(manual, each) for each in read["questions"])


def half_of(turns: tuple[str, ...]) -> Half:
    """By the question's own text: nobody chose, and a new question moves no other one."""
    return HALVES[hashlib.sha256("\n".join(turns).encode()).digest()[0] % 2]


def _question(manual: Manual, written: dict[str, Any]) -> Question:
    ask = written["ask"]
    turns = (ask,) if isinstance(ask, str) else tuple(ask)
    question = Question(
        manual=manual,
        turns=turns,
        pages=frozenset(written.get("pages", ())),
        words=tuple(written.get("words", ())),
        half=written.get("half") or half_of(turns),
    )
    if question.answerable != written.get("answerable", True) or question.answerable != bool(question.words):
        raise ValueError(f"{manual.name}: {ask!r} needs pages and words, or answerable = false")
    return question


def _holds(folded: str, word: str) -> bool:
    """Whether the word stands there, and is not only a part of a longer one in Latin letters."""
    return bool(re.search(rf"(?<![a-z0-9]){re.escape(_spaced(word))}(?![a-z0-9])", folded))


def _spaced(text: str) -> str:
    return " ".join(fold(text).split())

"""What is searched for in a question, and what a text is found by: the same words on both sides."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from pdfai.language.forms import korean_stem, stem
from pdfai.language.languages import is_stop_word, language_of
from pdfai.language.light_words import is_light
from pdfai.language.stop_words import FUNCTION_WORDS
from pdfai.language.tokens import HAN, HANGUL, KANA
from pdfai.language.words import Word, fold, spaced, words


@dataclass(frozen=True, slots=True)
class Term:
    """One thing a question asks about."""

    kind: Literal["word", "number", "run"]
    text: str
    """As it stands folded in the question; a run without what surrounds the subject."""
    stem: str
    """What its other forms begin with."""


_MOST_TERMS = 64
_LONGEST_RUN = 64
"""Letters; what is longer is no word of any language."""
_WORDS = re.compile(r"[^\W_]+")
_LEADERS = re.compile(r"\.[ \t]?\.[ \t]?\.[ \t]?\.|…[ \t]?…")
_WRAPPED = re.compile(f"(?<=[{HAN}{KANA}])[ \\t]*\n[ \\t]*(?=[{HAN}{KANA}])")
"""A line break inside a word; Korean, which has spaces, does not tell."""
_HANGUL = re.compile(f"[{HANGUL}]")
_KANA = re.compile(f"[{KANA}]")
_HIRAGANA = re.compile("[\u3041-\u309f]+")
_FUNCTION_WORDS = re.compile("|".join(FUNCTION_WORDS.split()))


def index_terms(text: str) -> str:
    """The words a text is found by, with one space between; lines of a table of contents are left out."""
    return " ".join(_WORDS.findall(spaced(fold(_WRAPPED.sub("", without_leaders(text))))))


def without_leaders(text: str) -> str:
    """The text without the lines that fill up with dots: they repeat headings and answer nothing."""
    if not _LEADERS.search(text):
        return text
    return "\n".join(line for line in text.split("\n") if not _LEADERS.search(line))


def query_terms(text: str) -> list[Term]:
    """What to search for, each once: what the text is about or, when it is all stop words, all of it."""
    language = language_of(text)
    found = content_terms(text)
    return (
        [term for term in found if not is_light(term.text, language)]
        or found
        or _distinct(Term(word.kind, word.text, word.text) for word in words(text))
    )


def reworded(text: str) -> str:
    """A question as it is searched for: the words of its subject; the text itself when it has none."""
    return " ".join(term.text for term in content_terms(text)) or text


def content_terms(text: str) -> list[Term]:
    """What a question is about, each once."""
    language = language_of(text)
    found = (term for word in words(text) for term in _terms(word, language))
    return _distinct(found)


def _distinct(found: Iterable[Term]) -> list[Term]:
    """Each term once; of very many those at both ends, where the question stands that came with a text."""
    terms = list({term.stem: term for term in found}.values())
    return terms if len(terms) <= _MOST_TERMS else terms[: _MOST_TERMS // 2] + terms[-_MOST_TERMS // 2 :]


def _terms(word: Word, language: str) -> Iterator[Term]:
    match word.kind:
        case "number":
            yield Term("number", word.text, word.text)
        case "word" if not is_stop_word(word.text, language):
            yield Term("word", word.text, stem(word.text))
        case "run" if not is_stop_word(word.text, language):
            for subject in _subjects(word.text):
                if not is_stop_word(subject, language):
                    yield Term("run", subject, subject)


def _subjects(run: str) -> list[str]:
    if _HANGUL.search(run):
        return [korean_stem(run)[:_LONGEST_RUN]]
    border = _HIRAGANA if _KANA.search(run) else _FUNCTION_WORDS
    parts = [part[:_LONGEST_RUN] for part in border.split(run) if part]
    # A single letter left between function words is rarely a subject, unless nothing else is.
    return [part for part in parts if len(part) > 1] or parts

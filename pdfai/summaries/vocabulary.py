"""The subjects that a sentence names, so that sentences can be compared."""

import re
from functools import lru_cache

from pdfai.language.forms import korean_stem, stem
from pdfai.language.languages import is_stop_word
from pdfai.language.tokens import HANGUL
from pdfai.language.words import pairs, words

Subjects = frozenset[str]

_WORDS_KEPT = 50_000
_HANGUL = re.compile(f"[{HANGUL}]")
_HIRAGANA = re.compile("[\u3041-\u309f]")


def subjects_of(text: str, language: str) -> Subjects:
    """The stems of its words, without those that say nothing; in Chinese and Japanese, pairs of letters."""
    found: set[str] = set()
    for kind, word in words(text):
        if kind == "word":
            found.add(_stemmed(word, language))
        elif kind == "run":
            found.update(_of_a_run(word, language))
    found.discard("")
    return frozenset(found)


# Stems are cut by long patterns, and a document uses few words often.
@lru_cache(maxsize=_WORDS_KEPT)
def _stemmed(word: str, language: str) -> str:
    return "" if len(word) == 1 or is_stop_word(word, language) else stem(word)


@lru_cache(maxsize=_WORDS_KEPT)
def _of_a_run(run: str, language: str) -> tuple[str, ...]:
    if _HANGUL.search(run):
        cut = korean_stem(run)
        return () if is_stop_word(run, language) or is_stop_word(cut, language) else (cut,)
    return tuple(pair for pair in pairs(run) if not _HIRAGANA.search(pair))

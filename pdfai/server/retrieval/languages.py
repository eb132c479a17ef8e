"""The language of a question, as far as its script and its small words tell."""

import re

from pdfai.server.retrieval.stop_words import STOP_WORDS
from pdfai.server.retrieval.tokens import HAN, HANGUL, KANA
from pdfai.server.retrieval.words import fold

_SETS = {language: frozenset(listed.split()) for language, listed in STOP_WORDS.items()}
_SCRIPTS = {
    language: re.compile(f"[{letters}]") for language, letters in (("ko", HANGUL), ("ja", KANA), ("zh", HAN))
}
_WORDS = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str:
    """Two letters, or "" when nothing tells; the languages are those of the stop words, `zh` and `ja`."""
    for language, letters in _SCRIPTS.items():
        if letters.search(text):
            return language
    found = _WORDS.findall(fold(text))
    counts = {language: sum(word in listed for word in found) for language, listed in _SETS.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else ""


def is_stop_word(word: str, language: str) -> bool:
    """Whether a folded word of that language says nothing about the subject."""
    return word in _SETS.get(language, ())

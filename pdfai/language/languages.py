"""The language of a text, as far as its script and its small words tell."""

import re
from collections import Counter

from pdfai.language.stop_words import STOP_WORDS
from pdfai.language.tokens import HAN, HANGUL, KANA
from pdfai.language.words import fold

_SETS = {language: frozenset(listed.split()) for language, listed in STOP_WORDS.items()}
_SCRIPTS = {
    language: re.compile(f"[{letters}]") for language, letters in (("ko", HANGUL), ("ja", KANA), ("zh", HAN))
}
_WORDS = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPTS = {
    language: re.compile(f"[{letters}]")
    for language, letters in (
        ("ru", "\u0400-\u04ff"),
        ("el", "\u0370-\u03ff"),
        ("ar", "\u0600-\u06ff"),
        ("he", "\u0590-\u05ff"),
    )
}
_SOME = 0.1
_FEW = 0.08
_MOST = 0.5


def language_of(text: str) -> str:
    """Two letters, or "" when nothing tells; the languages are those of the stop words, `zh` and `ja`."""
    for language, letters in _SCRIPTS.items():
        if letters.search(text):
            return language
    found = _WORDS.findall(fold(text))
    counts = {language: sum(word in listed for word in found) for language, listed in _SETS.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else ""


def main_language_of(text: str) -> str:
    """The language of a document, which may name things of others; also Russian, Greek, Arabic and Hebrew."""
    letters = sum(map(str.isalpha, text)) or 1
    # A Japanese text is half Han, and a Chinese one names things in Latin letters.
    for language, script in _SCRIPTS.items():
        if len(script.findall(text)) > _SOME * letters:
            return language
    for language, script in _OTHER_SCRIPTS.items():
        if len(script.findall(text)) > _MOST * letters:
            return language
    counts = Counter(_WORDS.findall(fold(text)))
    scores = {
        language: sum(count for word, count in counts.items() if word in listed)
        for language, listed in _SETS.items()
    }
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > _FEW * counts.total() else ""


def speaks(text: str, language: str) -> bool:
    """Whether a sentence is in that language as far as one can tell, and not in another one."""
    if script := _SCRIPTS.get(language) or _OTHER_SCRIPTS.get(language):
        return bool(script.search(text))
    if language not in _SETS:
        return True
    found = _WORDS.findall(fold(text))
    own = sum(word in _SETS[language] for word in found)
    return all(own >= sum(word in listed for word in found) / 2 for listed in _SETS.values())


def is_stop_word(word: str, language: str) -> bool:
    """Whether a folded word of that language says nothing about the subject."""
    return word in _SETS.get(language, ())

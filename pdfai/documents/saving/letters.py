"""Letters: which are dropped, which way they are read, and whose they are."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

# Controls, overrides of the direction that would reach beyond their text, and what is no character.
_DROPPED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|[\u2028\u2029]")
_HALVES = re.compile("[\ud800-\udfff]")
_RIGHT_TO_LEFT = {"R", "AL"}
_ONE_LANGUAGE = {"ARABIC": "ar", "GREEK": "el", "HEBREW": "he", "THAI": "th"}
"""By the first word of a letter's name. Arabic letters are others' too, but mostly its own."""
_SAMPLE = 2000

_SCRIPTS = {
    "HANGUL": "Korean",
    "CJK": "Chinese",
    "KANGXI": "Chinese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "BOPOMOFO": "Chinese",
    "DEVANAGARI": "Hindi",
}
"""By the first word of a letter's name, where the script is not that word itself."""
_EMOJI = "emoji and symbols"
_FONTS = {
    "Korean": "Noto Sans CJK",
    "Chinese": "Noto Sans CJK",
    "Japanese": "Noto Sans CJK",
    "Arabic": "Noto Naskh Arabic",
    "Greek": "Noto Sans",
    "Cyrillic": "Noto Sans",
    "Hindi": "Noto Sans Devanagari",
    _EMOJI: "Noto Color Emoji",
}


def cleaned(text: str) -> str:
    """The text without control characters and overrides of its direction; its lines end in "\\n"."""
    return _HALVES.sub("\ufffd", _DROPPED.sub("", _BREAKS.sub("\n", text)))


def one_line(text: str) -> str:
    """The text, cleaned and on one line."""
    return " ".join(cleaned(text).split())


def reads_right_to_left(text: str) -> bool:
    """Whether its first letter with a direction goes from right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction == "L":
            return False
        if direction in _RIGHT_TO_LEFT:
            return True
    return False


def width_of(text: str) -> int:
    """In columns of a terminal: East Asian letters take two, accents none."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def language_of_script(text: str) -> str:
    """The language most of its letters are of, where they are one language's alone; else ""."""
    counts = Counter(
        _ONE_LANGUAGE[word] for char in text[:_SAMPLE] if (word := _first_word(char)) in _ONE_LANGUAGE
    )
    if not counts:
        return ""
    language, count = counts.most_common(1)[0]
    return language if 2 * count > sum(map(str.isalpha, text[:_SAMPLE])) else ""


def scripts_of(characters: Iterable[str], language: str) -> dict[str, int]:
    """How many of these characters belong to which script; Han is Japanese in a Japanese text."""
    counts: dict[str, int] = {}
    for character in characters:
        script = _script(character)
        if script == "Chinese" and language.startswith("ja"):
            script = "Japanese"
        counts[script] = counts.get(script, 0) + 1
    return counts


def font_for(script: str) -> str:
    """A font that shows it, and that most systems can install."""
    return _FONTS.get(script, f"Noto Sans {script}")


def _script(character: str) -> str:
    if unicodedata.category(character[0])[0] not in "LM":
        return _EMOJI
    word = _first_word(character[0])
    return _SCRIPTS.get(word, word.title() or _EMOJI)


def _first_word(character: str) -> str:
    return unicodedata.name(character, "").partition(" ")[0].partition("-")[0]

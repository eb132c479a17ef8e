"""Whether a sentence may stand in a summary, and how well it would do there."""

import re

from pdfai.language.languages import speaks
from pdfai.language.leaning import leans
from pdfai.language.tokens import CJK
from pdfai.language.words import fold
from pdfai.summaries.cues import patterns_of
from pdfai.summaries.marks import FIGURES, LEGAL

_ENDS = re.compile(r"[.!。！…][\"'”’»)\]」』]*$")
_OPENS = "“«„「¿¡\"'"
_NUMBERED = re.compile(
    r"(?:\d+(?:\.\d+)+\.?|\d+\.|[A-Z]\.(?:\d\S*)?|[•◦▪●○■□‣*·–—-])\s|제\s?\d+\s?[장절]|第\s?[\d一二三四五六七八九十]+\s?[章节節]"
)
_CAPTION = re.compile(
    r"(?:table|figure|fig\.|listing|tabelle|abbildung|abb\.|tableau|tabla|cuadro|quadro|figura|tabela|tabella"
    r"|таблица|рис\.|표|그림|表|图|図|圖)\s?\d",
    re.IGNORECASE,
)
_CODE = re.compile(r"[{}<>|\\=;#@~^_*`→]|\$[\w({]*[^\W\d]|--\w|//|/\w+/|\w\(\)|[^\W\d]\.[a-z]{2,4}\b|\(\d\)")
_MOST_CODE = 1
# A heading that has run into the sentence below it.
_RUN_IN = re.compile(
    r"[^\W\d_][)\]]?\s(?:An?|The|This|These|If|When|You|It|In|There|Once|For|To|We|Die|Der|Das|Wenn|Diese[rs]?"
    r"|Le|La|Les|Cette|El|Los|Las|Este|Esta|Os|As)\s+[a-zß-öø-ÿ]"
)
# Two sentences, of which the second begins with a name in small letters.
_TWO = re.compile(r"[^\W\d_]{3}[.!?]\s[a-zß-öø-ÿ]")
_PAIRS = ("()", "[]", "«»", "（）", "「」")
_LETTERS = re.compile(r"[^\W\d_]+| ")
_WIDE = re.compile(f"[{CJK}]")
_SHORTEST, _LONGEST = 40, 330
_BEST_FROM, _BEST_TO = 70, 200
_FEWEST_LETTERS = 0.74
_MOST_CAPITALS = 0.6
_FEWEST_WORDS = 6
_BEGINNING = 60

_DETAIL, _ADDRESS, _ODD_LENGTH, _PARENTHESIS, _CALL, _CODE_MARK = -0.35, -0.15, -0.1, -0.1, -0.1, -0.08
_DEFINES, _FIGURES = 0.15, 0.1


def width_of(text: str) -> int:
    """How much a text says, in Latin letters."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def is_whole(text: str) -> bool:
    """Whether it is one whole sentence of words, and no caption, fragment, table's row or program."""
    if not _ENDS.search(text) or not _SHORTEST <= width_of(text) <= _LONGEST:
        return False
    if text[0].islower() or not (text[0].isalnum() or text[0] in _OPENS) or _NUMBERED.match(text):
        return False
    if _CAPTION.match(text) or len(_CODE.findall(text)) > _MOST_CODE:
        return False
    return not _RUN_IN.search(text) and not _TWO.search(text) and _is_balanced(text) and _is_of_words(text)


def stands_alone(text: str, language: str) -> bool:
    """Whether a reader understands it who has not read what stands around it."""
    folded = fold(text)
    patterns = patterns_of(language)
    if patterns.own.match(folded):
        return True
    return not (
        text[0].isdigit()
        or leans(text)
        or patterns.joins.match(folded[:_BEGINNING])
        or patterns.points.search(folded)
        or not speaks(text, language)
    )


def is_legal(text: str) -> bool:
    """Whether it is about rights and licences."""
    return bool(LEGAL.search(fold(text)))


def is_about_the_document(text: str, language: str) -> bool:
    """Whether it says what the document is for."""
    return bool(patterns_of(language).own.match(fold(text)))


def is_caption(text: str) -> bool:
    """Whether it stands below a picture or above a table."""
    return bool(_CAPTION.match(text))


def worth(text: str, language: str) -> float:
    """What the sentence's wording adds to its weight, or takes from it."""
    folded = fold(text)
    patterns = patterns_of(language)
    value = 0.0 if _BEST_FROM <= width_of(text) <= _BEST_TO else _ODD_LENGTH
    if patterns.details.match(folded):
        value += _DETAIL
    if patterns.addresses.search(folded):
        value += _ADDRESS
    if patterns.defines.search(folded):
        value += _DEFINES
    if FIGURES.search(folded):
        value += _FIGURES
    if "!" in text or "！" in text:
        value += _CALL
    return value + _CODE_MARK * len(_CODE.findall(text)) + _PARENTHESIS * text.count("(")


def _is_balanced(text: str) -> bool:
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in _PAIRS) and text.count('"') % 2 == 0


def _is_of_words(text: str) -> bool:
    """Letters mostly and, where words stand apart, enough of them that are no names."""
    if len(_LETTERS.sub("", text)) > (1 - _FEWEST_LETTERS) * len(text):
        return False
    if _WIDE.search(text):
        return True
    words = text.split()
    small = sum(1 for word in words if word[0].islower())
    return len(words) >= _FEWEST_WORDS and small >= (1 - _MOST_CAPITALS) * len(words)

"""From what pdfium says is on a page to text that can be searched and quoted; pure.

Loaded by the worker from its path, so it imports the standard library only. Patterns are linear in time,
whatever a page holds; Unicode normalization is not, one more reason to run it under the worker's limits.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise

# pdfium writes this where a line ends in a hyphen, and leaves the line break out.
LINE_END_HYPHEN = "\ufffe"

# Glyph variants that mean their letter: NFKC. Elsewhere it would falsify quotes: 10² is not 102.
_VARIANTS = re.compile(
    "["
    "\u2e80-\u2fdf"  # CJK and Kangxi radicals, which some fonts give instead of the character
    "\ufb00-\ufb4f"  # Latin, Armenian and Hebrew ligatures
    "\ufb50-\ufdff\ufe70-\ufefc"  # Arabic letters by their place in the word
    "]+"
)
_SPACES = re.compile(r"[^\S\n ]")
_HYPHENS = re.compile("[\u2010\u2011]")
# Controls (symbol fonts have letters there), soft hyphens, zero-width and direction marks, byte order marks,
# anchors of embedded objects, noncharacters, and tag characters, which hide text from the reader.
_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufffc\uffff\U000e0000-\U000e007f]+"
)
_BULLETS = re.compile("[\uf0a7\uf0b7]")  # as Symbol and Wingdings encode them
_GAPS = re.compile("\n{3,}")

_BROKEN = re.compile(rf"(?<!\S)[^\s{LINE_END_HYPHEN}]*+{LINE_END_HYPHEN}\S*+")
_WHOLE_WORD = re.compile(rf"(?<![\w{LINE_END_HYPHEN}])\w+(?:-\w+)*(?![\w{LINE_END_HYPHEN}])")
_SHORTEST_PART = 3
_LAST_WORD, _FIRST_WORD = re.compile(r"\w*\Z"), re.compile(r"\w*")
_LONGEST_PART = 64
# "Ein- und Ausfuhr", "short- and long-term": the hyphen stands for what comes later.
_SUSPENDING = frozenset({"und", "oder", "bzw", "sowie", "and", "or"})


def readable_pages(pages: Sequence[str]) -> list[str]:
    """Clean every page, and mend the words that line ends broke; the document's own words say how."""
    cleaned = [clean(page) for page in pages]
    if not any(LINE_END_HYPHEN in page for page in cleaned):
        return cleaned
    words = _whole_words(cleaned)
    return [_BROKEN.sub(lambda broken: _mend(broken[0], words), page) for page in cleaned]


def clean(text: str) -> str:
    """One kind of space, hyphen and line break, no trailing spaces, nothing invisible, letters as letters.

    Superscripts, fractions, full-width forms and the like stay what they are.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _SPACES.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _VARIANTS.sub(_plain, text))
        text = _BULLETS.sub("•", _HYPHENS.sub("-", text))
    lines = _INVISIBLE.sub("", text).split("\n")
    return _GAPS.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip("\n")


def _plain(variants: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", variants[0])


def _whole_words(pages: Iterable[str]) -> frozenset[str]:
    words = {word for page in pages for word in _WHOLE_WORD.findall(page)}
    return frozenset(words | {word.lower() for word in words})


def _mend(broken: str, words: frozenset[str]) -> str:
    parts = broken.split(LINE_END_HYPHEN)
    mended = [parts[0]]
    for left, right in pairwise(parts):
        before, after = _LAST_WORD.search(left[-_LONGEST_PART:]), _FIRST_WORD.match(right[:_LONGEST_PART])
        mended += [_glue(before[0] if before else "", after[0] if after else "", words), right]
    return "".join(mended)


def _glue(before: str, after: str, words: frozenset[str]) -> str:
    """What belongs between the two parts of a word: nothing, its hyphen, or hyphen and space."""
    if after in _SUSPENDING:
        return "- "
    if not before or not after or before[-1].isdigit() or after[0].isdigit():
        return "-"
    if (before + after).lower() in words:
        return ""
    if f"{before}-{after}".lower() in words or after[0].isupper():
        return "-"
    # "non-root" and "mail-transport" are two words of the document, "distri-bution" is not.
    two_words = before in words and after in words and min(len(before), len(after)) >= _SHORTEST_PART
    return "-" if two_words else ""

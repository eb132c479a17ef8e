"""From what tesseract says to words: its hOCR, which knows where they stand, and its text; pure.

Only the text knows between which words there is no space, as between those of Chinese.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from itertools import zip_longest
from statistics import fmean

_LINES = frozenset({"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat"})
_PAGE_END = "\n  </div>\n"
"""After the first of these comes the text; in hOCR itself, what pages say is escaped."""
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\f]")
"""Directions, which the text holds more of than the words, and what ends a page."""
_SPACE = re.compile(r"\s*")
_TALLEST = 1.6
"""Times its letters' own height; what says more of a line is mistaken."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SeenWord:
    """A word on a picture, in pixels from its top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    """0 to 1."""
    after: str = " "
    turn: int = 0
    """As far as its line is turned against the clock."""


@dataclass(kw_only=True)
class _Line:
    left: float
    top: float
    right: float
    bottom: float
    slope: float = math.inf
    """Of the baseline; tesseract tells of none that stands upright."""
    offset: float = 0.0
    """Of the baseline too, from the bottom left."""
    height: float = 0.0
    """With what stands above and below small letters; 0: unknown."""
    descent: float = 0.0
    turn: int = 0
    words: list[SeenWord] = field(default_factory=list)

    def straightened(self) -> Iterator[SeenWord]:
        """Its words, each as high as the line is there: words without tall letters are not lower."""
        turn = 270 if self._runs_down() else self.turn
        for index, seen in enumerate(self.words, start=1):
            word = replace(seen, turn=turn, after="\n" if index == len(self.words) else " ")
            if turn in {90, 270}:
                yield replace(word, left=self.left, right=self.right)
            elif turn or self._is_steep() or not 0 < self.height < _TALLEST * (self.bottom - self.top):
                yield replace(word, top=self.top, bottom=self.bottom)
            else:
                middle = (word.left + word.right) / 2
                bottom = self.bottom + self.offset + self.slope * (middle - self.left) + self.descent
                yield replace(word, top=bottom - self.height, bottom=bottom)

    def _runs_down(self) -> bool:
        """Whether it does, untold: tesseract can read such lines without looking for turned ones."""
        if self.turn or not self._is_steep() or not self.words:
            return False
        first, last = self.words[0], self.words[-1]
        if first is last:
            return first.right - first.left < first.bottom - first.top
        return abs(last.left - first.left) <= abs(last.top - first.top)

    def _is_steep(self) -> bool:
        return abs(self.slope) > 1


def read_hocr(told: str) -> list[SeenWord]:
    """The words of one page in reading order, from its hOCR with its text in it."""
    page, _, rest = told.partition(_PAGE_END)
    reader = _Reader()
    reader.feed(page)
    words = [word for line in reader.lines for word in line.straightened()]
    text = _MARKS.sub("", rest.rpartition("</body>")[0])
    return list(_joined(_spaced(words, text)))


class _Reader(HTMLParser):
    """Collects lines and their words."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[_Line] = []
        self._word: SeenWord | None = None
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A line or a word begins."""
        named = {name: value or "" for name, value in attrs}
        if named.get("class") in _LINES:
            self.lines.append(_line(named["title"]))
        elif named.get("class") == "ocrx_word" and self.lines:
            self._word, self._text = _word(named["title"]), ""

    def handle_data(self, data: str) -> None:
        """A word's letters."""
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        """A word may hold other elements, for bold letters."""
        if tag == "span" and self._word:
            text = _MARKS.sub("", self._text).strip()
            if text:
                self.lines[-1].words.append(replace(self._word, text=text))
            self._word = None


def _line(title: str) -> _Line:
    told = _told(title)
    left, top, right, bottom = told["bbox"]
    slope, offset = told.get("baseline", [math.inf, 0.0])
    (height,), (descent,) = told.get("x_size", [0.0]), told.get("x_descenders", [0.0])
    (turn,) = told.get("textangle", [0.0])
    return _Line(
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        slope=slope,
        offset=offset,
        height=height,
        descent=descent,
        turn=round(turn / 90) * 90 % 360,
    )


def _word(title: str) -> SeenWord:
    told = _told(title)
    left, top, right, bottom = told["bbox"]
    (confidence,) = told.get("x_wconf", [0.0])
    return SeenWord(text="", left=left, top=top, right=right, bottom=bottom, confidence=confidence / 100)


def _told(title: str) -> dict[str, list[float]]:
    """`bbox 1 2 3 4; x_wconf 96` by name."""
    parts = (part.split() for part in title.split(";"))
    return {part[0]: list(map(float, part[1:])) for part in parts if part}


def _spaced(words: list[SeenWord], text: str) -> Iterator[SeenWord]:
    """The words with what stands after each in the text, where that goes on with the same word."""
    at = 0
    for word, following in zip_longest(words, words[1:]):
        start = text.find(word.text, at)
        if start < 0:  # the text has another order there
            yield word
            continue
        at = start + len(word.text)
        space = _SPACE.match(text, at)
        assert space is not None
        if following is not None and text.startswith(following.text, space.end()):
            yield replace(word, after=_kind_of(space[0]))
        else:
            yield word


def _kind_of(space: str) -> str:
    breaks = space.count("\n")
    return "\n\n" if breaks > 1 else "\n" if breaks else " " if space else ""


def _joined(words: Iterator[SeenWord]) -> Iterator[SeenWord]:
    """Words with nothing between them as one: the engine's boxes of syllables lie above each other."""
    run: list[SeenWord] = []
    for word in words:
        run.append(word)
        if word.after:
            yield _one(run)
            run = []
    if run:
        yield _one(run)


def _one(run: list[SeenWord]) -> SeenWord:
    if len(run) == 1:
        return run[0]
    tops, bottoms = [word.top for word in run], [word.bottom for word in run]
    is_upright = run[0].turn in {0, 180}
    return replace(
        run[-1],
        text="".join(word.text for word in run),
        left=min(word.left for word in run),
        right=max(word.right for word in run),
        # However far a skewed line climbs, it is not higher for that.
        top=fmean(tops) if is_upright else min(tops),
        bottom=fmean(bottoms) if is_upright else max(bottoms),
        confidence=fmean(word.confidence for word in run for _ in word.text),
    )

"""From the lines that rapidocr finds to words in reading order; pure."""

import cmath
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import fmean, median
from typing import Any

from pdfai.documents.ocr.hocr import SeenWord
from pdfai.documents.ocr.reading_order import Box, rows_in_order

_SURE = 0.5
"""Of confidence: lines with less are none, but specks, drawings, or of a script that it does not know."""
_EMPTY_LINE = 0.5
"""Times a line's height: where more is free, a paragraph ends."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    start: complex
    """The upper corner of its beginning, as the word goes on; across is real, down imaginary."""
    along: complex
    """From there to its end."""
    down: complex
    columns: float
    words: Sequence[tuple[str, float, float, float]]

    @property
    def turn(self) -> int:
        """How far it is turned against the clock, in quarters."""
        return round(math.degrees(math.atan2(-self.along.imag, self.along.real)) / 90) * 90 % 360

    @property
    def confidence(self) -> float:
        return fmean(confidence for text, _, _, confidence in self.words for _ in text)

    def seen(self) -> list[SeenWord]:
        """Its words, each as high as the line."""
        half = self._letter() / 2
        return [
            self._word(text, max(0.0, first - half), min(self.columns, last + half), confidence)
            for text, first, last, confidence in self.words
        ]

    def _letter(self) -> float:
        """How many columns a letter takes."""
        steps = [(last - first, len(text) - 1) for text, first, last, _ in self.words if len(text) > 1]
        if not steps:
            return self.columns / max(1, sum(len(text) for text, *_ in self.words))
        return sum(columns for columns, _ in steps) / sum(letters for _, letters in steps)

    def _word(self, text: str, start: float, end: float, confidence: float) -> SeenWord:
        middle = self.start + self.along * (start + end) / 2 / self.columns + self.down / 2
        across, high = abs(self.along) * (end - start) / self.columns / 2, abs(self.down) / 2
        if self.turn in {90, 270}:
            across, high = high, across
        return SeenWord(
            text=text,
            left=middle.real - across,
            top=middle.imag - high,
            right=middle.real + across,
            bottom=middle.imag + high,
            confidence=confidence,
            turn=self.turn,
        )


def words_of(lines: Sequence[Mapping[str, Any]]) -> list[SeenWord]:
    """The words of one page in reading order: lines of one direction after the other, most words first."""
    ways = defaultdict[int, list[_Line]](list)
    for line in map(_line, lines):
        if line.confidence >= _SURE:
            ways[line.turn].append(line)
    most = sorted(ways.values(), key=lambda way: -sum(len(line.words) for line in way))
    return [word for way in most for word in _in_order(way)]


def _line(told: Mapping[str, Any]) -> _Line:
    start, end, _, below = (complex(*corner) for corner in told["corners"])
    return _Line(
        start=start, along=end - start, down=below - start, columns=told["columns"], words=told["words"]
    )


def _in_order(lines: Sequence[_Line]) -> Iterator[SeenWord]:
    words = {box: line.seen() for box, line in zip(_straightened(lines), lines, strict=True)}
    rows = rows_in_order(list(words))
    for row, following in pairwise([*rows, []]):
        for box in row[:-1]:
            yield from words[box]
        *others, last = words[row[-1]]
        yield from others
        yield replace(last, after="\n\n" if _is_end(row, following) else "\n")


def _is_end(row: Sequence[Box], following: Sequence[Box]) -> bool:
    """Whether a paragraph ends there, or a column."""
    free = min((box.top for box in following), default=math.inf) - max(box.bottom for box in row)
    return not -1 < free / max(box.height for box in row) < _EMPTY_LINE


def _straightened(lines: Sequence[_Line]) -> list[Box]:
    """Where lines lie once the paper is turned until they lie flat."""
    slope = median((cmath.phase(line.along) + math.pi / 4) % math.tau for line in lines) - math.pi / 4
    boxes = []
    for line in lines:
        middle = (line.start + (line.along + line.down) / 2) * cmath.rect(1, -slope)
        across, high = abs(line.along) / 2, abs(line.down) / 2
        boxes.append(Box(middle.real - across, middle.imag - high, middle.real + across, middle.imag + high))
    return boxes

"""Which pages of a document are meant: `3-7`, `1,3,5-`, `-3`; pure."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from pdfai.errors import InvalidArgumentError, PagesNotFoundError

_NUMBER = re.compile(r"[0-9]{1,9}")
_SUFFIX = re.compile(r"(?P<path>.*[^/\\])\[(?P<pages>[0-9,\s-]+)\]", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PageRanges:
    """Pages by their numbers in the document, counted from 1, in its order and each once."""

    ranges: tuple[tuple[int, int | None], ...]
    """First and last page of each; None: the document's last."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """As in `3-7`, `1,3,5-` (from page 5 on) or `-3` (the first three)."""
        return cls(tuple(_joined(sorted(_range(part, text) for part in text.split(",")))))

    def __str__(self) -> str:
        """The same pages, written one way."""
        return ",".join(
            str(first) if last == first else f"{first}-{'' if last is None else last}"
            for first, last in self.ranges
        )

    def numbers(self, count: int) -> tuple[int, ...]:
        """The pages' numbers in a document that has so many; raises `PagesNotFoundError` where it has not."""
        for first, last in self.ranges:
            if (missing := max(first, last or 0)) > count:
                has = f"{count:,} page{'' if count == 1 else 's'}"
                raise PagesNotFoundError(detail=f"page {missing:,} was asked for, it has {has}")
        return tuple(number for first, last in self.ranges for number in range(first, (last or count) + 1))


def split_pages(path: str) -> tuple[str, str | None]:
    """`report.pdf[3-7]` as the path and the pages; None where the path does not end like that."""
    match = _SUFFIX.fullmatch(path)
    return (match["path"], match["pages"]) if match else (path, None)


def _range(part: str, text: str) -> tuple[int, float]:
    before, dash, after = (each.strip() for each in part.partition("-"))
    numbers = [each for each in (before, after) if each]
    if not numbers or not all(map(_NUMBER.fullmatch, numbers)):
        raise _wrong(text)
    first = int(before or 1)
    last = (int(after) if after else math.inf) if dash else first
    if not 1 <= first <= last:
        raise _wrong(text)
    return first, last


def _joined(ranges: list[tuple[int, float]]) -> Iterator[tuple[int, int | None]]:
    """Ranges that touch or overlap as one."""
    first, last = ranges[0]
    for next_first, next_last in ranges[1:]:
        if next_first > last + 1:
            yield first, int(last)
            first, last = next_first, next_last
        last = max(last, next_last)
    yield first, None if last == math.inf else int(last)


def _wrong(text: str) -> InvalidArgumentError:
    return InvalidArgumentError(
        f"{text!r} are no pages: write 3-7, 1,3,5- (from page 5 on) or -3 (the first three)"
    )

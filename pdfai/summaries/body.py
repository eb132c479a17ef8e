"""Documents without what surrounds their text: running heads, page numbers, contents, indexes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pdfai.language.layout import Carried, Unit, body_lines, read_page, running_heads
from pdfai.language.terms import without_leaders
from pdfai.language.tokens import estimate_tokens

if TYPE_CHECKING:
    from pdfai.documents.reading import Page


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaf:
    """A page, or a piece of one that is longer than a section may be."""

    page: int
    """Page number, counted from 1."""
    text: str
    """Its lines, without what surrounds the text; "" for a page of the contents or the index."""
    units: tuple[Unit, ...]
    goes_on: bool
    """Whether it begins in the middle of a paragraph."""
    tokens: int
    """An estimate."""
    raw: str
    """The text as it was read."""
    is_list_of_places: bool
    """Whether it is a page of the contents or the index."""


_LABEL = re.compile(r"\d{1,4}|[ivxlc]{1,7}", re.IGNORECASE)
_ENDS_WITH_PLACES = re.compile(r"[^\W\d].*,\s*\d{1,4}(?:\s*[,;–-]\s*\d{1,4})*$")
_FEWEST_LINES = 4
_FEWEST_WITHOUT_LEADERS = 8
_SHARE, _SHARE_WITHOUT_LEADERS, _SHARE_OF_AN_INDEX = 0.5, 0.7, 0.4
_RISES = 0.8
_PIECES = 4
"""A page that is too long is cut into pieces of at most one of so many parts of what a section may have."""
MARKDOWN_HEADING = re.compile(r"#{1,6}\s+\S")
_CLOSED = re.compile(r"[.!?。！？…:：;；][\"'”’»)\]」』）]*$")


@dataclass(frozen=True, slots=True)
class _Text:
    """A page as `running_heads` wants it."""

    page: int
    text: str
    file_id: str = ""


def read_body(pages: Sequence["Page"], *, max_tokens: int) -> list[Leaf]:
    """The pages in their order; what is longer than `max_tokens` is cut at its lines."""
    heads = running_heads(_Text(page.number, page.text) for page in pages)
    carried: Carried | None = None
    is_open = False
    leaves = []
    for page in pages:
        is_list = is_list_of_places(page.text)
        for raw in _pieces(page.text, max_tokens):
            units: tuple[Unit, ...] = ()
            text = ""
            if not is_list:
                text = "\n".join(body_lines(raw, page=page.number, heads=heads)).strip("\n")
                units, carried = read_page(raw, page=page.number, heads=heads, carried=carried)
            leaves.append(
                Leaf(
                    page=page.number,
                    text=text,
                    units=units,
                    goes_on=is_open,
                    tokens=estimate_tokens(text),
                    raw=raw,
                    is_list_of_places=is_list,
                )
            )
            is_open = bool(text) and not _CLOSED.search(text) and _ends_in_prose(units)
    return leaves


def is_list_of_places(text: str) -> bool:
    """Whether a page holds the contents or the index and little else."""
    lines = [line for each in text.split("\n") if (line := each.strip())]
    if len(lines) < _FEWEST_LINES:
        return False
    led = len(lines) - sum(1 for line in without_leaders("\n".join(lines)).split("\n") if line)
    found = [label for line in lines if (label := _label(line))]
    if led >= _FEWEST_LINES and max(led, len(found)) >= _SHARE * len(lines):
        return True
    if len(lines) < _FEWEST_WITHOUT_LEADERS:
        return False
    if sum(1 for line in lines if _ENDS_WITH_PLACES.match(line)) >= _SHARE_OF_AN_INDEX * len(lines):
        return True
    return len(found) >= _SHARE_WITHOUT_LEADERS * len(lines) and _is_rising(found)


def _label(line: str) -> str:
    """The number of a page that closes a line of more words; "" when nothing does."""
    before, _, last = line.replace("…", ".").rpartition(" ")
    label = last.rpartition(".")[2]
    return label if (before or len(label) < len(last)) and _LABEL.fullmatch(label) else ""


def _is_rising(labels: list[str]) -> bool:
    """As page numbers do in the contents, and amounts in an invoice do not."""
    numbers = [int(label) for label in labels if label.isdigit()]
    if len(numbers) < _FEWEST_WITHOUT_LEADERS:
        return False
    steps = sum(1 for at in range(1, len(numbers)) if numbers[at - 1] <= numbers[at])
    return steps >= _RISES * (len(numbers) - 1) and numbers[0] < numbers[-1]


def _ends_in_prose(units: tuple[Unit, ...]) -> bool:
    return bool(units) and units[-1].kind in {"sentence", "item"}


def _pieces(text: str, max_tokens: int) -> Iterator[str]:
    """The text; where it is too long, cut at Markdown's headings, blank lines, or any."""
    if estimate_tokens(text) <= max_tokens:
        yield text
        return
    most = max(1, max_tokens // _PIECES)
    held: list[str] = []
    tokens = 0
    for line in _short_lines(text, max_tokens):
        more = estimate_tokens(line) + 1
        ends = MARKDOWN_HEADING.match(line) or (not line.strip() and tokens > most / 2)
        if held and (ends or tokens + more > most):
            yield "\n".join(held)
            held, tokens = [], 0
        held.append(line)
        tokens += more
    yield "\n".join(held)


def _short_lines(text: str, max_tokens: int) -> Iterator[str]:
    for line in text.split("\n"):
        # A letter is at most one token.
        step = len(line) or 1 if estimate_tokens(line) <= max_tokens else max_tokens
        for at in range(0, max(len(line), 1), step):
            yield line[at : at + step]

"""Find every picture of a PDF, in processes of their own."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from pdfai.documents.limits import DEFAULT_LIMITS
from pdfai.documents.pictures.captions import captions_of
from pdfai.documents.pictures.picture import Decoration, FoundPictures, Picture
from pdfai.documents.pictures.strips import strips, union
from pdfai.documents.piecework import Done, Failed, Job, do_pieces
from pdfai.documents.places import Rectangle
from pdfai.documents.rendering import DEFAULT_RENDERING_LIMITS, RenderingLimits
from pdfai.documents.serving import require_readable_pdf
from pdfai.documents.stopping import Stop
from pdfai.errors import DamagedDocumentError, DocumentTooLargeError, PagesNotFoundError
from pdfai.page_ranges import PageRanges

_TOOL = Path(__file__).with_name("finding_worker.py")
_FEWEST_PIXELS, _MOST_PIXELS = 9, 2**32
"""Fewer are a colour, stretched; and no file has as many."""
_TINY, _HAIRLINE = 18.0, 3.0
"""Points: bullets and icons are smaller, rules thinner."""
_FEWEST_REPETITIONS = 3
_MOST_PAGES = 200
"""That one process looks at."""
_PAPER = 250
"""How bright paper is at least, of 255."""


def find_pictures(
    data: bytes,
    *,
    name: str = "",
    password: str | None = None,
    pages: PageRanges | None = None,
    limits: RenderingLimits = DEFAULT_RENDERING_LIMITS,
    stop: Stop | None = None,
) -> FoundPictures:
    """Find the pictures of all pages, or of those that are meant.

    Those in patterns, in the glyphs of fonts and in annotations are not found. Blocks; may be called from any
    thread. Raises a `DocumentError` leaf when the document does not open.
    """
    require_readable_pdf(data, name=name, most_bytes=limits.bytes)
    job = Job(
        tool=_TOOL,
        limits=limits.sandbox,
        packages={"pypdfium2_raw": "documents"},
        password=password,
        name=name,
        most_pieces=_MOST_PAGES,
    )
    (counted,) = do_pieces(job, [{}], data, stop=stop)
    count = counted.answer["count"] if isinstance(counted, Done) else 0
    numbers = _numbers(count, pages, name)
    looks, problems = _look(job, numbers, data, stop)
    pictures = [picture for page, look in looks.items() for picture in _of_page(page, look)]
    return FoundPictures(
        pictures=tuple(_mark_repeated(pictures, len(numbers))), problems=problems, page_count=count
    )


def _numbers(count: int, pages: PageRanges | None, name: str) -> Sequence[int]:
    if not count:
        raise DamagedDocumentError(name, "it has no pages")
    if count > DEFAULT_LIMITS.pages:
        raise DocumentTooLargeError(name, f"{count:,} pages, {DEFAULT_LIMITS.pages:,} allowed")
    if pages is None:
        return range(1, count + 1)
    try:
        return pages.numbers(count)
    except PagesNotFoundError as error:
        raise error.named(name) from None


def _look(
    job: Job, numbers: Sequence[int], data: bytes, stop: Stop | None
) -> tuple[dict[int, dict[str, Any]], dict[int, str]]:
    """What is on each page; a page that cannot be drawn is looked at without drawing it."""
    looks, problems = dict[int, dict[str, Any]](), dict[int, str]()
    left = numbers
    for is_drawn in (True, False):
        pieces = [{"page": page, "is_drawn": is_drawn} for page in left]
        problems = {}
        for page, result in zip(left, do_pieces(job, pieces, data, stop=stop), strict=True):
            if isinstance(result, Failed):
                problems[page] = result.problem
            else:
                looks[page] = {**result.answer, "is_drawn": is_drawn}
        left = list(problems)
    return dict(sorted(looks.items())), problems


def _of_page(page: int, look: Mapping[str, Any]) -> Iterator[Picture]:
    placed = [
        Picture(
            page=page,
            ordinal=ordinal,
            rectangle=(rectangle := Rectangle(*told["rectangle"])),
            whole=rectangle,
            key=told["key"],
            width=told["pixels"][0],
            height=told["pixels"][1],
            is_in_form=told["is_in_form"],
            is_mask=told["is_mask"],
            decoration="" if problem else _decoration(told, rectangle),
            problem=problem,
        )
        for ordinal, told in enumerate(look["pictures"])
        for problem in [_problem(told, Rectangle(*told["rectangle"]), look)]
    ]
    _join(placed)
    shown = [at for at, each in enumerate(placed) if each.is_worth_describing]
    said = [(told["text"], Rectangle(*told["rectangle"])) for told in look["captions"]]
    for at, caption in zip(shown, captions_of([placed[at].whole for at in shown], said), strict=True):
        placed[at] = replace(placed[at], caption=caption)
    yield from placed


def _decoration(told: Mapping[str, Any], rectangle: Rectangle) -> Decoration:
    width, height = rectangle.right - rectangle.left, rectangle.top - rectangle.bottom
    if max(width, height) < _TINY:
        return "tiny"
    if min(width, height) < _HAIRLINE:
        return "hairline"
    if told["colour"] is not None:
        return "invisible" if min(told["colour"]) >= _PAPER else "background"
    return "background" if math.prod(told["pixels"]) < _FEWEST_PIXELS else ""


def _problem(told: Mapping[str, Any], rectangle: Rectangle, look: Mapping[str, Any]) -> str:
    sheet = Rectangle(*look["sheet"])
    if rectangle.right <= rectangle.left or rectangle.top <= rectangle.bottom:
        return "it has no area"
    if not (rectangle.left < sheet.right and rectangle.right > sheet.left) or not (
        rectangle.bottom < sheet.top and rectangle.top > sheet.bottom
    ):
        return "it lies outside the page"
    if math.prod(told["pixels"]) > _MOST_PIXELS:
        width, height = told["pixels"]
        return f"it claims to have {width:,} x {height:,} pixels"
    if not told["is_readable"]:
        return "its data is damaged, or in a format nobody here can read"
    return "" if look["is_drawn"] else "its page cannot be drawn"


def _join(placed: list[Picture]) -> None:
    """Let strips know what they are strips of."""
    for span in strips([each.rectangle for each in placed]):
        parts = [placed[at] for at in span]
        whole = union([part.rectangle for part in parts])
        key = sha256("".join(part.key for part in parts).encode()).hexdigest()[: len(parts[0].key)]
        width, height = whole.right - whole.left, whole.top - whole.bottom
        is_rule = max(width, height) < _TINY or min(width, height) < _HAIRLINE
        # A strip is as slim as a rule; it is what the whole is.
        is_plain = all(part.decoration in {"background", "invisible"} for part in parts)
        for at in span:
            decoration = placed[at].decoration if is_rule or is_plain else ""
            placed[at] = replace(placed[at], part_of=span.start, whole=whole, key=key, decoration=decoration)


def _mark_repeated(pictures: Sequence[Picture], page_count: int) -> Iterator[Picture]:
    """Say so of what is on most pages."""
    pages = defaultdict[str, set[int]](set)
    for picture in pictures:
        pages[picture.key].add(picture.page)
    for picture in pictures:
        on = len(pages[picture.key])
        is_repeated = on >= _FEWEST_REPETITIONS and on > page_count / 2 and not picture.decoration
        yield replace(picture, decoration="repeated") if is_repeated else picture

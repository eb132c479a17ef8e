"""Recognise the text of scanned pages, several at once."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

from pdfai.documents.inspecting import PageLook, look_at_pdf
from pdfai.documents.limits import DEFAULT_LIMITS, ReadingLimits
from pdfai.documents.ocr.available import available_engine
from pdfai.documents.ocr.drawing import READING_SIZE, view_to_read
from pdfai.documents.ocr.engines import Engine
from pdfai.documents.ocr.languages import engine_code, first_guess, require_language
from pdfai.documents.ocr.page_reading import PageReader
from pdfai.documents.ocr.words import RecognizedPage
from pdfai.documents.rendering import Rendered, RenderingFailed, render
from pdfai.documents.stopping import Stop
from pdfai.language.languages import main_language_of
from pdfai.page_ranges import PageRanges

_AT_ONCE = os.cpu_count() or 1
_AHEAD = 2 * _AT_ONCE
"""Pages that are drawn and not yet asked for; fewer, and readers wait for what is being drawn."""


def recognize(
    data: bytes,
    *,
    name: str = "",
    password: str | None = None,
    pages: PageRanges | None = None,
    language: str = "",
    dpi: int = 300,
    engine: Engine | None = None,
    limits: ReadingLimits = DEFAULT_LIMITS,
    progress: Callable[[int, int], object] = lambda _done, _all: None,
    stop: Stop | None = None,
) -> Iterator[RecognizedPage]:
    """Recognise all pages, or those that are meant, in their order, whether they need it or not.

    `language` is two letters, or what the engine calls it (`kor+eng`); without, the text that is there and
    the pages themselves tell. `progress` is called with how many pages are done, and of how many. Pages are
    recognised a little ahead of whoever asks for them. Raises a `DocumentError` leaf, OcrUnavailableError,
    and `ReadingStoppedError` once another thread sets `stop`.
    """
    engine = engine or available_engine()
    given = require_language(language, engine.languages, engine=engine.name) if language else ""
    look = look_at_pdf(data, name=name, password=password, pages=pages, limits=limits, stop=stop)
    known = given or engine_code(
        main_language_of("\n".join(page.text for page in look.pages)), engine.languages
    )
    ours = Stop()

    most = replace(READING_SIZE, bytes=limits.bytes)

    def draw(pages: Sequence[PageLook]) -> list[Rendered | RenderingFailed]:
        views = [view_to_read(page, dpi=dpi) for page in pages]
        return render(data, views, name=name, password=password, limits=most, stop=ours)

    return _in_order(
        _Job(
            reader=PageReader(engine=engine, is_given=bool(given), stop=ours),
            whole=stop or Stop(),
            pages=look.pages,
            draw=draw,
            language=known or first_guess(look.language, installed=engine.languages),
            is_known=bool(known),
            progress=progress,
        )
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Job:
    reader: PageReader
    """Its stop is set when nobody wants the other pages."""
    whole: Stop
    """Of whoever asks, perhaps for more than this document."""
    pages: Sequence[PageLook]
    draw: Callable[[Sequence[PageLook]], list[Rendered | RenderingFailed]]
    language: str
    """To begin with."""
    is_known: bool
    """Or else the first page with words on it tells those that follow."""
    progress: Callable[[int, int], object]


def _in_order(job: _Job) -> Iterator[RecognizedPage]:
    """While some pages are read, the next ones are drawn; no more of them are held than that takes."""
    with job.whole.watching(job.reader.stop):
        yield from _as_read(job)


def _as_read(job: _Job) -> Iterator[RecognizedPage]:
    waiting: deque[Future[RecognizedPage]] = deque()
    language, is_known, done = job.language, job.is_known, 0
    threads = ThreadPoolExecutor(max_workers=_AT_ONCE, thread_name_prefix="pdfai-ocr")
    try:
        for number, picture in _pictures(job):
            waiting.append(threads.submit(job.reader.read, number, picture, language))
            is_last = number == job.pages[-1].number
            while waiting and (is_last or not is_known or len(waiting) > _AHEAD):
                page = waiting.popleft().result()
                if page.words and not is_known:
                    language, is_known = require_language(page.language, job.reader.engine.languages), True
                done += 1
                job.progress(done, len(job.pages))
                yield page
    finally:
        job.reader.stop.set()
        threads.shutdown(cancel_futures=True)


def _pictures(job: _Job) -> Iterator[tuple[int, Rendered | RenderingFailed]]:
    for start in range(0, len(job.pages), _AT_ONCE):
        pages = job.pages[start : start + _AT_ONCE]
        yield from zip((page.number for page in pages), job.draw(pages), strict=True)

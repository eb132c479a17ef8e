"""Read a page in the language it turns out to have, from the side it is to be read from."""

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pdfai.documents.ocr.engines import Engine, EngineFailedError
from pdfai.documents.ocr.hocr import SeenWord
from pdfai.documents.ocr.languages import code_of_script, engine_code, language_named
from pdfai.documents.ocr.words import RecognizedPage, Word, mean_confidence
from pdfai.documents.rendering import Rendered, RenderingFailed
from pdfai.documents.stopping import Stop
from pdfai.language.languages import main_language_of

_DOUBTFUL = 0.6
"""Of confidence: below, script or direction are mistaken; what is merely smudged has more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PageReader:
    """Reads the pages of one document; may be called from several threads at once."""

    engine: Engine
    is_given: bool
    """Whether the language is known, and nothing a page looks like changes it."""
    stop: Stop

    def read(self, number: int, picture: Rendered | RenderingFailed, language: str) -> RecognizedPage:
        """A page in this language, or in the one it turns out to have."""
        if isinstance(picture, RenderingFailed):
            return RecognizedPage(number=number, problem=picture.problem)
        start = time.perf_counter()
        reading, problem = _Reading(language=language), ""
        try:
            if not picture.is_one_colour:
                reading = self._read(picture, language)
        except EngineFailedError as error:
            problem = str(error)
        return RecognizedPage(
            number=number,
            words=tuple(_word(seen, picture) for seen in reading.words),
            language=language_named(reading.language),
            seconds=time.perf_counter() - start,
            problem=problem,
        )

    def _read(self, picture: Rendered, language: str) -> "_Reading":
        reading = self._read_in(language, picture)
        if reading.confidence < _DOUBTFUL:
            reading = self._read_again(picture, reading)
        if self.is_given or reading.confidence < _DOUBTFUL:
            return reading
        # Latin letters are the same in many languages, so by now all words are known but a few.
        own = engine_code(main_language_of(reading.text), self.engine.languages)
        if own in {"", reading.language}:
            return reading
        if self.engine.is_one_model:
            return replace(reading, language=own)
        return self._read_in(own, picture, is_turned=reading.is_turned)

    def _read_again(self, picture: Rendered, first: "_Reading") -> "_Reading":
        """In the script that it is in, from the side it is to be read from; or else what was read."""
        glance = self.engine.glance(picture.data, dpi=picture.dpi, stop=self.stop)
        language = ""
        if not self.is_given:
            language = code_of_script(glance.script, tried=first.language, installed=self.engine.languages)
        if language in {"", first.language} and not glance.is_turned:
            return first
        second = self._read_in(language or first.language, picture, is_turned=glance.is_turned)
        return max(first, second, key=lambda reading: reading.confidence)

    def _read_in(self, language: str, picture: Rendered, *, is_turned: bool = False) -> "_Reading":
        words = self.engine.read(
            picture.data, language=language, dpi=picture.dpi, is_turned=is_turned, stop=self.stop
        )
        return _Reading(language=language, words=words, is_turned=is_turned)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Reading:
    language: str
    """In the engine's words."""
    words: Sequence[SeenWord] = ()
    is_turned: bool = False

    @property
    def confidence(self) -> float:
        return mean_confidence([(word.text, word.confidence) for word in self.words])

    @property
    def text(self) -> str:
        return "".join(word.text + word.after for word in self.words)


def _word(seen: SeenWord, picture: Rendered) -> Word:
    """The word where it stands on the page."""
    across, up = picture.matrix[:2]
    # The page may be turned for the reader, and its words upright, or the words turned on it.
    turn = round(math.degrees(math.atan2(up, across)) / 90) * 90
    return Word(
        text=seen.text,
        rectangle=picture.on_page(seen.left, seen.top, seen.right, seen.bottom),
        confidence=seen.confidence,
        after=seen.after,
        turn=(turn + seen.turn) % 360,
        is_upside_down=seen.turn == 180,
    )

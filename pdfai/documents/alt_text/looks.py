"""Whether pages still look as they did."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pdfai.documents.limits import ReadingLimits
from pdfai.documents.piecework import Done, Job, do_pieces
from pdfai.documents.rendering import DEFAULT_RENDERING_LIMITS
from pdfai.documents.stopping import Stop

_TOOL = Path(__file__).with_name("looks_tool.py")
_MOST_PAGES = 200
"""That one process draws."""


class Looks:
    """What the pages of a document look like; one that hangs, or kills who draws it, costs no other."""

    def __init__(
        self, data: bytes, *, name: str, password: str | None, limits: ReadingLimits, stop: Stop | None
    ) -> None:
        """Draw nothing yet."""
        cpu_seconds = min(limits.cpu_seconds, DEFAULT_RENDERING_LIMITS.cpu_seconds)
        wall_seconds = min(limits.wall_seconds, DEFAULT_RENDERING_LIMITS.wall_seconds)
        self._job = Job(
            tool=_TOOL,
            limits=replace(limits.sandbox, cpu_seconds=cpu_seconds, wall_seconds=wall_seconds),
            packages={"pypdfium2_raw": "documents"},
            password=password,
            name=name,
            most_pieces=_MOST_PAGES,
        )
        self._data, self._stop = data, stop
        self._before: dict[int, Any] = {}

    def different(self, written: bytes, numbers: Sequence[int]) -> set[int]:
        """Which of these pages look different in what was written, as far as they could be drawn before."""
        self._before |= self._looks(self._data, [each for each in numbers if each not in self._before])
        drawn = [each for each in numbers if self._before[each] is not None]
        return {
            number for number, look in self._looks(written, drawn).items() if look != self._before[number]
        }

    def _looks(self, data: bytes, numbers: Sequence[int]) -> dict[int, Any]:
        """None for a page that cannot be drawn."""
        results = do_pieces(self._job, [{"page": number} for number in numbers], data, stop=self._stop)
        return {
            number: result.answer["look"] if isinstance(result, Done) else None
            for number, result in zip(numbers, results, strict=True)
        }

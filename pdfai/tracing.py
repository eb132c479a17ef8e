"""What a call goes through, for whoever traces; nothing of OpenTelemetry is imported where nobody does."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager
    from types import TracebackType

    from pdfai_api.request import Request

CALL = "pdfai.call"
"""The request extension that holds the call which a request is for."""


class Call:
    """A call that nobody traces."""

    def __enter__(self) -> Self:
        """The call, over at the end of the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self.end(error)

    def current(self) -> AbstractContextManager[object]:
        """A block whose own spans, such as those of HTTP, belong to the call."""
        return nullcontext()

    def attempted(self) -> None:
        """Say that it is sent, perhaps once more."""

    def answered(self, status: int, headers: Mapping[str, str]) -> None:
        """Say that an answer begins."""

    def note(self, value: object) -> None:
        """Tell what an answer, or an event of one, says."""

    def end(self, error: BaseException | None = None) -> None:
        """Say that it is over, and why if it went badly; what is said twice counts once."""


UNTRACED = Call()


def call_of(request: Request[Any], base_url: str) -> Call:
    """The call of a request, as a span where the program traces."""
    # Who traces has imported it: asking so costs a look into a dictionary, and finding it ourselves would
    # cost everybody else a search through the path.
    if "opentelemetry.trace" not in sys.modules:
        return UNTRACED
    from pdfai.spans import begun  # noqa: PLC0415  # needs an extra

    return begun(request, base_url) or UNTRACED

"""Server-sent events out of bytes, however they were cut on the way. No I/O.

As the HTML standard has them. The libraries for it read with generators inside generators, of which trio
warns when a reader stops half way.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass

# Nothing else ends a line: U+2028 may stand in JSON.
_LINE_END = re.compile(rb"\r\n|\n|\r")


@dataclass(frozen=True, kw_only=True, slots=True)
class ServerSentEvent:
    """One event; without a name of its own it has the name ""."""

    name: str
    data: str
    id: str = ""
    """What the server knows the event by, "" where it says nothing of it."""


class EventDecoder:
    """Takes bytes as they come and gives the events that are complete."""

    def __init__(self) -> None:
        self._rest = b""
        self._after_return = False
        self._is_first_line = True
        self._name = ""
        self._id = ""
        self._data: list[str] = []

    def feed(self, piece: bytes) -> Iterator[ServerSentEvent]:
        """The events that these bytes complete; one whose blank line never comes is none."""
        if self._after_return:
            # The line ended in the piece before; a line feed still belongs to that end.
            piece = piece.removeprefix(b"\n")
        self._after_return = piece.endswith(b"\r")
        *lines, self._rest = _LINE_END.split(self._rest + piece)
        for line in lines:
            event = self._take(line)
            if event is not None:
                yield event

    def _take(self, line: bytes) -> ServerSentEvent | None:
        if self._is_first_line:
            line, self._is_first_line = line.removeprefix(codecs.BOM_UTF8), False
        if not line:
            return self._completed()
        field, _, value = line.decode("utf-8", errors="replace").partition(":")
        value = value.removeprefix(" ")
        if field == "event":
            self._name = value
        elif field == "data":
            self._data.append(value)
        elif field == "id":
            self._id = value
        return None

    def _completed(self) -> ServerSentEvent | None:
        name, data, id = self._name, self._data, self._id
        self._name, self._data, self._id = "", [], ""
        return ServerSentEvent(name=name, data="\n".join(data), id=id) if data else None

"""Who listens to which run."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream

from pdfai.server.runs.events import Event

_MANY = 100_000
"""Events that wait for a listener who does not keep up; more than a run has."""


class Feeds:
    """Hands the events of this process's runs to those who listen; used in the server's event loop only."""

    def __init__(self) -> None:
        self._listening: dict[str, list[MemoryObjectSendStream[Event]]] = {}

    @contextmanager
    def listen(self, run_id: str) -> Iterator[MemoryObjectReceiveStream[Event]]:
        """What happens to the run while the block lasts."""
        sending, receiving = anyio.create_memory_object_stream[Event](_MANY)
        self._listening.setdefault(run_id, []).append(sending)
        try:
            with sending, receiving:
                yield receiving
        finally:
            self._listening[run_id].remove(sending)
            if not self._listening[run_id]:
                del self._listening[run_id]

    def tell(self, run_id: str, events: Iterable[Event]) -> None:
        """Hand events on."""
        listeners = self._listening.get(run_id)
        if listeners:
            for event in events:
                for sending in listeners:
                    sending.send_nowait(event)

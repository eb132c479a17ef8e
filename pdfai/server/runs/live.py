"""Pieces of an answer on their way from the model to whoever writes them down."""

import math
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream

from pdfai.server.models.base import Piece, Tell

Write = Callable[[list[Piece]], Awaitable[None]]


@asynccontextmanager
async def live(write: Write) -> AsyncIterator[Tell]:
    """Write what is told in the block, each piece as soon as the ones before it are written.

    What comes meanwhile is written together. After the block, everything is.
    """
    problem: Exception | None = None
    sending, receiving = anyio.create_memory_object_stream[Piece](math.inf)
    async with anyio.create_task_group() as group:
        group.start_soon(_hand_on, receiving, write)
        with sending:
            try:
                yield sending.send_nowait
            except Exception as error:
                # Not through the group, which would wrap it.
                problem = error
    if problem is not None:
        raise problem


async def _hand_on(receiving: MemoryObjectReceiveStream[Piece], write: Write) -> None:
    with receiving:
        async for piece in receiving:
            waiting = receiving.statistics().current_buffer_used
            await write([piece, *(receiving.receive_nowait() for _ in range(waiting))])

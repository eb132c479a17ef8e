"""Pieces of an answer on their way from the model to whoever writes them down."""

import math
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import anyio

from pdfai.server.models.base import Piece, Tell

Write = Callable[[list[Piece]], Awaitable[None]]


@asynccontextmanager
async def live(write: Write) -> AsyncIterator[Tell]:
    """Write what is told in the block, each piece as soon as the ones before it are written.

    What comes meanwhile is written together. After the block, everything is; what cannot be written ends it.
    """
    # Not raised inside the group, which would wrap them.
    problems: list[Exception] = []
    sending, receiving = anyio.create_memory_object_stream[Piece](math.inf)

    async def hand_on() -> None:
        try:
            async for piece in receiving:
                waiting = receiving.statistics().current_buffer_used
                await write([piece, *(receiving.receive_nowait() for _ in range(waiting))])
        except Exception as problem:
            problems.append(problem)
            group.cancel_scope.cancel()

    async with receiving, anyio.create_task_group() as group:
        group.start_soon(hand_on)
        with sending:
            try:
                yield sending.send_nowait
            except Exception as problem:
                problems.append(problem)
    if problems:
        raise problems[0]

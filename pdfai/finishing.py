"""What must be whole is finished, whoever calls it off meanwhile: a task's cancellation, a user's Ctrl-C.

Written `@afinished`, derived `@finished`.
"""

import asyncio
import signal
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import anyio

P = ParamSpec("P")
T = TypeVar("T")

_INTERRUPTS = (signal.SIGINT, signal.SIGTERM)


def afinished(work: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """A function that, once called, comes to its end; only then is its caller cancelled."""

    @wraps(work)
    async def finish(*args: P.args, **kwargs: P.kwargs) -> T:
        with anyio.CancelScope(shield=True):
            working = work(*args, **kwargs)
            is_asyncio = anyio.get_cancelled_exc_class() is asyncio.CancelledError
            result = await (_in_its_own_task(working) if is_asyncio else working)
        return result  # noqa: RET504  # mypy takes it that a scope may swallow what is raised inside

    return finish


def finished(work: Callable[P, T]) -> Callable[P, T]:
    """The same where Ctrl-C is what breaks in: it is heard after the work, a second one at once.

    It goes by the program's own signal handlers; only the main thread has any.
    """

    @wraps(work)
    def finish(*args: P.args, **kwargs: P.kwargs) -> T:
        with _holding_interrupts_back():
            return work(*args, **kwargs)

    return finish


async def _in_its_own_task(work: Coroutine[Any, Any, T]) -> T:
    # asyncio's own cancellation (asyncio.timeout, Task.cancel, Ctrl-C) heeds no shield of anyio's.
    task = asyncio.create_task(work)
    cancellation: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancellation = error
    if cancellation is None:
        return task.result()
    raise cancellation from (None if task.cancelled() else task.exception())


@contextmanager
def _holding_interrupts_back() -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    handlers = _hold_back(heard)
    try:
        yield
    finally:
        _restore(handlers)
        if heard:
            handlers[heard[0]](heard[0], None)


def _hold_back(heard: list[int]) -> dict[int, Callable[[int, Any], Any]]:
    """Write interrupts down for later; returns the handlers that will hear of them."""
    found = {number: signal.getsignal(number) for number in _INTERRUPTS}
    # Signals that are ignored, or end the process without Python's doing, go on as they did.
    handlers = {int(number): handler for number, handler in found.items() if callable(handler)}

    def hear(number: int, frame: Any) -> None:
        heard.append(number)
        if len(heard) > 1:
            heard.clear()
            _restore(handlers)
            handlers[number](number, frame)

    for number in handlers:
        signal.signal(number, hear)
    return handlers


def _restore(handlers: dict[int, Callable[[int, Any], Any]]) -> None:
    for number, handler in handlers.items():
        signal.signal(number, handler)

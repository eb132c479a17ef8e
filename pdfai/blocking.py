"""Work that may block, a file's or a caller's own, and the seam that keeps it out of event loops."""

import inspect
import threading
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar, TypeVarTuple

import anyio
from anyio import create_task_group, get_cancelled_exc_class, to_thread
from anyio.lowlevel import checkpoint_if_cancelled

from pdfai.errors import InvalidArgumentError

Arguments = TypeVarTuple("Arguments")
T = TypeVar("T")
U = TypeVar("U")

AsyncLock = anyio.Lock
"""For one at a time, among tasks."""
Lock = threading.Lock
"""The same among threads."""


async def ain_thread(work: Callable[[*Arguments], T], *arguments: *Arguments) -> T:
    """What the work returns, done in a thread of its own; a task that is cancelled does not wait for it."""
    return await to_thread.run_sync(work, *arguments, abandon_on_cancel=True)


def in_thread(work: Callable[[*Arguments], T], *arguments: *Arguments) -> T:
    """The same in this thread, which has nothing else to do meanwhile."""
    return work(*arguments)


class NotAwaitedError(InvalidArgumentError):
    """A function turned out to be `async` where nobody can await it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is async: only AsyncOpenAIClient can call it")


async def acalled(function: Callable[..., Any], arguments: Mapping[str, Any]) -> Any:
    """What a function returns: an `async` one is awaited, another does not hold the event loop up."""
    try:
        if inspect.iscoroutinefunction(function):
            return await function(**arguments)
        value = await ain_thread(partial(function, **arguments))
        return await value if inspect.isawaitable(value) else value
    except get_cancelled_exc_class() as error:
        await checkpoint_if_cancelled()  # goes no further when it was the caller who was called off
        raise RuntimeError("what it waited for was cancelled") from error


def called(function: Callable[..., Any], arguments: Mapping[str, Any]) -> Any:
    """The same without an event loop, for functions that `check_callable` let pass."""
    value = function(**arguments)
    if inspect.iscoroutine(value):
        value.close()
        raise NotAwaitedError(getattr(function, "__name__", "The function"))
    return value


def acheck_callable(function: Callable[..., Any], name: str) -> None:
    """Nothing: whoever can await calls them all."""


def check_callable(function: Callable[..., Any], name: str) -> None:
    """InvalidArgumentError for an `async` function, which nobody here could await."""
    if inspect.iscoroutinefunction(function):
        raise NotAwaitedError(name)


async def aall_of(
    work: Callable[[U], Awaitable[T]],
    items: Sequence[U],
    *,
    at_once: int | None = None,
    stop: Callable[[], object] = lambda: None,
    lets_finish: bool = False,
) -> list[T]:
    """What the work gives for each, in their order, done all at once or so many; one that raises ends all.

    With `lets_finish` those under way then come to their end, and only no more are begun; who is called off
    ends them all the same. `stop` ends what would hold up the end of the others; it is called where not all
    came to theirs.
    """
    results: dict[int, T] = {}
    failures: list[Exception] = []
    numbers = iter(range(len(items)))
    try:
        async with create_task_group() as tasks:

            async def take() -> None:
                try:
                    for number in numbers:  # shared: each is taken once, in their order
                        if failures:
                            break
                        results[number] = await work(items[number])
                except Exception as error:  # raised below, as it is
                    failures.append(error)
                    if not lets_finish:
                        tasks.cancel_scope.cancel()

            for _ in range(min(at_once or len(items), len(items))):
                tasks.start_soon(take)
    finally:
        if len(results) < len(items):
            stop()
    if failures:
        raise failures[0]
    return [results[number] for number in range(len(items))]


def all_of(
    work: Callable[[U], T],
    items: Sequence[U],
    *,
    at_once: int = 1,
    stop: Callable[[], object] = lambda: None,
    lets_finish: bool = False,
) -> list[T]:
    """The same one after the other, or so many at once in threads of their own, which only `stop` ends."""
    if at_once == 1:
        return [work(item) for item in items]
    # Imported here: with all that it imports, most clients would pay for nothing.
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

    results: dict[int, T] = {}
    failures: list[Exception] = []

    def take(number: int) -> None:
        if failures:
            return
        try:
            results[number] = work(items[number])
        except Exception as error:  # raised below, as it is
            failures.append(error)
            if not lets_finish:
                stop()

    with ThreadPoolExecutor(at_once) as threads:
        try:
            for each in [threads.submit(take, number) for number in range(len(items))]:
                each.result()
        finally:
            if len(results) < len(items):
                stop()
                threads.shutdown(cancel_futures=True)
    if failures:
        raise failures[0]
    return [results[number] for number in range(len(items))]

"""Work that may block, a file's or a caller's own, and the seam that keeps it out of event loops."""

import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar, TypeVarTuple

from anyio import create_task_group, to_thread

from pdfai.errors import InvalidArgumentError

Arguments = TypeVarTuple("Arguments")
T = TypeVar("T")
U = TypeVar("U")


async def ain_thread(work: Callable[[*Arguments], T], *arguments: *Arguments) -> T:
    """What the work returns, done in a thread of its own; a task that is cancelled does not wait for it."""
    return await to_thread.run_sync(work, *arguments, abandon_on_cancel=True)


def in_thread(work: Callable[[*Arguments], T], *arguments: *Arguments) -> T:
    """The same in this thread, which has nothing else to do meanwhile."""
    return work(*arguments)


async def acalled(function: Callable[..., Any], arguments: Mapping[str, Any]) -> Any:
    """What a function returns: an `async` one is awaited, another does not hold the event loop up."""
    if inspect.iscoroutinefunction(function):
        return await function(**arguments)
    value = await ain_thread(partial(function, **arguments))
    return await value if inspect.isawaitable(value) else value


def called(function: Callable[..., Any], arguments: Mapping[str, Any]) -> Any:
    """The same without an event loop. InvalidArgumentError for an `async` one."""
    if inspect.iscoroutinefunction(function):
        raise InvalidArgumentError(f"{function.__name__} is async: only AsyncOpenAIClient can call it")
    return function(**arguments)


async def aall_of(work: Callable[[U], Awaitable[T]], items: Sequence[U]) -> list[T]:
    """What the work gives for each, in their order, done all at once. One that raises ends the others."""
    results: dict[int, T] = {}
    failures: list[Exception] = []
    async with create_task_group() as tasks:

        async def one(number: int) -> None:
            try:
                results[number] = await work(items[number])
            except Exception as error:  # raised below, as it is
                failures.append(error)
                tasks.cancel_scope.cancel()

        for number in range(len(items)):
            tasks.start_soon(one, number)
    if failures:
        raise failures[0]
    return [results[number] for number in range(len(items))]


def all_of(work: Callable[[U], T], items: Sequence[U]) -> list[T]:
    """The same one after the other."""
    return [work(item) for item in items]

"""Work that blocks, such as reading a file, and the seam that keeps it out of event loops."""

from collections.abc import Callable
from typing import TypeVar, TypeVarTuple

from anyio import to_thread

Arguments = TypeVarTuple("Arguments")
T = TypeVar("T")


async def ain_thread(work: Callable[[*Arguments], T], *arguments: *Arguments) -> T:
    """What the work returns, done in a thread of its own; a task that is cancelled does not wait for it."""
    return await to_thread.run_sync(work, *arguments, abandon_on_cancel=True)


def in_thread(work: Callable[[*Arguments], T], *arguments: *Arguments) -> T:
    """The same in this thread, which has nothing else to do meanwhile."""
    return work(*arguments)

"""What becomes of the others where one of many works at once raises."""

from threading import Event

import anyio
import anyio.lowlevel
import pytest

from pdfai.blocking import aall_of, all_of


@pytest.mark.anyio
async def test_tasks_under_way_come_to_their_end() -> None:
    """Where they are let; and no more are begun."""
    begun: list[int] = []
    ended: list[int] = []
    failing = anyio.Event()

    async def work(number: int) -> None:
        begun.append(number)
        if number == 1:
            failing.set()
            raise OSError("no such luck")
        await failing.wait()
        await anyio.lowlevel.checkpoint()
        ended.append(number)

    with pytest.raises(OSError, match="no such luck"):
        await aall_of(work, range(5), at_once=2, lets_finish=True)
    assert (begun, ended) == ([0, 1], [0])


def test_threads_under_way_come_to_their_end() -> None:
    """The same in threads: nothing ends them before."""
    begun: list[int] = []
    events: list[str] = []
    waiting, failing = Event(), Event()

    def work(number: int) -> None:
        begun.append(number)
        if number == 1:
            assert waiting.wait(10)
            failing.set()
            raise OSError("no such luck")
        waiting.set()
        assert failing.wait(10)
        events.append("ended")

    with pytest.raises(OSError, match="no such luck"):
        all_of(work, range(5), at_once=2, stop=lambda: events.append("stopped"), lets_finish=True)
    assert (sorted(begun), events) == ([0, 1], ["ended", "stopped"])


@pytest.mark.anyio
async def test_tasks_are_ended_with_the_one_that_fails() -> None:
    """Unless they are let come to their end."""

    async def work(number: int) -> None:
        if number == 1:
            raise OSError("no such luck")
        await anyio.Event().wait()

    with anyio.fail_after(10), pytest.raises(OSError, match="no such luck"):
        await aall_of(work, range(5), at_once=2)


@pytest.mark.parametrize(
    ("error", "lets_finish"),
    [(OSError("no"), False), (KeyboardInterrupt(), False), (KeyboardInterrupt(), True)],
)
def test_threads_are_stopped(error: BaseException, lets_finish: bool) -> None:
    """By one that fails unless they are let come to their end; by Ctrl-C at any rate."""
    waiting, stopped = Event(), Event()

    def work(number: int) -> None:
        if number == 0:
            assert waiting.wait(10)
            raise error
        waiting.set()
        assert stopped.wait(10)

    with pytest.raises(type(error)):
        all_of(work, range(5), at_once=2, stop=stopped.set, lets_finish=lets_finish)
    assert stopped.is_set()


@pytest.mark.anyio
async def test_who_is_called_off_waits_for_nobody() -> None:
    """Also where those under way might come to their end."""
    stopped = anyio.Event()

    async def work(_: int) -> None:
        scope.cancel()
        await anyio.Event().wait()

    with anyio.fail_after(10), anyio.CancelScope() as scope:
        await aall_of(work, range(5), at_once=2, stop=stopped.set, lets_finish=True)
    assert scope.cancelled_caught
    assert stopped.is_set()

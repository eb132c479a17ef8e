"""How an asynchronous module becomes a synchronous one."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).parents[2] / "scripts" / "unasync.py"


def _load() -> ModuleType:
    specification = importlib.util.spec_from_file_location("unasync", SCRIPT)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules["unasync"] = module
    specification.loader.exec_module(module)
    return module


unasync = _load()


@pytest.mark.parametrize(
    ("source", "twin"),
    [
        ("async def get() -> None: ...\n", "def get() -> None: ...\n"),
        ("value = await get()\n", "value = get()\n"),
        ("value = (await get()).value\n", "value = (get()).value\n"),
        ("async with a as b, await c() as d:\n", "with a as b, c() as d:\n"),
        ("x = [y async for y in z if await y]\n", "x = [y for y in z if y]\n"),
        ("await  get()\n", "get()\n"),
        ("class AsyncOpenAIClient(AsyncFiles): ...\n", "class OpenAIClient(Files): ...\n"),
        ("http = httpx.AsyncClient()\n", "http = httpx.Client()\n"),
        ("from pdfai._async.client import A\n", "from pdfai._sync.client import A\n"),
        ("stream: httpx.AsyncByteStream\n", "stream: httpx.SyncByteStream\n"),
        ("await clock.asleep(1)\n", "clock.sleep(1)\n"),
        ("pytestmark = pytest.mark.anyio\n\nx = 1\n", "\nx = 1\n"),
    ],
)
def test_derives(source: str, twin: str) -> None:
    """Keywords go, names change."""
    assert unasync.derive(source).text == twin


@pytest.mark.parametrize(
    "source",
    [
        '"""Wait: `await get()` in an async function."""\n',
        "# await nothing, async or not\n",
        "asynchronously = 1\n",
        "Asynchrony = 2\n",
        "is_async = True\n",
        "def get() -> None:\n    return None\n",
    ],
)
def test_leaves_alone(source: str) -> None:
    """Words are not keywords, and a word that only begins like a rule is another word."""
    derived = unasync.derive(source)
    assert derived.text == source
    assert derived.rules == frozenset()


def test_text_follows_names() -> None:
    """Docstrings and comments speak of the names beside them."""
    source = '"""An `AsyncOpenAIClient`; see `aclose`."""\n'
    assert unasync.derive(source).text == '"""An `OpenAIClient`; see `close`."""\n'


def test_rules_are_counted() -> None:
    """Every rule that was needed is told, so that one that nothing needs can be found."""
    derived = unasync.derive("async def f():\n    await x.aclose()\n")
    assert derived.rules == {"async", "await", "aclose"}
    assert derived.rules < unasync.all_rules()


def test_async_only() -> None:
    """A module can say that it has no twin."""
    assert not unasync.has_twin("# async only: tasks can be cancelled, threads cannot\n")
    assert unasync.has_twin("x = 1\n")


def test_differences() -> None:
    """Both ways: what changed, what is missing, what nobody derives any more."""
    a, b, c, d = map(Path, "abcd")
    wanted = {a: "1", b: "2", c: "3"}
    present = {b: "2", c: "old", d: "4"}
    assert unasync.differences(wanted, present) == ["changed: c", "missing: a", "orphaned: d"]
    assert unasync.differences(wanted, wanted) == []

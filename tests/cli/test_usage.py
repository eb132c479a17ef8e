"""`pdfai usage`: what was spent, as a table or for programs."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

REVENUE = "What was the net revenue?"

Command = Callable[..., Any]


@pytest.fixture
def spent(tmp_path: Path) -> None:
    """A ledger of two days and three models."""
    folder = tmp_path / "data"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "usage.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE spent (day, model, prompt_tokens, completion_tokens, cost)")
        rows = [
            ("2026-10-31", "gpt-x", 1000, 500, None),
            ("2026-11-01", "extractive", 20, 10, 0),
            ("2026-11-01", "gpt-x", 1_234_567, 1000, None),
            ("2026-11-01", "\x1b[31mred\n=", 8, 0, 0.25),
        ]
        connection.executemany("INSERT INTO spent VALUES (?, ?, ?, ?, ?)", rows)


@pytest.mark.usefixtures("spent")
def test_a_table_by_day_and_model(pdfai: Command) -> None:
    """Numbers on the right, a total below; what a model calls itself steers no terminal."""
    outcome = pdfai("usage", "--price", "gpt-x=1/10")
    assert outcome.out == (
        "day         model            read  written      total    cost\n"
        "2026-10-31  gpt-x           1,000      500      1,500  0.0060\n"
        "2026-11-01  [31mred =           8        0          8  0.2500\n"
        "2026-11-01  extractive         20       10         30  0.0000\n"
        "2026-11-01  gpt-x       1,234,567    1,000  1,235,567  1.2446\n"
        "total                   1,235,595    1,510  1,237,105  1.5006\n"
    )
    assert (outcome.code, outcome.err) == (0, "")


@pytest.mark.usefixtures("spent")
def test_what_has_no_price(pdfai: Command) -> None:
    """Is left out of the cost, and said to be."""
    outcome = pdfai("usage")
    assert outcome.out.splitlines()[-1].endswith("0.2500")
    assert outcome.out.splitlines()[1].endswith("-")
    assert outcome.err == "The cost leaves out what has no price: --price gpt-x=READ/WRITTEN\n"


@pytest.mark.usefixtures("spent")
def test_nothing_has_a_price(pdfai: Command, tmp_path: Path) -> None:
    """Who named none is not asked for one: there is no cost that lacks something."""
    with closing(sqlite3.connect(tmp_path / "data" / "usage.sqlite")) as connection, connection:
        connection.execute("DELETE FROM spent WHERE cost IS NOT NULL")
    outcome = pdfai("usage")
    assert outcome.out.splitlines()[0].split() == ["day", "model", "read", "written", "total"]
    assert outcome.err == ""


@pytest.mark.usefixtures("spent")
def test_since_a_day(pdfai: Command) -> None:
    """That day and those behind it."""
    assert "2026-10-31" not in pdfai("usage", "--since", "2026-11-01").out
    outcome = pdfai("usage", "--since", "2026-12-01")
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == "Nothing was spent yet since 2026-12-01.\n"
    told = json.loads(pdfai("usage", "--since", "2026-11-01", "--json").out)
    assert {row["day"] for row in told["rows"]} == {"2026-11-01"}
    assert told["total"]["completion_tokens"] == 1010


@pytest.mark.usefixtures("spent")
def test_json(pdfai: Command) -> None:
    """One object on one line; a price for all others is one for each without its own."""
    outcome = pdfai("usage", "--json", "--price", "*=1", "--price", "gpt-x=0/1000")
    assert outcome.out.count("\n") == 1
    told = json.loads(outcome.out)
    assert told["rows"][0] == {
        "day": "2026-10-31",
        "model": "gpt-x",
        "prompt_tokens": 1000,
        "completion_tokens": 500,
        "total_tokens": 1500,
        "cost": 0.5,
    }
    assert told["total"] == {
        "prompt_tokens": 1_235_595,
        "completion_tokens": 1510,
        "total_tokens": 1_237_105,
        "cost": pytest.approx(1.500008),
    }


def test_nothing_yet(pdfai: Command, data: Any) -> None:
    """Is no failure, and makes no file."""
    outcome = pdfai("usage")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "Nothing was spent yet.\n")
    assert json.loads(pdfai("usage", "--json").out)["rows"] == []
    assert not data.path.exists()


def test_chats_are_noted(
    pdfai: Command, report: Path, upstream: Any, serve: Callable[..., str], tmp_path: Path
) -> None:
    """With the model that answered: in this process, and on a server elsewhere."""
    pdfai("chat", report, "--ask", REVENUE)
    upstream.says("It was 48 million euros [1].")
    pdfai("chat", report, "--ask", REVENUE, "--model", "m", "--upstream-url", upstream.url)
    (offline, model) = json.loads(pdfai("usage", "--json").out)["rows"]
    assert (offline["model"], offline["cost"]) == ("extractive", 0)
    assert (model["model"], model["cost"]) == ("m", None)
    assert model["prompt_tokens"] > 10 < offline["prompt_tokens"]
    other = tmp_path / "other"
    pdfai("chat", report, "--ask", REVENUE, "--base-url", serve(), "--data-dir", other)
    (row,) = json.loads(pdfai("usage", "--json", "--data-dir", other).out)["rows"]
    assert row["model"] == "extractive"


@pytest.mark.parametrize("price", ["gpt-x", "=1/2", "gpt-x=", "gpt-x=1.2.3", "gpt-x=-1/2", "gpt-x=1/2/3/"])
def test_what_is_no_price(refused: Callable[..., str], price: str) -> None:
    """Is refused with how to write one."""
    assert "write it as MODEL=READ/WRITTEN" in refused("usage", "--price", price, code=2)


def test_what_is_no_day(refused: Callable[..., str]) -> None:
    """Is wrong usage."""
    assert "--since" in refused("usage", "--since", "yesterday", code=2)


def test_starts_light(start: Callable[..., Any]) -> None:
    """It needs no server."""
    heavy = {"fastapi", "httpx", "sqlalchemy", "starlette"}
    program = (
        f"import sys; from pdfai.cli.main import run; run(['usage']); print(*{heavy} & sys.modules.keys())"
    )
    assert start(program=program).communicate(timeout=20) == ("\n", "Nothing was spent yet.\n")

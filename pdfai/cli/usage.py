"""`pdfai usage`: what was spent, by day and model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from pdfai.cli.answering import DataDirOption
from pdfai.cli.budgeting import PriceOption, prices_of
from pdfai.cli.rendering import print_json_line
from pdfai.cli.talk import on_one_line, say
from pdfai.spending.budget import Budget

if TYPE_CHECKING:
    from pdfai.spending.ledger import LedgerRow
    from pdfai.token_count import TokenCount

_HEADINGS = ("day", "model", "read", "written", "total", "cost")


def usage(
    data_dir: DataDirOption = None,
    since: Annotated[
        datetime | None,
        typer.Option("--since", metavar="DAY", formats=["%Y-%m-%d"], help="From this day on: 2026-11-01."),
    ] = None,
    price: PriceOption = None,
    json: Annotated[bool, typer.Option("--json", help="Print it all as one line of JSON.")] = False,
) -> None:
    """Show what pdfai has spent on this machine, by day (UTC) and model.

    It counts what its commands, and programs with an embedded client, had answered; what was asked of a
    server by others is not known here. A cost is shown where the price is known.
    """
    from pdfai.data_directory import ledger_in  # noqa: PLC0415  # `--help` should not wait for it

    prices = prices_of(price)
    rows = ledger_in(data_dir).rows(since.date() if since else None)
    rows = [_priced(row, Budget(prices=prices)) for row in rows]
    if json:
        print_json_line({"rows": [_as_json(row) for row in rows], "total": _counts(_total(rows))})
    elif rows:
        typer.echo(_table(rows))
    if not rows:
        say(f"Nothing was spent yet{f' since {since.date()}' if since else ''}.")
    elif unpriced := sorted({row.model for row in rows if row.cost is None}):
        _tell_unpriced(unpriced, some_are_priced=any(row.cost for row in rows))


def _priced(row: LedgerRow, budget: Budget) -> LedgerRow:
    """The row at the price given now, or else with the cost known then."""
    tokens = row.tokens
    cost = budget.cost(
        row.model, row.model, prompt_tokens=tokens.prompt_tokens, completion_tokens=tokens.completion_tokens
    )
    return row if cost is None else replace(row, cost=float(cost))


@dataclass(frozen=True, kw_only=True)
class _Total:
    tokens: TokenCount
    cost: float | None
    """Of what has a price; None if nothing has."""


def _total(rows: Sequence[LedgerRow]) -> _Total:
    from pdfai.token_count import TokenCount  # noqa: PLC0415  # as above

    known = [row.cost for row in rows if row.cost is not None]
    return _Total(tokens=sum((row.tokens for row in rows), TokenCount()), cost=sum(known) if known else None)


def _as_json(row: LedgerRow) -> dict[str, object]:
    return {"day": row.day.isoformat(), "model": row.model, **_counts(row)}


def _counts(counted: LedgerRow | _Total) -> dict[str, object]:
    tokens = counted.tokens
    return {
        "prompt_tokens": tokens.prompt_tokens,
        "completion_tokens": tokens.completion_tokens,
        "total_tokens": tokens.total_tokens,
        "cost": counted.cost,
    }


def _table(rows: Sequence[LedgerRow]) -> str:
    """Text on the left, numbers on the right, the total below; costs only where there are any."""
    total = _total(rows)
    lines = [
        _HEADINGS,
        *((row.day.isoformat(), on_one_line(row.model), *_cells(row)) for row in rows),
        ("total", "", *_cells(total)),
    ]
    columns = len(_HEADINGS) if total.cost else len(_HEADINGS) - 1
    widths = [max(len(line[column]) for line in lines) for column in range(columns)]
    return "\n".join(_aligned(line, widths) for line in lines)


def _cells(counted: LedgerRow | _Total) -> Iterable[str]:
    tokens = counted.tokens
    for count in (tokens.prompt_tokens, tokens.completion_tokens, tokens.total_tokens):
        yield f"{count:,}"
    yield "-" if counted.cost is None else f"{counted.cost:,.4f}"


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.ljust(width) if column < 2 else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(line, widths, strict=False))
    ]
    return "  ".join(cells).rstrip()


def _tell_unpriced(models: Sequence[str], *, some_are_priced: bool) -> None:
    if some_are_priced:
        named = " ".join(f"--price {on_one_line(model)}=READ/WRITTEN" for model in models)
        say(f"The cost leaves out what has no price: {named}")

"""What a command may spend, and what tokens cost."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Annotated

import typer

from pdfai.errors import InvalidArgumentError
from pdfai.spending.budget import Budget, Price

PriceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--price",
        metavar="MODEL=READ/WRITTEN",
        help="What a million tokens cost that a model reads, and that it writes: gpt-x=1.25/10; may be "
        "repeated, and *=READ/WRITTEN stands for all others.",
    ),
]
MaxTokensTotalOption = Annotated[
    int | None,
    typer.Option(
        "--max-tokens-total", metavar="NUMBER", help="Stop before a model has read and written more tokens."
    ),
]
MaxCostOption = Annotated[
    float | None,
    typer.Option("--max-cost", metavar="AMOUNT", help="Stop before it costs more, at the --price given."),
]

_PRICE = re.compile(r"(?P<model>.+)=(?P<prompt>[\d.]+)(?:/(?P<completion>[\d.]+))?")


def prices_of(given: Iterable[str] | None) -> Mapping[str, Price]:
    """By model; raises `InvalidArgumentError` for what is no price."""
    return dict(map(_price, given or ()))


def budget_of(
    *, max_tokens_total: int | None, max_cost: float | None, price: Iterable[str] | None
) -> Budget | None:
    """None where nothing is bounded or priced."""
    prices = prices_of(price)
    if max_tokens_total is None and max_cost is None and not prices:
        return None
    if max_cost is not None and not prices:
        raise InvalidArgumentError("--max-cost needs a --price, such as --price gpt-x=1.25/10")
    return Budget(max_tokens_total=max_tokens_total, max_cost=max_cost, prices=prices)


def _price(given: str) -> tuple[str, Price]:
    match = _PRICE.fullmatch(given.strip())
    try:
        if match is None:
            raise ValueError(given)
        prompt, completion = Decimal(match["prompt"]), Decimal(match["completion"] or 0)
    except (ValueError, ArithmeticError):
        raise InvalidArgumentError(
            f"--price {given!r} is no price: write it as MODEL=READ/WRITTEN, such as gpt-x=1.25/10"
        ) from None
    return match["model"], Price(prompt=prompt, completion=completion)

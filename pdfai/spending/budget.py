"""What a client may spend: limits, prices, and what a call gets of what is left. Pure."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from pdfai.errors import BudgetExceededError, ConfigurationError, InvalidArgumentError
from pdfai.options import OFFLINE_MODEL

LEAST_TOKENS = 256
"""What a call that names no maximum gets at least, to read or to write; runs may have no lower one."""
MOST_TO_WRITE = 4096
"""What it gets at most: servers refuse a maximum that their model could never write."""
MOST_TO_READ = 65_536
"""What a run gets at most that names no maximum, so that others may go on beside it."""

_MILLION = 1_000_000
_OTHERS = "*"
_NOTHING = Decimal()
_NO_LIMIT = Decimal("Infinity")


@dataclass(frozen=True, kw_only=True, slots=True)
class Price:
    """What a million tokens cost, read (prompt) and written (completion), in a currency of your own."""

    prompt: float | Decimal
    completion: float | Decimal = 0

    def __post_init__(self) -> None:
        """Refuse what is no price."""
        for name in ("prompt", "completion"):
            _check(name, getattr(self, name))

    def of(self, *, prompt_tokens: int, completion_tokens: int) -> Decimal:
        """What so many tokens cost."""
        return (_exact(self.prompt) * prompt_tokens + _exact(self.completion) * completion_tokens) / _MILLION


@dataclass(frozen=True, kw_only=True, slots=True)
class Amount:
    """Tokens, and what they cost."""

    tokens: int = 0
    cost: Decimal = _NOTHING

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(tokens=self.tokens + other.tokens, cost=self.cost + other.cost)


@dataclass(frozen=True, kw_only=True, slots=True)
class Need:
    """What a call asks for, before it is sent."""

    model: str
    prompt_tokens: int | None
    """What it may read; None where the caller named no maximum."""
    completion_tokens: int | None
    """What each answer may be long; None where the caller named no maximum."""
    answers: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Allowance:
    """What a call gets: at most so many tokens to read and for each answer, which are this amount in all."""

    prompt_tokens: int
    completion_tokens: int
    amount: Amount


@dataclass(frozen=True, kw_only=True, slots=True)
class Budget:
    """What a client may spend; a call that might pass it is refused before it is sent.

    Tokens are counted over all models but the offline one, which costs nothing. `prices` are by the names of
    models, `*` standing for all others; with a `max_cost` a model without a price is refused.
    """

    max_tokens_total: int | None = None
    """Tokens read and written, together."""
    max_cost: float | Decimal | None = None
    """In the currency of the prices."""
    prices: Mapping[str, Price] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what could never work."""
        if self.max_tokens_total is not None:
            _check("max_tokens_total", self.max_tokens_total)
        if self.max_cost is not None:
            _check("max_cost", self.max_cost)
            if not self.prices:
                raise InvalidArgumentError("A max_cost needs prices, such as {'gpt-x': Price(prompt=1, ...)}")

    @property
    def has_limits(self) -> bool:
        """Whether it refuses anything at all."""
        return self.max_tokens_total is not None or self.max_cost is not None

    def cost(
        self, answered_by: str, asked: str, *, prompt_tokens: int, completion_tokens: int
    ) -> Decimal | None:
        """What an answer has cost, at its model's price or else the asked model's; None if unknown."""
        if answered_by == OFFLINE_MODEL:
            return _NOTHING
        price = self._price(answered_by, asked)
        if price is None:
            return None
        return price.of(prompt_tokens=prompt_tokens, completion_tokens=completion_tokens)

    def allow(self, need: Need, *, spent: Amount, held: Amount) -> Allowance:
        """What a call gets beside what is spent, and held for calls under way.

        Raises `BudgetExceededError` when that is too little, and `ConfigurationError` when nobody knows what
        the call costs.
        """
        price = self._price_to_pay(need.model)
        taken = spent + held
        free = _Room(self, price, taken)
        prompt, completion = need.prompt_tokens, need.completion_tokens
        if completion is None:
            # Of what is left, a run that may do as it likes gets a quarter to write and the rest to read.
            fitting = free.tokens_to_write(beside=prompt or 0, share=1 if prompt is not None else 4)
            completion = _within(fitting // need.answers, MOST_TO_WRITE)
        if prompt is None:
            prompt = _within(free.tokens_to_read(beside=completion * need.answers), MOST_TO_READ)
        amount = _amount(price, prompt, completion * need.answers)
        self._check_room(amount, spent=spent, held=held)
        return Allowance(prompt_tokens=prompt, completion_tokens=completion, amount=amount)

    def _price(self, *models: str) -> Price | None:
        named = (self.prices[model] for model in models if model in self.prices)
        return next(named, self.prices.get(_OTHERS))

    def _price_to_pay(self, model: str) -> Price:
        price = self._price(model)
        if price is None and self.max_cost is not None:
            raise ConfigurationError(
                f"The budget has a max_cost and no price for the model {model!r}: "
                "add one to its prices, under that name or under '*'"
            )
        return price or Price(prompt=0)

    def _check_room(self, amount: Amount, *, spent: Amount, held: Amount) -> None:
        taken = spent + held
        if self.max_tokens_total is not None and taken.tokens + amount.tokens > self.max_tokens_total:
            raise BudgetExceededError(
                "tokens",
                spent=spent.tokens,
                held=held.tokens,
                limit=self.max_tokens_total,
                needed=amount.tokens,
            )
        if self.max_cost is not None and taken.cost + amount.cost > _exact(self.max_cost):
            raise BudgetExceededError(
                "cost",
                spent=spent.cost,
                held=held.cost,
                limit=_exact(self.max_cost),
                needed=amount.cost,
            )


class _Room:
    """What is left of a budget, as tokens at a price."""

    def __init__(self, budget: Budget, price: Price, taken: Amount) -> None:
        limit = budget.max_tokens_total
        self._tokens = _NO_LIMIT if limit is None else Decimal(limit - taken.tokens)
        self._money = _NO_LIMIT if budget.max_cost is None else _exact(budget.max_cost) - taken.cost
        self._price = price

    def tokens_to_write(self, *, beside: int, share: int) -> int:
        """How many of them fit into a share, 1 of so many, of what so many read leave."""
        money = self._money - self._price.of(prompt_tokens=beside, completion_tokens=0)
        return _fitting((self._tokens - beside) / share, money / share, self._price.completion)

    def tokens_to_read(self, *, beside: int) -> int:
        """How many of them fit beside so many written."""
        money = self._money - self._price.of(prompt_tokens=0, completion_tokens=beside)
        return _fitting(self._tokens - beside, money, self._price.prompt)


def _fitting(tokens: Decimal, money: Decimal, price: float | Decimal) -> int:
    affordable = money * _MILLION / _exact(price) if price else _NO_LIMIT
    fitting = min(tokens, affordable, Decimal(_MILLION))
    return max(int(fitting), 0)


def _amount(price: Price, prompt_tokens: int, completion_tokens: int) -> Amount:
    cost = price.of(prompt_tokens=prompt_tokens, completion_tokens=completion_tokens)
    return Amount(tokens=prompt_tokens + completion_tokens, cost=cost)


def _within(tokens: int, most: int) -> int:
    return max(LEAST_TOKENS, min(tokens, most))


def _exact(value: float | Decimal) -> Decimal:
    # As it was written: 0.1 is a tenth.
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _check(name: str, value: object) -> None:
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    if not is_number or not math.isfinite(value) or value < 0:  # type: ignore[operator, arg-type]  # a number
        raise InvalidArgumentError(f"{name} must be a number from 0 up, not {value!r}")

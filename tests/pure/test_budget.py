"""What a call is allowed of a budget, and that no order of calls passes it."""

from decimal import Decimal
from threading import Barrier, Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfai_api.api.chat import create_completion
from pdfai_api.api.embeddings import create_embedding
from pdfai_api.api.runs import create_run, get_runs, submit_tool_outputs
from pdfai_api.api.threads import create_thread

from pdfai import Budget, BudgetExceededError, ConfigurationError, InvalidArgumentError, Price
from pdfai.spending.books import Books, Hold
from pdfai.spending.budget import LEAST_TOKENS, MOST_TO_READ, MOST_TO_WRITE, Amount, Need
from pdfai.spending.needs import need_of, spends
from pdfai.token_count import TokenCount

NOTHING = Amount()
PRICES = {"m": Price(prompt=1, completion=4), "*": Price(prompt=Decimal("0.1"), completion=0.3)}


def need(prompt: int | None, completion: int | None, *, model: str = "m", answers: int = 1) -> Need:
    return Need(model=model, prompt_tokens=prompt, completion_tokens=completion, answers=answers)


def test_a_call_that_fits_gets_what_it_asks_for() -> None:
    """Down to the last token."""
    allowance = Budget(max_tokens_total=1000).allow(need(300, 700), spent=NOTHING, held=NOTHING)
    assert (allowance.prompt_tokens, allowance.completion_tokens) == (300, 700)
    assert allowance.amount.tokens == 1000


def test_a_call_that_might_pass_is_refused_with_the_numbers() -> None:
    """What is spent, what others hold, what there is and what it takes; and what to do."""
    budget = Budget(max_tokens_total=1000)
    with pytest.raises(BudgetExceededError) as caught:
        budget.allow(need(300, 301), spent=Amount(tokens=100), held=Amount(tokens=300))
    error = caught.value
    assert (error.unit, error.spent, error.held, error.limit, error.needed) == ("tokens", 100, 300, 1000, 601)
    assert str(error) == (
        "The budget has 600 of 1000 tokens left (100 spent, 300 held for calls under way) and this call may "
        "need 601: allow it fewer tokens, or raise max_tokens_total"
    )


def test_money_is_counted_exactly() -> None:
    """A million tokens written at 4, and as many read at 1, are 5; less than that is too little."""
    budget = Budget(max_cost=5.1, prices=PRICES)
    call = need(1_000_000, 1_000_000)
    assert budget.allow(call, spent=Amount(cost=Decimal("0.1")), held=NOTHING).amount.cost == 5
    with pytest.raises(BudgetExceededError) as caught:
        budget.allow(call, spent=Amount(cost=Decimal("0.1000001")), held=NOTHING)
    assert str(caught.value) == (
        "The budget has 4.9999999 of 5.1 left (0.1000001 spent) and this call may cost 5: "
        "allow it fewer tokens, or raise max_cost"
    )


def test_a_completion_without_a_maximum_gets_one() -> None:
    """What is left, but never more than any model could write."""
    budget = Budget(max_tokens_total=10_000)
    assert budget.allow(need(100, None), spent=NOTHING, held=NOTHING).completion_tokens == MOST_TO_WRITE
    assert budget.allow(need(9_000, None), spent=NOTHING, held=NOTHING).completion_tokens == 1000
    assert budget.allow(need(9_000, None, answers=3), spent=NOTHING, held=NOTHING).completion_tokens == 333


def test_money_sets_the_maximum_too() -> None:
    """What is left at the price of what is written: 1000 tokens of 4 per million."""
    budget = Budget(max_cost=0.005, prices=PRICES)
    assert budget.allow(need(1000, None), spent=NOTHING, held=NOTHING).completion_tokens == 1000


def test_a_run_without_maxima_leaves_room_for_others() -> None:
    """It gets a quarter of what is left to write, and what it could ever need to read."""
    allowance = Budget(max_tokens_total=1_000_000).allow(need(None, None), spent=NOTHING, held=NOTHING)
    assert (allowance.prompt_tokens, allowance.completion_tokens) == (MOST_TO_READ, MOST_TO_WRITE)
    allowance = Budget(max_tokens_total=2000).allow(need(None, None), spent=NOTHING, held=NOTHING)
    assert (allowance.prompt_tokens, allowance.completion_tokens) == (1500, 500)
    allowance = Budget(max_tokens_total=2000).allow(need(None, 300), spent=NOTHING, held=NOTHING)
    assert (allowance.prompt_tokens, allowance.completion_tokens) == (1700, 300)


def test_the_least_a_run_needs() -> None:
    """256 tokens to read and 256 to write: servers refuse a lower maximum."""
    least = 2 * LEAST_TOKENS
    Budget(max_tokens_total=least).allow(need(None, None), spent=NOTHING, held=NOTHING)
    with pytest.raises(BudgetExceededError, match=f"511 of 511 .* need {least}"):
        Budget(max_tokens_total=least - 1).allow(need(None, None), spent=NOTHING, held=NOTHING)


def test_a_model_without_a_price_is_refused() -> None:
    """Where money is limited; tokens have no price."""
    budget = Budget(max_cost=1, prices={"m": Price(prompt=1)})
    with pytest.raises(ConfigurationError, match=r"no price for the model 'other': add one .* '\*'"):
        budget.allow(need(1, 1, model="other"), spent=NOTHING, held=NOTHING)
    Budget(max_cost=1, prices=PRICES).allow(need(1, 1, model="other"), spent=NOTHING, held=NOTHING)
    Budget(max_tokens_total=2).allow(need(1, 1, model="other"), spent=NOTHING, held=NOTHING)


@pytest.mark.parametrize("value", [-1, float("nan"), float("inf"), "1", True, Decimal("NaN")])
def test_what_is_no_limit_and_no_price(value: Any) -> None:
    """Is refused where it is given."""
    for make in (
        lambda: Budget(max_tokens_total=value),
        lambda: Budget(max_cost=value, prices=PRICES),
        lambda: Price(prompt=value),
    ):
        with pytest.raises(InvalidArgumentError, match="from 0 up"):
            make()


def test_money_needs_prices() -> None:
    """Without any it could never be counted."""
    with pytest.raises(InvalidArgumentError, match="needs prices"):
        Budget(max_cost=1)


def test_who_answers_sets_the_price() -> None:
    """His own, or that of the model that was asked, or that of all others; the offline one costs nothing."""
    budget = Budget(prices={"m": Price(prompt=2), "m-2026": Price(prompt=3), "*": Price(prompt=5)})
    costs = [
        budget.cost(answered_by, asked, prompt_tokens=1_000_000, completion_tokens=9)
        for answered_by, asked in [
            ("m-2026", "m"), ("m-2027", "m"), ("x", "y"), ("extractive", "m"),
        ]
    ]  # fmt: skip
    assert costs == [3, 2, 5, 0]
    assert Budget().cost("m", "m", prompt_tokens=1, completion_tokens=1) is None


def test_calls_that_spend() -> None:
    """Those that a model works on, and no others."""
    message: Any = {"role": "user", "content": "Hi"}
    body: Any = {"model": "m", "messages": [message], "input": "Hi", "tool_outputs": [], "assistant_id": "a"}
    spending: list[Any] = [
        create_completion.request(body=body),
        create_completion.stream(body=body),
        create_embedding.request(body=body),
        create_run.request("thread_1", body=body),
        create_run.stream("thread_1", body=body),
        submit_tool_outputs.request("thread_1", "run_1", body=body),
    ]
    assert all(map(spends, spending))
    assert not spends(get_runs.request("thread_1"))
    assert not spends(create_thread.request(body={}))


def test_what_a_request_needs() -> None:
    """Its words by estimate, a picture by the piece and not by its bytes, and what the caller allows."""
    picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64," + "A" * 100_000}}
    text = {"type": "text", "text": "word " * 80}
    body: Any = {"model": "m", "messages": [{"role": "user", "content": [text, picture]}], "max_tokens": 9}
    needed = need_of(create_completion.request(body=body), model="m")
    assert needed.completion_tokens == 9
    assert 1600 <= (needed.prompt_tokens or 0) <= 1620
    embedding = create_embedding.request(body={"model": "e", "input": ["word " * 4, "word " * 8]})
    assert need_of(embedding, model="e") == need(15, 0, model="e")
    tokens = create_embedding.request(body={"model": "e", "input": [[1, 2, 3], [4]]})
    assert need_of(tokens, model="e") == need(4, 0, model="e")


calls = st.tuples(
    st.one_of(st.none(), st.integers(0, 3000)),
    st.one_of(st.none(), st.integers(0, 3000)),
    st.integers(1, 3),
    st.sampled_from(["m", "n"]),
    st.floats(0, 1),
    st.floats(0, 1),
)


@given(
    tokens=st.integers(0, 20_000),
    cost=st.decimals(0, Decimal("0.02"), places=6),
    steps=st.lists(st.one_of(calls, st.integers(0, 9)), max_size=30),
)
def test_no_order_of_calls_passes_the_limits(tokens: int, cost: Decimal, steps: list[Any]) -> None:
    """Whatever is begun, ends and fails in whatever order, when servers keep to the maxima they are sent."""
    books = Books(Budget(max_tokens_total=tokens, max_cost=cost, prices=PRICES))
    under_way: list[tuple[Hold, TokenCount]] = []
    spent, paid = 0, Decimal()
    for step in [*steps, *[0] * len(steps)]:
        if isinstance(step, tuple):
            prompt, completion, answers, model, read, written = step
            try:
                hold = books.hold(model, need(prompt, completion, model=model, answers=answers))
            except BudgetExceededError:
                continue
            assert hold.allowance is not None
            used = TokenCount(
                prompt_tokens=int(hold.allowance.prompt_tokens * read),
                completion_tokens=int(hold.allowance.completion_tokens * answers * written),
            )
            under_way.append((hold, used))
        elif under_way:
            hold, used = under_way.pop(step % len(under_way))
            if step == 9:
                books.release(hold)
                continue
            entry = books.settle(hold, hold.model, used)
            assert entry is not None
            spent += used.total_tokens
            paid += entry.cost or 0
        assert spent <= tokens
        assert paid <= cost


def test_two_threads_cannot_pass_it_together() -> None:
    """One of them is refused."""
    books = Books(Budget(max_tokens_total=1000))
    start = Barrier(2)
    outcomes: list[object] = []

    def ask() -> None:
        start.wait()
        try:
            outcomes.append(books.hold("m", need(300, 300)))
        except BudgetExceededError as error:
            outcomes.append(error)

    threads = [Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(each).__name__ for each in outcomes) == ["BudgetExceededError", "Hold"]


def test_a_call_is_settled_once() -> None:
    """What was given back or counted is neither again."""
    books = Books(Budget(max_tokens_total=1000))
    hold = books.hold("m", need(0, 1000))
    assert books.settle(hold, "m", TokenCount(prompt_tokens=400)) is not None
    assert books.settle(hold, "m", TokenCount(prompt_tokens=400)) is None
    books.release(hold)
    books.hold("m", need(0, 600))
    with pytest.raises(BudgetExceededError):
        books.hold("m", need(0, 1))

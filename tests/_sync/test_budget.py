# Derived from tests/_async/test_budget.py by scripts/unasync.py.
"""A budget over a client: what would pass it is not sent, and what was spent is settled and noted."""

import json
from pathlib import Path
from typing import Any

import pytest
from counted_answers import ASKED, CHOICE, EVENTS, RUN, completion, spent

from pdfai import (
    Budget,
    BudgetExceededError,
    ClientSettings,
    ConfigurationError,
    Ledger,
    LedgerRow,
    NotFoundError,
    OpenAIClient,
    Price,
)
from pdfai.token_count import TokenCount


def test_a_call_that_would_pass_it_is_not_sent(client: OpenAIClient, script: Any) -> None:
    """One that fits is, with what is left as its maximum; what it really cost is what counts."""
    client = client.with_options(budget=Budget(max_tokens_total=1000))
    script.answers(completion(10, 40))
    client.create_completion(**ASKED)
    allowed = script.sent()["max_completion_tokens"]
    assert 980 <= allowed < 1000
    script.answers(completion(10, 690))
    client.create_completion(**ASKED)
    assert script.sent()["max_completion_tokens"] == allowed - 50
    with pytest.raises(BudgetExceededError) as caught:
        client.create_completion(**ASKED)
    assert (caught.value.spent, caught.value.limit, caught.value.exit_code) == (750, 1000, 9)
    with pytest.raises(BudgetExceededError):
        client.create_completion(**ASKED, max_tokens=990)
    assert len(script.requests) == 2


def test_a_maximum_that_the_caller_names_is_kept(client: OpenAIClient, script: Any) -> None:
    """Nothing else is put beside it."""
    client = client.with_options(budget=Budget(max_tokens_total=1000))
    script.answers(completion(10, 5))
    client.create_completion(**ASKED, max_tokens=7)
    assert script.sent() == {**ASKED, "max_tokens": 7}


def test_a_client_without_a_budget_sends_what_it_is_told(client: OpenAIClient, script: Any) -> None:
    """No maximum, and no question about the usage."""
    script.answers(completion(10, 5))
    client.create_completion(**ASKED)
    assert script.sent() == ASKED


def test_clients_made_from_it_share_it_unless_they_have_their_own(client: OpenAIClient, script: Any) -> None:
    """A budget of one's own counts from nothing."""
    client = client.with_options(budget=Budget(max_tokens_total=600))
    script.answers(completion(10, 490))
    client.with_options(max_retries=0).create_completion(**ASKED)
    with pytest.raises(BudgetExceededError):
        client.create_completion(**ASKED)
    script.answers(completion(10, 5))
    client.with_options(budget=Budget(max_tokens_total=600)).create_completion(**ASKED)


def test_what_failed_is_given_back(client: OpenAIClient, script: Any) -> None:
    """A refusal costs nothing."""
    client = client.with_options(budget=Budget(max_tokens_total=600))
    for _ in range(3):
        script.answers({"error": {"message": "No."}}, 404)
        with pytest.raises(NotFoundError):
            client.create_completion(**ASKED)
    script.answers(completion(1, 1))
    client.create_completion(**ASKED)


def test_money(client: OpenAIClient, script: Any) -> None:
    """A model without a price is refused; the others have what their tokens cost counted."""
    budget = Budget(max_cost=0.01, prices={"m": Price(prompt=1, completion=10)})
    client = client.with_options(budget=budget)
    with pytest.raises(ConfigurationError, match="no price for the model 'other'"):
        client.create_completion(**{**ASKED, "model": "other"})
    script.answers(completion(1000, 800, model="m-2026-01-01"))
    client.create_completion(**ASKED, max_completion_tokens=900)
    with pytest.raises(BudgetExceededError) as caught:
        client.create_completion(**ASKED, max_completion_tokens=900)
    assert "left (0.009 spent)" in str(caught.value)


def test_the_offline_model_costs_nothing(client: OpenAIClient, script: Any) -> None:
    """Whoever asks it is never refused, and what it answers for another is not counted."""
    prices = {"m": Price(prompt=1)}
    client = client.with_options(budget=Budget(max_tokens_total=600, max_cost=1, prices=prices))
    for _ in range(3):
        script.answers(completion(900, 900, model="extractive"))
        client.create_completion(**{**ASKED, "model": "extractive"})
        assert "max_completion_tokens" not in script.sent()
        script.answers(completion(300, 300, model="extractive"))
        client.create_completion(**ASKED)
    assert client.usage.total.total_tokens == 3 * 2400


def test_embeddings(client: OpenAIClient, script: Any) -> None:
    """Cost what they read."""
    client = client.with_options(budget=Budget(max_tokens_total=100))
    script.answers({"model": "e", "data": [], "usage": {"prompt_tokens": 60, "total_tokens": 60}})
    client.create_embedding(model="e", input="word " * 70)
    assert script.sent() == {"model": "e", "input": "word " * 70}
    with pytest.raises(BudgetExceededError, match=r"40 of 100 .* need 88"):
        client.create_embedding(model="e", input="word " * 70)


def test_a_server_that_does_not_count(client: OpenAIClient, script: Any) -> None:
    """Has its answers estimated."""
    client = client.with_options(budget=Budget(max_tokens_total=600))
    for model, choices in (("m", [CHOICE]), ({"odd": 1}, ["odd", 1])):
        script.answers({"id": "c", "model": model, "choices": choices})
        client.create_completion(**ASKED, max_tokens=100)
    with pytest.raises(BudgetExceededError) as caught:
        client.create_completion(**ASKED, max_tokens=600)
    assert 15 <= caught.value.spent <= 30


def test_a_stream_of_chunks(client: OpenAIClient, script: Any) -> None:
    """Is asked to tell its usage; of one that is closed before, what it said is estimated."""
    client = client.with_options(budget=Budget(max_tokens_total=1000))
    delta = {"id": "c", "model": "m", "choices": [{"index": 0, "delta": {"content": "Hello you, " * 30}}]}
    last = {"id": "c", "model": "m", "choices": [], "usage": spent(100, 300)}
    told = [f"data: {json.dumps(each)}\n\n" for each in (delta, delta, last)]
    script.answers("".join(told) + "data: [DONE]\n\n", headers=EVENTS)
    for _ in client.stream_completion(**ASKED):
        pass
    assert script.sent()["stream_options"] == {"include_usage": True}
    script.answers("".join(told), headers=EVENTS)
    with client.stream_completion(**ASKED) as stream:
        next(stream)
        with pytest.raises(BudgetExceededError, match="held for calls under way"):
            client.create_completion(**ASKED)
    with pytest.raises(BudgetExceededError) as caught:
        client.stream_completion(**ASKED, max_tokens=1000).text().__next__()
    assert 460 < caught.value.spent < 520  # the other stream, the question, and what was heard of the answer


def test_what_is_spent_is_noted_in_the_ledger(script: Any, clock: Any, tmp_path: Path) -> None:
    """What this client asked for, by model and with its cost; runs that others began are not its own."""
    ledger = Ledger(tmp_path / "usage.sqlite")
    client = (
        OpenAIClient.create_with_api_key("sk-key")
        .with_base_domain("https://assistants.example.com")
        .with_transport(script)
        .with_clock(clock)
        .with_ledger(ledger)
        .with_budget(Budget(prices={"m": Price(prompt=1, completion=2)}))
        .build()
    )
    script.answers(completion(100, 200))
    client.create_completion(**ASKED)
    assert script.sent() == ASKED
    script.answers(RUN)
    client.create_run("thread_1", assistant_id="asst_1")
    for run_id in ("run_1", "run_1", "of_others"):
        script.answers({**RUN, "id": run_id, "status": "completed", "usage": spent(1000, 400)})
        client.get_run("thread_1", run_id)
    script.answers({"model": "e", "data": [], "usage": {"prompt_tokens": 3, "total_tokens": 3}})
    client.create_embedding(model="e", input="Hi")
    (embedded, asked) = ledger.rows()
    assert (embedded.model, embedded.tokens.total_tokens, embedded.cost) == ("e", 3, None)
    assert asked == LedgerRow(
        day=asked.day,
        model="m",
        tokens=TokenCount(prompt_tokens=1100, completion_tokens=600),
        cost=0.0023,
    )


def test_a_ledger_that_cannot_be_written_breaks_no_call(
    script: Any, clock: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It is told of once."""
    (tmp_path / "usage.sqlite").mkdir()
    settings = ClientSettings(base_domain="https://assistants.example.com")
    ledger = Ledger(tmp_path / "usage.sqlite")
    client = OpenAIClient(settings, transport=script, clock=clock, ledger=ledger)
    for _ in range(2):
        script.answers(completion(100, 200))
        client.create_completion(**ASKED)
    (record,) = caplog.records
    assert "What is spent is not noted in" in record.getMessage()


def test_an_embedded_client_answers_offline_whatever_its_budget(tmp_path: Path) -> None:
    """And notes it in its data directory."""
    with OpenAIClient.embedded(tmp_path, budget=Budget(max_tokens_total=0)) as client:
        assistant = client.create_assistant(model="extractive")
        thread = client.create_thread(messages=[{"role": "user", "content": "Who?"}])
        client.run_and_get_assistant_response(thread.id, assistant_id=assistant.id)
        with pytest.raises(BudgetExceededError):
            client.create_completion(**ASKED)
    (row,) = Ledger(tmp_path / "usage.sqlite").rows()
    assert (row.model, row.cost) == ("extractive", 0)

# Derived from tests/_async/test_budget_of_runs.py by scripts/unasync.py.
"""A budget and runs: what one may spend is held until it has ended, whoever sees that."""

import json
from typing import Any

import pytest
from counted_answers import ASKED, EVENTS, RUN, RUNNING, completion, spent

from pdfai import (
    Budget,
    BudgetExceededError,
    ConfigurationError,
    InvalidArgumentError,
    OpenAIClient,
    Price,
    RunFailedError,
)


def test_a_run_holds_its_maxima_until_it_has_ended(client: OpenAIClient, script: Any) -> None:
    """It is sent them, and settled by whoever sees it end; once."""
    client = client.with_options(budget=Budget(max_tokens_total=2000))
    script.answers(RUN)
    client.create_run("thread_1", **RUNNING)
    assert script.sent() == {
        **RUNNING,
        "max_prompt_tokens": 1500,
        "max_completion_tokens": 500,
    }
    script.answers({**RUN, "status": "in_progress"})  # looked at before others are refused
    with pytest.raises(BudgetExceededError, match=r"0 of 2000 .* 2000 held"):
        client.create_completion(**ASKED)
    for _ in range(2):
        script.answers({**RUN, "status": "completed", "usage": spent(700, 100)})
        client.get_run("thread_1", "run_1")
    with pytest.raises(BudgetExceededError, match=r"1200 of 2000 tokens left \(800 spent\) "):
        client.create_completion(**ASKED, max_tokens=1200)


def test_runs_nobody_waited_for(client: OpenAIClient, script: Any) -> None:
    """Are looked at before another call is refused; those that are gone hold nothing."""
    client = client.with_options(budget=Budget(max_tokens_total=1100))
    script.answers(RUN)
    client.create_run("thread_1", **RUNNING)
    script.answers({**RUN, "status": "cancelled", "usage": spent(200, 0)})
    script.answers({**RUN, "id": "run_2"})
    client.create_run("thread_1", **RUNNING)
    script.answers({"error": {"message": "No such run."}}, 404)
    script.answers(completion(1, 1))
    client.create_completion(**ASKED, max_tokens=800)


def test_a_run_that_goes_on(client: OpenAIClient, script: Any) -> None:
    """With tool outputs it spends what was held for it from its beginning."""
    client = client.with_options(budget=Budget(max_tokens_total=600))
    script.answers({**RUN, "status": "requires_action"})
    client.create_thread_and_run(**RUNNING)
    script.answers({**RUN, "status": "completed", "usage": spent(300, 100)})
    client.submit_tool_outputs("thread_1", "run_1", tool_outputs=[])
    with pytest.raises(BudgetExceededError, match="400 spent"):
        client.create_run("thread_1", **RUNNING)


def test_a_run_begun_elsewhere(client: OpenAIClient, script: Any) -> None:
    """Goes on if its own maxima fit; without any, nobody knows what it may spend."""
    client = client.with_options(budget=Budget(max_tokens_total=600))
    script.answers({**RUN, "status": "requires_action"})
    with pytest.raises(InvalidArgumentError, match="give runs max_prompt_tokens"):
        client.submit_tool_outputs("thread_1", "run_1", tool_outputs=[])
    limited = {**RUN, "max_prompt_tokens": 300, "max_completion_tokens": 300}
    script.answers(limited)
    script.answers({**limited, "status": "completed", "usage": spent(300, 200)})
    client.submit_tool_outputs("thread_1", "run_1", tool_outputs=[])
    with pytest.raises(BudgetExceededError, match="500 spent"):
        client.create_run("thread_1", **RUNNING)
    script.answers({**limited, "id": "run_2"})
    with pytest.raises(BudgetExceededError):
        client.submit_tool_outputs("thread_1", "run_2", tool_outputs=[])


def test_a_streamed_run(client: OpenAIClient, script: Any) -> None:
    """Is held from its first event; hanging up does not end it."""
    client = client.with_options(budget=Budget(max_tokens_total=600))
    created = f"event: thread.run.created\ndata: {json.dumps(RUN)}\n\n"
    ended = json.dumps({**RUN, "status": "completed", "usage": spent(200, 50)})
    script.answers(f"{created}event: thread.run.completed\ndata: {ended}\n\n", headers=EVENTS)
    with client.stream_run("thread_1", **RUNNING) as stream:
        next(stream)
    assert script.sent()["max_prompt_tokens"] == 344
    script.answers(RUN)
    with pytest.raises(BudgetExceededError, match="600 held"):
        client.create_completion(**ASKED)
    done = "event: done\ndata: [DONE]\n\n"
    script.answers(f"event: thread.run.completed\ndata: {ended}\n\n{done}", headers=EVENTS)
    client.stream_run_events("thread_1", "run_1").final_run()
    with pytest.raises(BudgetExceededError, match="250 spent"):
        client.create_run("thread_1", **RUNNING)


@pytest.mark.parametrize("ended", ["completed", "incomplete"])
def test_a_run_of_a_server_that_does_not_count(client: OpenAIClient, script: Any, ended: str) -> None:
    """May have used all it was allowed; one that failed has not."""
    client = client.with_options(budget=Budget(max_tokens_total=1000))
    script.answers({**RUN, "status": "failed"})
    client.create_run("thread_1", **RUNNING)
    script.answers({**RUN, "status": ended})
    client.create_run("thread_1", **RUNNING, max_prompt_tokens=300)
    assert script.sent()["max_completion_tokens"] == 700
    with pytest.raises(BudgetExceededError, match="1000 spent"):
        client.create_completion(**ASKED)


def test_run_helpers(client: OpenAIClient, script: Any) -> None:
    """Spend as the calls do that they are made of."""
    client = client.with_options(budget=Budget(max_tokens_total=600))
    script.answers(RUN)
    script.answers({**RUN, "status": "failed", "usage": spent(200, 0)})
    with pytest.raises(RunFailedError):
        client.run_and_get_assistant_response("thread_1", **RUNNING)
    with pytest.raises(BudgetExceededError, match="200 spent"):
        client.run_and_get_assistant_response("thread_1", **RUNNING)


def test_the_price_of_a_run_is_its_assistants(client: OpenAIClient, script: Any) -> None:
    """The assistant is looked up where the run names no model; the offline one needs no budget."""
    client = client.with_options(budget=Budget(max_cost=0, prices={"m": Price(prompt=1)}))
    script.answers({"id": "asst_1", "model": "dear"})
    with pytest.raises(ConfigurationError, match="no price for the model 'dear'"):
        client.create_run("thread_1", assistant_id="asst_1")
    script.answers({"id": "asst_1", "model": "m"})
    with pytest.raises(BudgetExceededError, match=r"0 left \(0 spent\)"):
        client.create_run("thread_1", assistant_id="asst_1")
    script.answers({"id": "asst_1", "model": "extractive"})
    script.answers(RUN)
    client.create_run("thread_1", assistant_id="asst_1")
    assert script.sent() == {"assistant_id": "asst_1"}

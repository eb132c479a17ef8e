"""What a server says that counts tokens, and what it is asked: for tests of budgets."""

from typing import Any

EVENTS = {"content-type": "text/event-stream"}
ASKED: Any = {"model": "m", "messages": [{"role": "user", "content": "Hi"}]}
CHOICE = {"index": 0, "message": {"role": "assistant", "content": "Hello"}, "finish_reason": "stop"}
RUNNING: Any = {"assistant_id": "asst_1", "model": "m"}
RUN = {"id": "run_1", "thread_id": "thread_1", "model": "m", "status": "queued", "usage": None}


def spent(prompt: int, completion: int) -> dict[str, int]:
    """The usage of an answer."""
    total = prompt + completion
    return {"prompt_tokens": prompt, "completion_tokens": completion, "total_tokens": total}


def completion(prompt: int, written: int, model: str = "m") -> dict[str, Any]:
    """An answer that cost so much."""
    return {"id": "c", "model": model, "choices": [CHOICE], "usage": spent(prompt, written)}

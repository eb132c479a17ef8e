"""Functions a model wants called: the run waits, its caller calls them, and the run goes on."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from pdfai.server.models.base import FunctionCall, FunctionRound, Reply
from pdfai.server.problems import Problem
from pdfai.server.runs import lifecycle
from pdfai.server.runs.endings import end_overdue
from pdfai.server.runs.events import run_event
from pdfai.server.runs.steps import open_steps
from pdfai.server.store import kinds, tables
from pdfai.server.store.leases import fresh_lease
from pdfai.server.store.records import JsonObject, now
from pdfai.server.store.run_events import add_events

_ANSWERABLE = "requires_action"


def require_action(connection: Connection, run: Row[Any], step_id: str, reply: Reply) -> JsonObject:
    """Let a run wait for what the model asked for, in a step that has begun; returns the run.

    Nobody works at it meanwhile: its lease ends when it expires, so that the next server to look ends it.
    """
    calls = [_shown(call) for call in reply.calls]
    changes = {"step_details": lifecycle.function_details(calls), "usage": lifecycle.usage_of(reply.usage)}
    kinds.run_steps.change(connection, kinds.run_steps.row(connection, step_id), changes)
    until = run.body["expires_at"]
    return kinds.runs.change(
        connection, run, lifecycle.waiting(calls), status=_ANSWERABLE, lease_expires_at=until
    )


def submit(
    connection: Connection,
    thread_id: str,
    run_id: str,
    outputs: Sequence[Mapping[str, Any]],
    *,
    is_streamed: bool = False,
) -> JsonObject:
    """Answer all calls a run waits for; returns the run, queued again."""
    run = end_overdue(connection, kinds.runs.row(connection, run_id, thread_id=thread_id))
    if run.status != _ANSWERABLE:
        raise Problem(f'Runs in status "{run.status}" do not accept tool outputs.')
    (step,) = open_steps(connection, run.id)
    answered = _answered(step.body["step_details"]["tool_calls"], outputs)
    details = {**step.body["step_details"], "tool_calls": answered}
    changes = {"step_details": details, "completed_at": now(), "expires_at": None}
    done = kinds.run_steps.change(connection, step, changes, status="completed")
    queued = kinds.runs.change(
        connection,
        run,
        {"required_action": None},
        status="queued",
        lease_expires_at=fresh_lease(),
        is_streamed=run.is_streamed or is_streamed,
    )
    if run.is_streamed or is_streamed:
        add_events(connection, run_id, [("thread.run.step.completed", done), run_event(queued)])
    return queued


def rounds_of(connection: Connection, run_id: str) -> tuple[FunctionRound, ...]:
    """What a run's model asked for so far, and was told."""
    steps = tables.run_steps
    query = select(steps).where(steps.c.run_id == run_id).order_by(steps.c.position)
    details = [step.body["step_details"] for step in connection.execute(query)]
    calls = [each["tool_calls"] for each in details if each["type"] == "tool_calls"]
    return tuple(_round(each) for each in calls if each and each[0]["type"] == "function")


def _answered(calls: Sequence[JsonObject], outputs: Sequence[Mapping[str, Any]]) -> list[JsonObject]:
    wanted, given = [call["id"] for call in calls], [output.get("tool_call_id") for output in outputs]
    if sorted(wanted) != sorted(str(id) for id in given):
        raise Problem(f"Expected tool outputs for call_ids {wanted}, got {given}", param="tool_outputs")
    said = {output["tool_call_id"]: output.get("output", "") for output in outputs}
    return [{**call, "function": {**call["function"], "output": said[call["id"]]}} for call in calls]


def _shown(call: FunctionCall) -> JsonObject:
    return {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}


def _round(calls: Sequence[JsonObject]) -> FunctionRound:
    asked = (
        FunctionCall(id=call["id"], name=call["function"]["name"], arguments=call["function"]["arguments"])
        for call in calls
    )
    return FunctionRound(
        calls=tuple(asked), outputs=tuple(call["function"]["output"] or "" for call in calls)
    )

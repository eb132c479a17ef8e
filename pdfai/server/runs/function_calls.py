"""Functions a model wants called: the run waits, its caller calls them, and the run goes on."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, select

from pdfai.server.models.base import FunctionCall, FunctionRound, Reply
from pdfai.server.problems import Problem
from pdfai.server.runs import lifecycle
from pdfai.server.runs.endings import end_overdue
from pdfai.server.runs.steps import add_step
from pdfai.server.store import kinds, tables
from pdfai.server.store.leases import fresh_lease
from pdfai.server.store.records import JsonObject, now

_ANSWERABLE = "requires_action"


def require_action(connection: Connection, run: Row[Any], reply: Reply) -> tuple[JsonObject, JsonObject]:
    """Let a run wait for what the model asked for; returns the run and its new step.

    Nobody works at it meanwhile: its lease ends when it expires, so that the next server to look ends it.
    """
    calls = [_shown(call) for call in reply.calls]
    step = add_step(connection, run, lifecycle.function_details(calls), reply.usage, is_done=False)
    changes = lifecycle.waiting(calls)
    until = run.body["expires_at"]
    return kinds.runs.change(connection, run, changes, status=_ANSWERABLE, lease_expires_at=until), step


def submit(
    connection: Connection, thread_id: str, run_id: str, outputs: Sequence[Mapping[str, Any]]
) -> tuple[JsonObject, JsonObject]:
    """Answer all calls a run waits for; returns the run, queued again, and its step, completed."""
    run = end_overdue(connection, kinds.runs.row(connection, run_id, thread_id=thread_id))
    if run.status != _ANSWERABLE:
        raise Problem(f'Runs in status "{run.status}" do not accept tool outputs.')
    step = _open_step(connection, run)
    answered = _answered(step.body["step_details"]["tool_calls"], outputs)
    details = {**step.body["step_details"], "tool_calls": answered}
    changes = {"step_details": details, "completed_at": now(), "expires_at": None}
    done = kinds.run_steps.change(connection, step, changes, status="completed")
    queued = kinds.runs.change(
        connection, run, {"required_action": None}, status="queued", lease_expires_at=fresh_lease()
    )
    return queued, done


def rounds_of(connection: Connection, run_id: str) -> tuple[FunctionRound, ...]:
    """What a run's model asked for so far, and was told."""
    steps = tables.run_steps
    query = select(steps).where(steps.c.run_id == run_id).order_by(steps.c.position)
    details = [step.body["step_details"] for step in connection.execute(query)]
    calls = [each["tool_calls"] for each in details if each["type"] == "tool_calls"]
    return tuple(_round(each) for each in calls if each and each[0]["type"] == "function")


def _open_step(connection: Connection, run: Row[Any]) -> Row[Any]:
    steps = tables.run_steps
    query = select(steps).where(steps.c.run_id == run.id, steps.c.status == "in_progress")
    return connection.execute(query).one()


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

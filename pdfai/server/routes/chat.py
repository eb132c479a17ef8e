"""Chat completions: the server's model, asked directly."""

from collections.abc import AsyncIterator
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pdfai_wire import schema

from pdfai.server.models.base import ModelError, Reply
from pdfai.server.problems import BadGatewayProblem, Problem
from pdfai.server.routes.chat_prompt import prompt_of
from pdfai.server.routes.event_stream import DONE, event, event_stream
from pdfai.server.routes.requests import sent
from pdfai.server.runs.lifecycle import usage_of
from pdfai.server.services import Services, ServicesOf
from pdfai.server.store.records import JsonObject, new_id, now

router = APIRouter(prefix="/v1/chat", tags=["chat"])


@router.post("/completions", response_class=JSONResponse)
async def create_completion(services: ServicesOf, body: schema.CreateCompletionRequest) -> Any:
    """The model's answer; nothing is kept.

    An upstream is asked what the caller asked, and its answer goes back as it came.
    """
    request = sent(body)
    if request.pop("stream", None):
        chunks = _chunks(services, request)
        # The first one before the status is sent: until then a refusal can be answered as one.
        first = await anext(chunks, None)
        return event_stream(_events(first, chunks))
    if services.upstream is not None:
        return JSONResponse(await services.upstream.complete(request))
    return JSONResponse(_completion(await _reply(services, request)))


async def _events(first: JsonObject | None, chunks: AsyncIterator[JsonObject]) -> AsyncIterator[str]:
    if first is not None:  # as it is when there is nothing to say
        yield event(first)
    try:
        async for chunk in chunks:
            yield event(chunk)
    except Problem as problem:
        # Too late for a status; and no end follows, so that nobody takes this for the whole answer.
        error = {"message": problem.message, "type": "server_error", "param": None, "code": problem.code}
        yield event({"error": error})
        return
    yield event(DONE)


def _chunks(services: Services, request: JsonObject) -> AsyncIterator[JsonObject]:
    return _own_chunks(services, request) if services.upstream is None else services.upstream.stream(request)


async def _own_chunks(services: Services, request: JsonObject) -> AsyncIterator[JsonObject]:
    """An answer of this process, which is there at once, in the pieces that clients expect."""
    reply = await _reply(services, request)
    whole = {
        "id": new_id("chatcmpl-"),
        "object": "chat.completion.chunk",
        "created": now(),
        "model": reply.model,
    }
    deltas = ({"role": "assistant", "content": ""}, {"content": reply.text})
    for delta in deltas:
        yield {**whole, "choices": [{"index": 0, "delta": delta, "logprobs": None, "finish_reason": None}]}
    last = {"index": 0, "delta": {}, "logprobs": None, "finish_reason": reply.finish_reason}
    yield {**whole, "choices": [last]}
    if (request.get("stream_options") or {}).get("include_usage"):
        yield {**whole, "choices": [], "usage": usage_of(reply.usage)}


async def _reply(services: Services, request: JsonObject) -> Reply:
    try:
        return await services.model.answer(prompt_of(request))
    except ModelError as error:
        raise BadGatewayProblem(error.message, code=error.code) from error


def _completion(reply: Reply) -> JsonObject:
    message = {"role": "assistant", "content": reply.text, "refusal": None}
    return {
        "id": new_id("chatcmpl-"),
        "object": "chat.completion",
        "created": now(),
        "model": reply.model,
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": reply.finish_reason}],
        "usage": usage_of(reply.usage),
    }

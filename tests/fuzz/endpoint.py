"""A model's endpoint that answers whatever the contract lets a caller ask of one."""

import base64
import json
import struct
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

VECTOR = [0.5, -0.25]
MODEL = {"id": "scripted", "object": "model", "created": 0, "owned_by": "tests"}
USAGE = {"prompt_tokens": 3, "completion_tokens": 2, "total_tokens": 5}
app = FastAPI()


@app.post("/v1/chat/completions")
async def complete(request: Request) -> Response:
    """A call of the first function there is, if its answer is not there yet; else a few words."""
    asked = await request.json()
    message = _message(asked)
    whole = {"id": "chatcmpl-1", "created": 0, "model": "scripted"}
    reason = "tool_calls" if "tool_calls" in message else "stop"
    if asked.get("stream"):
        delta = {**message, "tool_calls": [{"index": 0, **each} for each in message.get("tool_calls", ())]}
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
        chunk = {**whole, "object": "chat.completion.chunk", "choices": [choice]}
        return StreamingResponse(_lines(chunk), media_type="text/event-stream")
    choice = {"index": 0, "message": {"refusal": None, **message}, "logprobs": None, "finish_reason": reason}
    return JSONResponse({**whole, "object": "chat.completion", "choices": [choice], "usage": USAGE})


@app.post("/v1/embeddings")
async def embed(request: Request) -> Response:
    """The same vector for each input."""
    asked = await request.json()
    given = asked["input"]
    many = len(given) if isinstance(given, list) and not isinstance(given[0], int) else 1
    packed = base64.b64encode(struct.pack("<2f", *VECTOR)).decode()
    vector = packed if asked.get("encoding_format") == "base64" else VECTOR
    data = [{"object": "embedding", "index": index, "embedding": vector} for index in range(many)]
    usage = {"prompt_tokens": 3, "total_tokens": 3}
    return JSONResponse({"object": "list", "data": data, "model": "scripted", "usage": usage})


@app.get("/v1/models")
async def models() -> Response:
    """One."""
    return JSONResponse({"object": "list", "data": [MODEL]})


@app.get("/v1/models/{model:path}")
async def model(model: str) -> Response:
    """Every name is its."""
    return JSONResponse({**MODEL, "id": model})


def _message(asked: dict[str, Any]) -> dict[str, Any]:
    functions = [tool["function"] for tool in asked.get("tools") or () if tool["type"] == "function"]
    names = [function["name"] for function in functions if function["name"] != "file_search"]
    is_answered = any(message["role"] == "tool" for message in asked["messages"][-1:])
    if not names or is_answered:
        return {"role": "assistant", "content": "I see."}
    call = {"id": "call_1", "type": "function", "function": {"name": names[0], "arguments": "{}"}}
    return {"role": "assistant", "content": None, "tool_calls": [call]}


def _lines(chunk: Any) -> Iterator[str]:
    yield f"data: {json.dumps(chunk)}\n\n"
    yield "data: [DONE]\n\n"

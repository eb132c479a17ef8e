"""Chat completions: the server's model, asked directly."""

from typing import Any

from fastapi import APIRouter
from pdfai_wire import schema

from pdfai.server.models.base import ModelError, Prompt
from pdfai.server.problems import BadGatewayProblem
from pdfai.server.retrieval.conversation import Turn
from pdfai.server.routes.requests import sent_to_model
from pdfai.server.runs.lifecycle import usage_of
from pdfai.server.services import ServicesOf
from pdfai.server.store.records import new_id, now

router = APIRouter(prefix="/v1/chat", tags=["chat"])


@router.post("/completions", response_model=schema.Completion)
async def create_completion(services: ServicesOf, body: schema.CreateCompletionRequest) -> Any:
    """The model's answer; nothing is kept."""
    request = sent_to_model(body)
    messages = request.pop("messages")
    prompt = Prompt(
        instructions="\n\n".join(each["content"] for each in messages if each["role"] == "system"),
        turns=tuple(
            Turn(role=each["role"], text=each["content"]) for each in messages if each["role"] != "system"
        ),
        **request,
    )
    try:
        reply = await services.model.answer(prompt)
    except ModelError as error:
        raise BadGatewayProblem(error.message, code=error.code) from error
    message = {"role": "assistant", "content": reply.text, "refusal": None}
    return {
        "id": new_id("chatcmpl-"),
        "object": "chat.completion",
        "created": now(),
        "model": reply.model,
        "choices": [{"index": 0, "message": message, "finish_reason": reply.finish_reason}],
        "usage": usage_of(reply.usage),
    }

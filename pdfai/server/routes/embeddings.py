"""Embeddings: the upstream's, handed on."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from pdfai_wire import schema

from pdfai.server.problems import Problem
from pdfai.server.routes.requests import sent
from pdfai.server.services import ServicesOf

router = APIRouter(prefix="/v1/embeddings", tags=["embeddings"])


@router.post("", response_class=JSONResponse)
async def create_embedding(services: ServicesOf, body: schema.CreateEmbeddingRequest) -> Any:
    """A vector for each input."""
    if services.upstream is None:
        raise Problem(
            "This server has no model for embeddings: start it with --upstream-url.",
            param="model",
            code="model_not_found",
        )
    return JSONResponse(await services.upstream.embed(sent(body)))

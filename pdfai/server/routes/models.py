"""Models: who can answer."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from pdfai.server.problems import NotFoundProblem
from pdfai.server.services import ServicesOf

router = APIRouter(prefix="/v1/models", tags=["models"])

_OFFLINE = {"id": "extractive", "object": "model", "created": 0, "owned_by": "pdfai"}


@router.get("", response_class=JSONResponse)
async def get_models(services: ServicesOf) -> Any:
    """The upstream's models; offline the one that quotes documents, which answers to every name."""
    if services.upstream is None:
        return JSONResponse({"object": "list", "data": [_OFFLINE]})
    return JSONResponse(await services.upstream.models())


# A model's name may hold slashes.
@router.get("/{model:path}", response_class=JSONResponse)
async def get_model(services: ServicesOf, model: str) -> Any:
    """The model."""
    if services.upstream is not None:
        return JSONResponse(await services.upstream.model(model))
    if model != _OFFLINE["id"]:
        raise NotFoundProblem(
            f"The model '{model}' does not exist: this server has '{_OFFLINE['id']}' only.",
            param="model",
            code="model_not_found",
        )
    return JSONResponse(_OFFLINE)

"""The server as an ASGI application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI

from pdfai.server.access import Access
from pdfai.server.failures import answer_problems
from pdfai.server.idempotency.layer import Idempotency
from pdfai.server.labels import Labels
from pdfai.server.models.base import Model
from pdfai.server.routes import ROUTERS
from pdfai.server.services import Services
from pdfai.server.settings import ServerSettings

if TYPE_CHECKING:
    from pdfai.server.models.embedding import Embedder
    from pdfai.server.models.upstream import Upstream


def create_app(settings: ServerSettings, *, model: Model | None = None) -> FastAPI:
    """An app that serves the API under `/v1`.

    What answers is `model` where given, else what the settings name. The data directory is opened here, so
    that a bad one raises `ConfigurationError` before anything is served.
    """
    upstream = _upstream(settings) if model is None else None
    embedder = _embedder(upstream, settings.embedding_model)
    services = Services(settings, model or _model(upstream), upstream, embedder)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with services.running():
            yield

    app = FastAPI(title="pdfai", lifespan=lifespan, openapi_url=None, redirect_slashes=False)
    app.state.services = services
    # The last one stands before the others.
    app.add_middleware(Idempotency, requests=services.requests)
    app.add_middleware(Access, api_keys=settings.api_keys)
    app.add_middleware(Labels)
    answer_problems(app)
    # Not by `include_router`, which would make each route a second time, and look for it in two places.
    app.router.routes.extend(route for router in ROUTERS for route in router.routes)
    return app


def _upstream(settings: ServerSettings) -> "Upstream | None":
    if settings.upstream_url is None:
        return None
    from pdfai.server.models.upstream import Upstream  # noqa: PLC0415  # offline needs no client

    return Upstream(settings.upstream_url, settings.upstream_api_key, model_map=settings.model_map)


def _embedder(upstream: "Upstream | None", model: str | None) -> "Embedder | None":
    if upstream is None or model is None:
        return None
    from pdfai.server.models.embedding import Embedder  # noqa: PLC0415  # offline needs no client

    return Embedder(upstream, model)


def _model(upstream: "Upstream | None") -> Model:
    if upstream is None:
        from pdfai.server.models.extractive import ExtractiveModel  # noqa: PLC0415  # the other server needs none

        return ExtractiveModel()
    from pdfai.server.models.chat_completions import ChatCompletionsModel  # noqa: PLC0415  # offline needs no client

    return ChatCompletionsModel(upstream)

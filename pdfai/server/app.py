"""The server as an ASGI application."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import APIRouter, Depends, FastAPI, Request

from pdfai.server.models.base import Model
from pdfai.server.problems import NotFoundProblem, UnauthorizedProblem, answer_problems
from pdfai.server.routes import ROUTERS
from pdfai.server.services import Services
from pdfai.server.settings import ServerSettings


def create_app(settings: ServerSettings, *, model: Model | None = None) -> FastAPI:
    """An app that serves the API under `/v1`.

    What answers is `model` where given, else what the settings name. The data directory is opened here, so
    that a bad one raises `ConfigurationError` before anything is served.
    """
    services = Services(settings, model or _model(settings))

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with services.running():
            yield

    app = FastAPI(title="pdfai", lifespan=lifespan, openapi_url=None)
    app.state.services = services
    answer_problems(app)
    api = APIRouter(
        prefix="/v1", dependencies=[Depends(_whole_ids), Depends(_authorization(settings.api_keys))]
    )
    for router in ROUTERS:
        api.include_router(router)
    app.include_router(api)
    return app


def _model(settings: ServerSettings) -> Model:
    # Imported here: the offline server needs no client, the other one no extraction.
    if settings.upstream_url is None:
        from pdfai.server.models.extractive import ExtractiveModel  # noqa: PLC0415

        return ExtractiveModel()
    from pdfai.server.models.chat_completions import ChatCompletionsModel  # noqa: PLC0415

    return ChatCompletionsModel(settings.upstream_url, settings.upstream_api_key)


async def _whole_ids(request: Request) -> None:
    """Refuse an id with a slash in it, which would otherwise be read as another path."""
    raw_path: bytes = request.scope.get("raw_path") or b""
    if b"%2f" in raw_path.lower():
        raise NotFoundProblem("No object has an id with a slash in it.")


def _authorization(api_keys: tuple[str, ...]) -> Callable[[Request], Awaitable[None]]:
    async def check(request: Request) -> None:
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        given = key.strip().encode()
        known = [secrets.compare_digest(given, each.encode()) for each in api_keys]
        if api_keys and not (scheme.lower() == "bearer" and any(known)):
            raise UnauthorizedProblem(
                "Incorrect API key provided: send one this server was started with as a bearer token.",
                code="invalid_api_key",
            )

    return check

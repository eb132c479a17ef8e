"""Models: who can answer."""

from pdfai_api.api.models import get_model, get_models
from pdfai_api.models import Model

from pdfai._async.pages import AsyncPage
from pdfai._async.sending import AsyncSender


class AsyncModels(AsyncSender):
    """The calls for models."""

    async def get_models(self) -> AsyncPage[Model]:
        """All models that can answer."""
        return await self._page(get_models.request)

    async def get_model(self, model: str, /) -> Model:
        """Look a model up by its name."""
        return await self._send(get_model.request(model))

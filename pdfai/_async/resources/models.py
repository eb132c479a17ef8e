"""Models: who can answer."""

from pdfai_api.api.models import get_model, get_models
from pdfai_api.models import Model, ModelList

from pdfai._async.sending import AsyncSender


class AsyncModels(AsyncSender):
    """The calls for models."""

    async def get_models(self) -> ModelList:
        """All models that can answer."""
        return await self._send(get_models.request())

    async def get_model(self, model: str, /) -> Model:
        """Look a model up by its name."""
        return await self._send(get_model.request(model))

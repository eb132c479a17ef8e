# Derived from pdfai/_async/resources/models.py by scripts/unasync.py.
"""Models: who can answer."""

from pdfai_api.api.models import get_model, get_models
from pdfai_api.models import Model

from pdfai._sync.pages import Page
from pdfai._sync.sending import Sender


class Models(Sender):
    """The calls for models."""

    def get_models(self) -> Page[Model]:
        """All models that can answer."""
        return self._page(get_models.request)

    def get_model(self, model: str, /) -> Model:
        """Look a model up by its name."""
        return self._send(get_model.request(model))

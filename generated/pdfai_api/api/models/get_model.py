"""GET /models/{model}"""

from __future__ import annotations

from ...models import Model
from ...request import Request


def request(model: str) -> Request[Model]:
    """Look a model up."""
    return Request(method="GET", segments=("models", model), read=Model.from_dict)

"""GET /models"""

from __future__ import annotations

from ...models import ModelList
from ...request import Request


def request() -> Request[ModelList]:
    """List the models that can answer."""
    return Request(method="GET", segments=("models",), read=ModelList.from_dict)

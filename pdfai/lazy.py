"""Names that are imported when somebody first asks for them."""

import importlib
from collections.abc import Callable, Mapping
from typing import Any


def importer(namespace: dict[str, Any], homes: Mapping[str, str]) -> Callable[[str], object]:
    """A module's `__getattr__`: takes each name of `homes` from the module it lives in, and keeps it."""

    def import_one(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {namespace['__name__']!r} has no attribute {name!r}")
        namespace[name] = value = getattr(importlib.import_module(homes[name]), name)
        return value

    return import_one

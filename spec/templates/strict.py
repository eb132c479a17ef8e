# Ours: reading refuses nothing, so that clients outlive changes of the API; a test wants to be told of each.
"""Strict reading, for tests: within `strict.mode()`, what is not in the contract raises `ContractError`."""

import types
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints
from unittest.mock import patch

from .types import Unknown, Unset, WireObject

Model = TypeVar("Model", bound=WireObject)


class ContractError(AssertionError):
    """Something is not as the contract says. No ValueError: clients take those for malformed answers."""

    def __init__(self, path: str, fault: str) -> None:
        """Say where, beginning with `$`, and what."""
        super().__init__(path, fault)
        self.path = path
        self.fault = fault

    def __str__(self) -> str:
        return f"{self.path} {self.fault}"


@contextmanager
def mode() -> Iterator[None]:
    """Check, while this lasts and in all threads, whatever `from_dict` or a stream gives."""
    with patch.object(WireObject, "_complete", staticmethod(check)):
        yield


def read(model: type[Model], value: Any) -> Model:
    """Read as `from_dict` does."""
    return check(model.from_dict(value))


def check(model: Model) -> Model:
    """The model itself, if everything it holds is in the contract."""
    _check(type(model), model.to_dict(), "$")
    return model


def _check(expected: Any, value: Any, path: str) -> None:
    origin, arguments = get_origin(expected), get_args(expected)
    if isinstance(expected, type) and issubclass(expected, WireObject):
        _check_object(expected, value, path)
    elif origin in (Union, types.UnionType):
        _check_union(arguments, value, path)
    elif origin is list and isinstance(value, list):
        for index, item in enumerate(value):
            _check(arguments[0], item, f"{path}[{index}]")
    elif origin is dict and isinstance(value, dict):
        for name, item in value.items():
            _check(arguments[1], item, f"{path}.{name}")
    elif not _fits(expected, value):
        raise ContractError(path, f"is {value!r}, not {_name(expected)}")


def _check_object(model: type[WireObject], value: Any, path: str) -> None:
    if model is Unknown:
        raise ContractError(path, f"is of a kind that is not in the contract: {value!r}")
    if not isinstance(value, dict):
        raise ContractError(path, f"is {value!r}, not {model.__name__}")
    for name, required in model._properties.items():
        if name in value:
            _check(_types(model)[name], value[name], f"{path}.{name}")
        elif required:
            raise ContractError(path, f"lacks {name}")
    for name in value.keys() - model._properties.keys():
        raise ContractError(f"{path}.{name}", "is not in the contract")


def _check_union(kinds: tuple[Any, ...], value: Any, path: str) -> None:
    faults = []
    for kind in _likely(kinds, value):
        try:
            return _check(kind, value, path)
        except ContractError as error:
            faults.append(error)
    deepest = max(faults, key=lambda fault: len(fault.path), default=None)
    if deepest and (len(faults) == 1 or deepest.path != path):
        raise deepest
    raise ContractError(path, f"is {value!r}, which is none of {', '.join(map(_name, kinds))}")


def _likely(kinds: tuple[Any, ...], value: Any) -> list[Any]:
    """The kinds a value may be of; of several models those whose common constants it has."""
    kinds = tuple(kind for kind in kinds if kind not in (Unset, Unknown))
    models = [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, WireObject)]
    if len(models) < 2 or not isinstance(value, dict):
        return [kind for kind in kinds if kind not in models or isinstance(value, dict)]
    tags = set.intersection(*({name for name in _types(each) if _is_tag(each, name)} for each in models))
    return [
        kind
        for kind in kinds
        if kind not in models or all(_fits(_types(kind)[name], value.get(name)) for name in tags)
    ]


def _is_tag(model: type[WireObject], name: str) -> bool:
    return model._properties[name] and get_origin(_types(model)[name]) is Literal


def _fits(expected: Any, value: Any) -> bool:
    if get_origin(expected) is Literal:
        return any(value == constant and type(value) is type(constant) for constant in get_args(expected))
    if expected is None or expected is type(None):
        return value is None
    if expected is int:  # 41.0 is an integer in JSON Schema, and true is not
        return isinstance(value, (int, float)) and not isinstance(value, bool) and value == value // 1
    if expected is float:
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return expected is Any or (isinstance(expected, type) and isinstance(value, expected))


def _name(expected: Any) -> str:
    return expected.__name__ if isinstance(expected, type) else str(expected).removeprefix("typing.")


@cache
def _types(model: type[WireObject]) -> Mapping[str, Any]:
    hints = get_type_hints(model)
    return {name: hints[name] for name in model._properties}

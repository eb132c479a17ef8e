"""A callable as a tool of the Assistants API."""

import functools
import inspect
import json
import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from pdfai.errors import InvalidArgumentError
from pdfai.functions.annotations import hints_of, properties_of
from pdfai.functions.docstrings import summary
from pdfai.functions.objects import Object

_NAME = re.compile("[a-zA-Z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Function:
    """A function, method or `functools.partial`, plain or async, that a model may ask to have called.

    Its name, docstring and annotations are what the model knows of it. Raises `InvalidArgumentError` where a
    model could not know or call it.
    """

    call: Callable[..., Any]
    name: str = field(init=False)
    description: str = field(init=False, repr=False)
    """The docstring's first paragraph, on one line; "" if there is none."""
    parameters: Object = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        name = _name(self.call)
        try:
            parameters = _parameters(self.call)
        except (TypeError, ValueError) as error:
            raise InvalidArgumentError(f"A model cannot call {name}: {error}") from error
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "description", summary(_docstring(self.call)))
        object.__setattr__(self, "parameters", parameters)

    def tool(self) -> dict[str, Any]:
        """The tool as the API wants it."""
        described = {"description": self.description} if self.description else {}
        return {
            "type": "function",
            "function": {"name": self.name, **described, "parameters": self.parameters.schema()},
        }

    def arguments(self, text: str) -> dict[str, Any]:
        """The keywords of a call, from the model's JSON; a ValueError tells the model what to correct."""
        try:
            # Models write nothing at all for a function without parameters.
            value = json.loads(text.strip() or "{}", parse_constant=_refused, parse_float=_finite)
        except (RecursionError, ValueError) as error:
            raise ValueError(f"The arguments are not valid JSON: {error}") from error
        keywords: dict[str, Any] = self.parameters.read(value, "")
        return keywords


def function_set(callables: Iterable[Callable[..., Any]]) -> dict[str, Function]:
    """The functions by name; `InvalidArgumentError` if two have the same one."""
    functions: dict[str, Function] = {}
    for call in callables:
        function = Function(call)
        if function.name in functions:
            raise InvalidArgumentError(f"Two functions are called {function.name}: rename one")
        functions[function.name] = function
    return functions


def _name(call: Callable[..., Any]) -> str:
    name = getattr(_innermost(call), "__name__", None)
    if not callable(call) or isinstance(call, type) or name is None:
        given = f"the class {call.__name__}" if isinstance(call, type) else type(call).__name__
        raise InvalidArgumentError(f"Give a function, a method or a functools.partial of one, not {given}")
    if not _NAME.fullmatch(name):
        what = "A lambda has no name" if name == "<lambda>" else f"The API does not take the name {name!r}"
        raise InvalidArgumentError(f"{what}: define a function by one of at most 64 letters, digits and _")
    return str(name)


def _docstring(call: Callable[..., Any]) -> str | None:
    return _docstring(call.func) if isinstance(call, functools.partial) else inspect.getdoc(call)


def _innermost(call: Any) -> Any:
    """The function as it was defined, below partials, bindings and decorators."""
    if isinstance(call, functools.partial):
        return _innermost(call.func)
    return inspect.unwrap(getattr(call, "__func__", call))


def _parameters(call: Callable[..., Any]) -> Object:
    function = _innermost(call)
    known = inspect.signature(call).parameters
    if next(iter(known), "") == "self":
        raise TypeError("it is a method without its object, give it as object.method")
    # What a partial or a method has bound is not the model's to change, or to know.
    bound = frozenset({*inspect.signature(function).parameters} - {*known} | _keywords(call))
    free = {name: parameter for name, parameter in known.items() if name not in bound}
    properties, rest = properties_of(free.values(), hints_of(function, free), _docstring(call))
    return Object(properties=properties, rest=rest, reserved=bound)


def _keywords(call: Any) -> set[str]:
    return {*call.keywords} | _keywords(call.func) if isinstance(call, functools.partial) else set()


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refused(text)


def _refused(text: str) -> float:
    raise ValueError(f"{text} is no number of JSON")

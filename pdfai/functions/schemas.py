"""JSON schemas, each with the Python values that it stands for. No I/O.

A shape's `schema()` tells a model what to write. Its `read()` builds the Python value from the JSON value, or
says in a ValueError, in words for the model, what to correct at which place.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from types import NoneType
from typing import Any, Protocol

from pdfai.functions.outputs import error_text

Schema = dict[str, Any]

SCALARS = {
    str: ("string", "text"),
    int: ("integer", "a whole number"),
    float: ("number", "a number"),
    bool: ("boolean", "true or false"),
    NoneType: ("null", "null"),
}
"""JSON's own types, and what they are called when something else was given."""

_SHOWN = 60  # characters of a wrong value are repeated to the model


class Shape(Protocol):
    """What a value may be."""

    def schema(self) -> Schema:
        """A JSON schema, the caller's to change."""
        ...

    def read(self, value: Any, place: str) -> Any:
        """What a JSON value stands for; `place` is its name, as in "filters.tags[0]"."""
        ...


@dataclass(frozen=True, slots=True)
class Anything:
    """No constraint."""

    def schema(self) -> Schema:
        """The schema that all values fit."""
        return {}

    def read(self, value: Any, place: str) -> Any:
        """The value as it is."""
        return value


@dataclass(frozen=True, slots=True)
class Described:
    """A shape, and what it is for."""

    shape: Shape
    description: str

    def schema(self) -> Schema:
        """The shape's, described."""
        return {**self.shape.schema(), "description": self.description}

    def read(self, value: Any, place: str) -> Any:
        """What the shape reads."""
        return self.shape.read(value, place)


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text, a number, a truth value or null."""

    type: type

    def schema(self) -> Schema:
        """Its JSON type."""
        return {"type": SCALARS[self.type][0]}

    def read(self, value: Any, place: str) -> Any:
        """The value, of exactly this type: a bool is no number here, though Python says so."""
        # JSON knows one kind of number: 3 is a float where one is wanted, and 3.0 an int.
        if self.type is float and type(value) is int:
            value = _as_float(value)
        elif self.type is int and type(value) is float and value.is_integer():
            value = int(value)
        if type(value) is not self.type:
            raise misfit(place, SCALARS[self.type][1], value)
        return value


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some scalars, each standing for a Python value: a literal, or a member of an enum."""

    meanings: tuple[tuple[Any, Any], ...]

    def schema(self) -> Schema:
        """The scalars, and their JSON type if they have one in common."""
        types = {type(scalar) for scalar, _ in self.meanings}
        common = {"type": SCALARS[types.pop()][0]} if len(types) == 1 else {}
        return {**common, "enum": [scalar for scalar, _ in self.meanings]}

    def read(self, value: Any, place: str) -> Any:
        """What the scalar stands for."""
        for scalar, meaning in self.meanings:
            # To Python, True == 1.
            if scalar == value and isinstance(scalar, bool) == isinstance(value, bool):
                return meaning
        raise misfit(place, "one of " + ", ".join(_shown(scalar) for scalar, _ in self.meanings), value)


@dataclass(frozen=True, slots=True)
class Array:
    """Any number of items, collected by `build`."""

    items: Shape
    build: Callable[[list[Any]], Any] = list

    def schema(self) -> Schema:
        """An array; of different items if it becomes a set."""
        unique = {"uniqueItems": True} if self.build in {set, frozenset} else {}
        return {"type": "array", "items": self.items.schema(), **unique}

    def read(self, value: Any, place: str) -> Any:
        """The collection."""
        if not isinstance(value, list):
            raise misfit(place, "an array", value)
        items = [self.items.read(each, f"{place}[{index}]") for index, each in enumerate(value)]
        return built(place, lambda: self.build(items))


@dataclass(frozen=True, slots=True)
class Row:
    """A tuple of so many items, each with its own shape."""

    items: tuple[Shape, ...]

    def schema(self) -> Schema:
        """An array of this length."""
        prefix = {"prefixItems": [item.schema() for item in self.items]} if self.items else {}
        return {"type": "array", **prefix, "minItems": len(self.items), "maxItems": len(self.items)}

    def read(self, value: Any, place: str) -> Any:
        """The tuple."""
        if not isinstance(value, list) or len(value) != len(self.items):
            raise misfit(place, f"an array of {len(self.items)}", value)
        pairs = zip(self.items, value, strict=True)
        return tuple(item.read(each, f"{place}[{index}]") for index, (item, each) in enumerate(pairs))


@dataclass(frozen=True, slots=True)
class Table:
    """Values of one shape by any names."""

    values: Shape

    def schema(self) -> Schema:
        """An object of any properties."""
        return {"type": "object", "additionalProperties": self.values.schema() or True}

    def read(self, value: Any, place: str) -> Any:
        """The dict."""
        if not isinstance(value, dict):
            raise misfit(place, "an object", value)
        return {name: self.values.read(each, inside(place, name)) for name, each in value.items()}


@dataclass(frozen=True, slots=True)
class Either:
    """Any of several shapes; the first that fits is taken."""

    shapes: tuple[Shape, ...]

    def schema(self) -> Schema:
        """Their schemas."""
        return {"anyOf": [shape.schema() for shape in self.shapes]}

    def read(self, value: Any, place: str) -> Any:
        """What the first shape that fits reads."""
        problems = []
        for shape in self.shapes:
            try:
                return shape.read(value, place)
            except ValueError as error:
                # Nobody who wrote something else meant null.
                if shape != Scalar(NoneType):
                    problems.append(str(error))
        raise ValueError(", or ".join(problems))


def misfit(place: str, wanted: str, value: Any) -> ValueError:
    """The error for a value that is not what was wanted."""
    return ValueError(f"{place} must be {wanted}, not {_shown(value)}")


def built(place: str, build: Callable[[], Any]) -> Any:
    """What is built; a class may have conditions of its own, and a set takes only what is hashable."""
    try:
        return build()
    except (TypeError, ValueError) as error:
        raise ValueError(f"{place} is refused: {error}") from error
    except Exception as error:  # whatever a class's own conditions raise
        raise ValueError(f"{place} is refused: {error_text(error)}") from error


def inside(place: str, name: str) -> str:
    """The place of a property."""
    return f"{place}.{name}" if place else name


def _shown(value: Any) -> str:
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "an array like this"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."


def _as_float(value: int) -> float | int:
    try:
        return float(value)
    except OverflowError:
        return value

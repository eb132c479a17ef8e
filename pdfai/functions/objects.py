"""Objects with known properties: the arguments of a call, a dataclass, a TypedDict."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pdfai.functions.schemas import Schema, Shape, built, inside, misfit


@dataclass(frozen=True, slots=True)
class Property:
    """One property of an object; `notes` are what the schema says of it beside its shape."""

    shape: Shape
    is_required: bool
    notes: Mapping[str, Any]

    def schema(self) -> Schema:
        """The shape's, with the notes."""
        return {**self.shape.schema(), **self.notes}


@dataclass(frozen=True, kw_only=True, slots=True)
class Object:
    """Properties by name, given to `build` as keywords."""

    properties: Mapping[str, Property]
    build: Callable[..., Any] = dict
    description: str = ""
    rest: Shape | None = None
    """What properties by any other name may be; None if there are no others."""
    reserved: frozenset[str] = frozenset()
    """Names that are not the model's to give, though there are others."""

    def schema(self) -> Schema:
        """An object of these properties."""
        required = [name for name, each in self.properties.items() if each.is_required]
        return {
            "type": "object",
            **({"description": self.description} if self.description else {}),
            "properties": {name: each.schema() for name, each in self.properties.items()},
            **({"required": required} if required else {}),
            "additionalProperties": self.rest is not None and (self.rest.schema() or True),
        }

    def read(self, value: Any, place: str) -> Any:
        """What is built; everything that is wrong is told at once."""
        if not isinstance(value, dict):
            raise misfit(place or "The whole", "an object", value)
        problems = [*self._missing(value, place)]
        keywords = {}
        for name, each in value.items():
            try:
                keywords[name] = self._read(name, each, inside(place, name))
            except ValueError as error:
                problems.append(str(error))
        if problems:
            raise ValueError("; ".join(problems))
        return built(place, lambda: self.build(**keywords))

    def _missing(self, value: Mapping[str, Any], place: str) -> Iterator[str]:
        for name, each in self.properties.items():
            if each.is_required and name not in value:
                yield f"{inside(place, name)} is missing"

    def _read(self, name: str, value: Any, place: str) -> Any:
        if name in self.properties:
            return self.properties[name].shape.read(value, place)
        if self.rest is not None and name not in self.reserved:
            return self.rest.read(value, place)
        raise ValueError(
            f"{place} is not known, leave it out; known: {', '.join(self.properties) or 'nothing'}"
        )

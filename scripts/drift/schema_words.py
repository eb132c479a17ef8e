"""What a schema says in its own words: types, values, limits, properties. No reference is followed."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

Schema = dict[str, Any]
Properties = dict[str, Schema]

_NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
LIMITS = {
    "object": ("minProperties", "maxProperties"),
    "string": ("minLength", "maxLength", "pattern"),
    "number": _NUMBERS,
    "integer": _NUMBERS,
    "array": ("minItems", "maxItems", "uniqueItems"),
}
# What tells the type of a schema that names none; limits alone say a number, which an integer is too.
WORDS = {
    "object": {*LIMITS["object"], "properties", "required", "additionalProperties", "propertyNames"},
    "string": {*LIMITS["string"]},
    "number": {*LIMITS["number"]},
    "array": {*LIMITS["array"], "items"},
}
KINDS = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    list: "array",
    dict: "object",
    type(None): "null",
}
MISSING: Any = type("Missing", (), {"__repr__": lambda _: "none"})()
"""No default; null would be one."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Branch:
    """One of the things a value may be. `kind` is a JSON type, or "anything"; values are canonical JSON."""

    kind: str = "anything"
    component: str | None = None
    values: frozenset[str] | None = None
    limits: Schema = field(default_factory=dict)
    properties: Properties = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    items: Schema | bool = True
    others: Schema | bool = True
    """Properties that are not named: allowed, refused, or of this schema."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What a schema allows. Without branches that is null alone, or nothing."""

    branches: tuple[Branch, ...]
    null: bool | None = None
    """None when nothing is said: a part that names no type leaves it to the other parts."""
    default: Any = MISSING

    @property
    def allows_null(self) -> bool:
        """Whether null is one of the values."""
        return self.allows_anything if self.null is None else self.null

    @property
    def allows_anything(self) -> bool:
        """Whether no value is refused, null aside."""
        return any(each.kind == "anything" and each.values is None for each in self.branches)


def own(schema: Schema) -> Iterator[Shape]:
    """What a schema says itself; nothing when it only refers and combines."""
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    types = _types(schema, values)
    if types is None:
        return
    said = "type" in schema or values is not None
    yield Shape(
        branches=tuple(
            _branch(schema, kind, values)
            for kind in types
            if kind != "null" and not (kind == "integer" and "number" in types)
        ),
        null=("null" in types and (values is None or None in values)) if said else None,
    )


def canonical(value: Any) -> str:
    """JSON in which 1.0 is 1, as it is for JSON Schema, and the order of keys tells nothing."""
    return json.dumps(_whole(value), sort_keys=True, default=str)


def settled(kind: str, values: frozenset[str] | None) -> tuple[str, frozenset[str] | None]:
    """A number that can only be one of some integers is an integer, and an integer is no other number."""
    if kind not in ("number", "integer") or values is None:
        return kind, values
    whole = frozenset(each for each in values if each.lstrip("-").isdigit())
    return ("integer", whole) if kind == "integer" or whole == values else (kind, values)


def only_require(variants: Sequence[Any]) -> bool:
    """Whether the variants of an object say no more than which of its properties must be there."""
    return bool(variants) and all(
        isinstance(each, dict) and each.keys() - {"title", "description"} == {"required"} for each in variants
    )


def _types(schema: Schema, values: list[Any] | None) -> list[str] | None:
    """The types that a schema names, or those that it speaks of."""
    if "type" in schema:
        stated = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        return ["null" if each is None else each for each in stated]
    if values is not None:
        return sorted({KINDS.get(type(each), "anything") for each in values})
    spoken_of = [kind for kind, words in WORDS.items() if schema.keys() & words]
    if any(only_require(schema.get(union) or ()) for union in ("oneOf", "anyOf")):
        spoken_of = sorted({*spoken_of, "object"})
    return spoken_of or None


def _branch(schema: Schema, kind: str, values: list[Any] | None) -> Branch:
    listed = None if values is None else frozenset(canonical(each) for each in values if _is(kind, each))
    kind, listed = settled(kind, listed)
    limits = dict(_limits(schema, kind))
    if kind == "array":
        return Branch(kind=kind, values=listed, limits=limits, items=schema.get("items", True))
    if kind != "object":
        return Branch(kind=kind, values=listed, limits=limits)
    return Branch(
        kind=kind,
        values=listed,
        limits=limits,
        properties=schema.get("properties") or {},
        required=frozenset(schema.get("required") or ()),
        others=schema.get("additionalProperties", True),
    )


def _is(kind: str, value: Any) -> bool:
    found = KINDS.get(type(value), "anything")
    return found == kind or {found, kind} == {"integer", "number"}


def _whole(value: Any) -> Any:
    match value:
        case float() if value.is_integer():
            return int(value)
        case list():
            return [_whole(each) for each in value]
        case dict():
            return {str(key): _whole(each) for key, each in value.items()}
    return value


def _limits(schema: Schema, kind: str) -> Iterator[tuple[str, Any]]:
    for name in LIMITS.get(kind, ()):
        limit = schema.get(name)
        excluded = "exclusive" + name.capitalize()
        if schema.get(excluded) is True:
            # 3.0 says beside the limit that it is itself excluded.
            yield excluded, limit
        elif limit is not None and (limit is True if name == "uniqueItems" else not isinstance(limit, bool)):
            yield name, limit
    if kind == "object":
        yield from _limits_of_names(schema)


def _limits_of_names(schema: Schema) -> Iterator[tuple[str, Any]]:
    for union in ("oneOf", "anyOf"):
        if only_require(variants := schema.get(union) or ()):
            alternatives = sorted(", ".join(sorted(each["required"])) for each in variants)
            yield f"{union} required", " | ".join(alternatives)
    if isinstance(names := schema.get("propertyNames"), dict):
        for name, limit in _limits(names, "string"):
            yield f"propertyNames {name}", limit

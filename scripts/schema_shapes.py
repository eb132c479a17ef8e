"""What a schema says, whichever way it is written: one normal form for OpenAPI 3.0 and 3.1.

Followed are `$ref`, `allOf`, nested `oneOf` and `anyOf`, and each way of writing null: `nullable` (also
beside a `$ref` or an `allOf`), a list of types, null among the variants or in the enum, a component that may
be null.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from typing import Any

Schema = dict[str, Any]
Properties = dict[str, Schema]

_NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf")
LIMITS = {
    "string": ("minLength", "maxLength", "pattern"),
    "integer": _NUMBERS,
    "number": _NUMBERS,
    "array": ("minItems", "maxItems"),
    "object": ("minProperties", "maxProperties"),
}
STRUCTURE = ("properties", "required", "items", *(name for names in LIMITS.values() for name in names))
KINDS = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}
MISSING: Any = type("Missing", (), {"__repr__": lambda _: "none"})()
"""No default; null would be one."""


@dataclass(frozen=True, kw_only=True)
class Branch:
    """One of the things a value may be. `kind` is a JSON type, or "anything"."""

    kind: str = "anything"
    component: str | None = None
    values: frozenset[Any] | None = None
    limits: Schema = field(default_factory=dict)
    properties: Properties = field(default_factory=dict)
    required: frozenset[str] = frozenset()
    items: Schema | None = None
    others: bool | Schema = True
    """Properties that are not named: allowed, refused, or of this schema."""


@dataclass(frozen=True, kw_only=True)
class Shape:
    """What a schema allows. Without branches that is null alone, or nothing."""

    branches: tuple[Branch, ...]
    null: bool = False
    default: Any = MISSING


ANYTHING = Shape(branches=(Branch(),), null=True)


class Document:
    """An OpenAPI document, its references followed, each schema read once."""

    def __init__(self, content: Schema) -> None:
        """Takes the document as it was parsed."""
        self.content = content
        for name, component in content.get("components", {}).get("schemas", {}).items():
            if isinstance(component, dict) and component.get("$recursiveAnchor") is True:
                _anchor(component, {"$ref": f"#/components/schemas/{name}"})
        self._components: dict[str, Shape] = {}
        # Each schema is kept beside what was read from it, so that no other gets its identity.
        self._shapes: dict[int, tuple[Schema, Shape]] = {}
        self._joints: dict[tuple[int, int], Schema] = {}

    def resolved(self, node: Schema) -> Schema:
        """What a reference leads to; a node without one is itself. LookupError when it leads nowhere."""
        passed = set()
        while (reference := node.get("$ref")) is not None:
            if reference in passed:
                raise LookupError(f"{reference} refers to itself")
            passed.add(reference)
            node = self._at(reference)
        return node

    def shape(self, schema: Schema) -> Shape:
        """The normal form. What a schema contains is not followed yet, so it may contain itself."""
        if id(schema) not in self._shapes:
            self._shapes[id(schema)] = (schema, self._read(schema, frozenset()))
        return self._shapes[id(schema)][1]

    def _at(self, reference: str) -> Schema:
        node: Any = self.content
        for part in reference.removeprefix("#/").split("/"):
            try:
                node = node[part.replace("~1", "/").replace("~0", "~")]
            except (KeyError, TypeError):
                raise LookupError(f"{reference} leads nowhere") from None
        if not isinstance(node, dict):
            raise LookupError(f"{reference} leads to no schema")
        return node

    def _read(self, schema: Schema | bool, within: frozenset[str]) -> Shape:
        """All parts of a schema hold at once: what it refers to, its own words, its unions."""
        if isinstance(schema, bool):
            return ANYTHING if schema else Shape(branches=())
        parts = [self._referred(schema["$ref"], within)] if "$ref" in schema else []
        parts += [self._read(each, within) for each in schema.get("allOf") or ()]
        parts += _own(schema)
        for union in ("oneOf", "anyOf"):
            if (variants := schema.get(union)) and not _only_require(variants):
                parts.append(_union([self._read(each, within) for each in variants]))
        whole = reduce(self._both, parts, ANYTHING)
        # 3.0 has no other way to add null to what a reference says.
        null = whole.null or schema.get("nullable") is True
        return replace(whole, null=null, default=schema.get("default", whole.default))

    def _referred(self, reference: str, within: frozenset[str]) -> Shape:
        if reference in within:
            return ANYTHING
        if reference not in self._components:
            read = self._read(self._at(reference), within | {reference})
            name = reference.rsplit("/", 1)[1]
            named = tuple(replace(each, component=each.component or name) for each in read.branches)
            self._components[reference] = replace(read, branches=named)
        return self._components[reference]

    def _both(self, one: Shape, other: Shape) -> Shape:
        """What two shapes allow together."""
        branches = tuple(
            self._merged(left, right)
            for left in one.branches
            for right in other.branches
            if left.kind == right.kind or "anything" in (left.kind, right.kind)
        )
        default = one.default if other.default is MISSING else other.default
        return Shape(branches=branches, null=one.null and other.null, default=default)

    def _merged(self, one: Branch, other: Branch) -> Branch:
        if one is other:
            return one
        sets = [each.values for each in (one, other) if each.values is not None]
        return Branch(
            kind=other.kind if one.kind == "anything" else one.kind,
            component=None if one.properties and other.properties else one.component or other.component,
            values=frozenset.intersection(*sets) if sets else None,
            limits=one.limits | other.limits,
            properties=self._merged_properties(one.properties, other.properties),
            required=one.required | other.required,
            items=self._joint(one.items, other.items)
            if one.items and other.items
            else one.items or other.items,
            others=one.others if other.others is True else other.others,
        )

    def _merged_properties(self, one: Properties, other: Properties) -> Properties:
        if not one or not other:
            # The same object, not a copy: schemas that contain themselves are known by it.
            return one or other
        shared = one.keys() & other.keys()
        return one | other | {name: self._joint(one[name], other[name]) for name in shared}

    def _joint(self, one: Schema, other: Schema) -> Schema:
        if one is other:
            return one
        return self._joints.setdefault((id(one), id(other)), {"allOf": [one, other]})


def kinds(shape: Shape) -> list[str]:
    """The JSON types of a shape, null aside."""
    return sorted({each.kind for each in shape.branches}) or ["null"]


def _anchor(node: Any, reference: Schema) -> None:
    """Let `$recursiveRef`, of the draft before 3.1's, refer to its component by name."""
    for key, each in list(node.items() if isinstance(node, dict) else enumerate(node)):
        if isinstance(each, dict) and each.get("$recursiveRef") == "#":
            node[key] = reference
        elif isinstance(each, dict | list):
            _anchor(each, reference)


def _own(schema: Schema) -> Iterator[Shape]:
    """What a schema says in its own words; nothing when it only refers and combines."""
    values = [schema["const"]] if "const" in schema else schema.get("enum")
    stated = schema.get("type")
    if stated is None and values is None and not schema.keys() & {*STRUCTURE, "additionalProperties"}:
        return
    types = _types(schema, values) if stated is None else [stated] if isinstance(stated, str) else stated
    branches = tuple(_branch(schema, kind, values) for kind in types if kind != "null")
    yield Shape(branches=branches, null="null" in types or None in (values or ()))


def _types(schema: Schema, values: list[Any] | None) -> list[str]:
    """The types of a schema that names none."""
    if values is not None:
        return sorted({KINDS.get(type(each), "anything") for each in values})
    if schema.keys() & {"properties", "required", "additionalProperties"}:
        return ["object"]
    return [next((kind for kind, names in LIMITS.items() if schema.keys() & {*names}), "array")]


def _branch(schema: Schema, kind: str, values: list[Any] | None) -> Branch:
    return Branch(
        kind=kind,
        values=None if values is None else frozenset(each for each in values if _is(kind, each)),
        limits=dict(_limits(schema, kind)),
        properties=(kind == "object" and schema.get("properties")) or {},
        required=frozenset((kind == "object" and schema.get("required")) or ()),
        items=schema.get("items") if kind == "array" else None,
        others=schema.get("additionalProperties", True) if kind == "object" else True,
    )


def _is(kind: str, value: Any) -> bool:
    found = KINDS.get(type(value), "anything")
    return (
        found == kind
        or (kind == "number" and found == "integer")
        or (kind == "anything" and value is not None)
    )


def _limits(schema: Schema, kind: str) -> Iterator[tuple[str, Any]]:
    for name in LIMITS.get(kind, ()):
        limit = schema.get(name)
        excluded = "exclusive" + name.capitalize()
        if schema.get(excluded) is True:
            # 3.0 says beside the limit that it is itself excluded.
            yield excluded, limit
        elif limit is not None and not isinstance(limit, bool):
            yield name, limit
    for union in ("oneOf", "anyOf"):
        if kind == "object" and _only_require(variants := schema.get(union) or ()):
            yield f"{union} required", " | ".join(", ".join(each["required"]) for each in variants)
    if kind == "object" and (names := schema.get("propertyNames")):
        for name, limit in _limits(names, "string"):
            yield f"propertyNames {name}", limit


def _only_require(variants: Sequence[Any]) -> bool:
    """Whether the variants of an object say no more than which of its properties must be there."""
    return bool(variants) and all(isinstance(each, dict) and each.keys() == {"required"} for each in variants)


def _union(shapes: list[Shape]) -> Shape:
    """Any of these: null where one allows it; plain strings swallow the enums beside them."""
    branches: list[Branch] = []
    for branch in (each for shape in shapes for each in shape.branches):
        same = next((each for each in branches if _alike(each, branch)), None)
        if same is None:
            branches.append(branch)
            continue
        values = None if same.values is None or branch.values is None else same.values | branch.values
        limits = {name: value for name, value in same.limits.items() if branch.limits.get(name) == value}
        branches[branches.index(same)] = replace(same, values=values, limits=limits, component=None)
    default = next((each.default for each in shapes if each.default is not MISSING), MISSING)
    return Shape(branches=tuple(branches), null=any(each.null for each in shapes), default=default)


def _alike(one: Branch, other: Branch) -> bool:
    """Whether two variants are one: strings with strings, numbers with numbers."""
    return one.kind == other.kind and one.kind not in ("object", "array")

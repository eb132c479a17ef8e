"""What a schema says, whichever way it is written: one normal form for OpenAPI 3.0 and 3.1.

Followed are `$ref`, `allOf`, nested `oneOf` and `anyOf`, and each way of writing null: `nullable` (also
beside a `$ref`, an `allOf` or an enum without null), a list of types, null among the variants or in the enum,
a component that may be null.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import reduce
from typing import Any
from urllib.parse import unquote

from drift.schema_words import MISSING, Branch, Properties, Schema, Shape, only_require, own, settled

ANYTHING = Shape(branches=(Branch(),))


class Document:
    """An OpenAPI document, its references followed, each schema read once."""

    def __init__(self, content: Schema) -> None:
        """Takes the document as it was parsed."""
        self.content = content
        for name, component in self._schemas.items():
            if isinstance(component, dict) and component.get("$recursiveAnchor") is True:
                _anchor(component, {"$ref": f"#/components/schemas/{name}"})
        self._components: dict[str, Shape] = {}
        # Each schema is kept beside what was read from it, so that no other gets its identity.
        self._shapes: dict[int, tuple[Schema | bool, Shape]] = {}
        self._joints: dict[frozenset[Any], Schema] = {}
        self._parts: dict[int, list[Schema | bool]] = {}

    def has(self, component: str) -> bool:
        """Whether there is a component of that name."""
        return component in self._schemas

    def resolved(self, node: Schema) -> Schema:
        """What a reference leads to; a node without one is itself. LookupError when it leads nowhere."""
        passed = set()
        while (reference := node.get("$ref")) is not None:
            if reference in passed:
                raise LookupError(f"{reference} refers to itself")
            passed.add(reference)
            if isinstance(found := self._at(reference), bool):
                raise LookupError(f"{reference} leads to {str(found).lower()}")
            node = found
        return node

    def shape(self, schema: Schema | bool) -> Shape:
        """The normal form. What a schema contains is not followed yet, so it may contain itself."""
        if id(schema) not in self._shapes:
            self._shapes[id(schema)] = (schema, self._read(schema, frozenset()))
        return self._shapes[id(schema)][1]

    @property
    def _schemas(self) -> dict[str, Schema | bool]:
        return (self.content.get("components") or {}).get("schemas") or {}

    def _at(self, reference: str) -> Schema | bool:
        node: Any = self.content
        for part in reference.removeprefix("#/").split("/"):
            key = unquote(part).replace("~1", "/").replace("~0", "~")
            try:
                node = node[int(key) if isinstance(node, list) else key]
            except (LookupError, TypeError, ValueError):
                raise LookupError(f"{reference} leads nowhere") from None
        if not isinstance(node, dict | bool):
            raise LookupError(f"{reference} leads to no schema")
        return node

    def _read(self, schema: Schema | bool, within: frozenset[str]) -> Shape:
        """All parts of a schema hold at once: what it refers to, its own words, its unions."""
        if isinstance(schema, bool):
            return ANYTHING if schema else Shape(branches=(), null=False)
        parts = [self._referred(schema["$ref"], within)] if "$ref" in schema else []
        parts += [self._read(each, within) for each in schema.get("allOf") or ()]
        parts += own(schema)
        for union in ("oneOf", "anyOf"):
            if (variants := schema.get(union)) and not only_require(variants):
                parts.append(_union([self._read(each, within) for each in variants]))
        whole = reduce(self._both, parts, ANYTHING)
        # 3.0 has no other way to add null to what a reference says.
        null = True if schema.get("nullable") is True else whole.null
        return replace(whole, null=null, default=schema.get("default", whole.default))

    def _referred(self, reference: str, within: frozenset[str]) -> Shape:
        if reference in within:
            return ANYTHING
        if reference not in self._components:
            read = self._read(self._at(reference), within | {reference})
            name = unquote(reference.rsplit("/", 1)[1])
            named = tuple(replace(each, component=each.component or name) for each in read.branches)
            self._components[reference] = replace(read, branches=named)
        return self._components[reference]

    def _both(self, one: Shape, other: Shape) -> Shape:
        """What two shapes allow together."""
        branches = tuple(
            self._merged(kind, left, right)
            for left in one.branches
            for right in other.branches
            if (kind := _common(left.kind, right.kind)) is not None
        )
        said = [each.null for each in (one, other) if each.null is not None]
        default = one.default if other.default is MISSING else other.default
        return Shape(branches=branches, null=all(said) if said else None, default=default)

    def _merged(self, kind: str, one: Branch, other: Branch) -> Branch:
        if one is other:
            return one
        sets = [each.values for each in (one, other) if each.values is not None]
        kind, values = settled(kind, frozenset.intersection(*sets) if sets else None)
        closed = one.others is False or other.others is False
        return Branch(
            kind=kind,
            component=None if one.properties and other.properties else one.component or other.component,
            values=values,
            limits=one.limits | other.limits | dict(_shared_limits(_stricter, one, other)),
            properties=self._merged_properties(one.properties, other.properties),
            required=one.required | other.required,
            items=self._joint(one.items, other.items),
            others=False if closed else self._joint(one.others, other.others),
        )

    def _merged_properties(self, one: Properties, other: Properties) -> Properties:
        if not one or not other:
            # The same object, not a copy: schemas that contain themselves are known by it.
            return one or other
        shared = one.keys() & other.keys()
        return one | other | {name: self._joint(one[name], other[name]) for name in shared}

    def _joint(self, one: Schema | bool, other: Schema | bool) -> Any:
        """What says both, and is the same for the same parts: schemas that grow as they are followed end."""
        parts: dict[Any, Schema | bool] = {}
        for each in (one, other):
            for part in self._parts.get(id(each), [each]):
                if part is not True and part != {}:
                    parts.setdefault(_identity(part), part)
        if len(parts) < 2:
            return next(iter(parts.values()), True)
        joint = self._joints.setdefault(frozenset(parts), {"allOf": [*parts.values()]})
        self._parts[id(joint)] = joint["allOf"]
        return joint


def kinds(shape: Shape) -> list[str]:
    """The JSON types of a shape, null aside."""
    return sorted({each.kind for each in shape.branches}) or ["null"]


def _identity(schema: Schema | bool) -> Any:
    """Two references to one component are one schema."""
    return schema["$ref"] if isinstance(schema, dict) and schema.keys() == {"$ref"} else id(schema)


def _anchor(node: Any, reference: Schema) -> None:
    """Let `$recursiveRef`, of the draft before 3.1's, refer to its component by name."""
    for key, each in list(node.items() if isinstance(node, dict) else enumerate(node)):
        if isinstance(each, dict) and each.get("$recursiveRef") == "#":
            node[key] = reference
        elif isinstance(each, dict | list):
            _anchor(each, reference)


def _common(one: str, other: str) -> str | None:
    """What two kinds have in common."""
    if other in (one, "anything"):
        return one
    if one == "anything":
        return other
    return "integer" if {one, other} == {"integer", "number"} else None


def _union(shapes: list[Shape]) -> Shape:
    """Any of these: null where one allows it; plain strings swallow the enums beside them."""
    branches: list[Branch] = []
    for branch in (each for shape in shapes for each in shape.branches):
        at = next((place for place, each in enumerate(branches) if _alike(each, branch)), None)
        if at is None:
            branches.append(branch)
        else:
            branches[at] = _either(branches[at], branch)
    unsaid = all(each.null is None for each in shapes)
    default = next((each.default for each in shapes if each.default is not MISSING), MISSING)
    null = True if any(each.allows_null for each in shapes) else None if unsaid else False
    return Shape(branches=tuple(branches), null=null, default=default)


def _alike(one: Branch, other: Branch) -> bool:
    """Whether two variants are one: strings with strings, numbers with numbers."""
    same = one.kind == other.kind or {one.kind, other.kind} == {"integer", "number"}
    return same and one.kind not in ("object", "array")


def _either(one: Branch, other: Branch) -> Branch:
    kind = one.kind if one.kind == other.kind else "number"
    values = None if one.values is None or other.values is None else one.values | other.values
    return Branch(kind=kind, values=values, limits=dict(_shared_limits(_looser, one, other)))


def _shared_limits(choose: Callable[..., Any], one: Branch, other: Branch) -> Iterator[tuple[str, Any]]:
    """Of the limits that both have the one to choose, unless it is none."""
    for name in one.limits:
        if name in other.limits and (limit := choose(name, one.limits[name], other.limits[name])) is not None:
            yield name, limit


def _stricter(name: str, one: Any, other: Any) -> Any:
    """Both limits: the higher of the lowest, the lower of the highest; patterns beside each other."""
    if one == other:
        return one
    if _bounds(name):
        return max(one, other) if _bounds(name) == "min" else min(one, other)
    return " and ".join(sorted(map(str, (one, other))))


def _looser(name: str, one: Any, other: Any) -> Any:
    """One limit or the other."""
    if _bounds(name):
        return min(one, other) if _bounds(name) == "min" else max(one, other)
    return one if one == other else None


def _bounds(name: str) -> str | None:
    return next((bound for bound in ("min", "max") if bound in name.lower()), None)

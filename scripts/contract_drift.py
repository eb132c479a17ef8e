"""Where two OpenAPI documents say different things: operations, parameters, requests, answers, schemas.

A difference in a component of ours bears the component's name, so that it is told once however often the
component is used; one elsewhere bears the operation.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from schema_shapes import MISSING, Branch, Document, Schema, kinds

METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
# Which of several constant properties tells variants apart: the first that they have.
DISCRIMINATORS = ("event", "type", "role", "object")


@dataclass(frozen=True)
class Difference:
    """One thing that the two documents say differently."""

    where: str
    what: str
    ours: str
    theirs: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}: ours {self.ours}, theirs {self.theirs}"


class Comparison:
    """Two documents side by side; `differences` grows as parts of them are compared, in their order."""

    def __init__(self, ours: Schema, theirs: Schema) -> None:
        """Takes both documents as they were parsed."""
        self.ours, self.theirs = Document(ours), Document(theirs)
        self._told: dict[Difference, None] = {}
        # By what the branches contain; a branch read again is another, what it contains is not.
        self._compared: set[tuple[str, tuple[int, ...]]] = set()
        self._within: list[tuple[int, ...]] = []

    @property
    def differences(self) -> list[Difference]:
        """Each once."""
        return list(self._told)

    def operations(self, *, also_missing: bool = False) -> None:
        """Compare each operation of ours; those that we lack are differences only when asked for."""
        ours, theirs = dict(_operations(self.ours)), dict(_operations(self.theirs))
        for key, (where, operation) in ours.items():
            if key in theirs:
                self._operation(where, operation, theirs[key][1])
            else:
                self._there(where, "operation", True, False)
        for key in theirs:
            if also_missing and key not in ours:
                self._there(key, "operation", False, True)

    def components(self, ours: str, theirs: str) -> None:
        """Compare two components, for those that only one document's operations refer to."""
        self._schemas(
            ours, {"$ref": f"#/components/schemas/{ours}"}, {"$ref": f"#/components/schemas/{theirs}"}
        )

    def _say(self, where: str, what: str, ours: Any, theirs: Any) -> None:
        if ours != theirs or isinstance(ours, bool) is not isinstance(theirs, bool):
            self._told[Difference(where, what, _text(ours), _text(theirs))] = None

    def _there(self, where: str, what: str, ours: bool, theirs: bool) -> None:
        self._say(where, what, *("there" if each else "missing" for each in (ours, theirs)))

    def _operation(self, where: str, ours: Schema, theirs: Schema) -> None:
        parameters = (dict(_parameters(self.ours, ours)), dict(_parameters(self.theirs, theirs)))
        for key in {**parameters[0], **parameters[1]}:
            self._parameter(where, *(each.get(key) for each in parameters))
        requests = [
            document.resolved(operation.get("requestBody", {}))
            for document, operation in ((self.ours, ours), (self.theirs, theirs))
        ]
        if all(requests):
            self._say(f"{where} request", "required", *(bool(each.get("required")) for each in requests))
        self._contents(f"{where} request", *requests)
        answers = ({**_answers(ours)}, {**_answers(theirs)})
        for status in {**answers[0], **answers[1]}:
            self._answer(f"{where} answer {status}", *(_answer(each, status) for each in answers))

    def _parameter(self, where: str, ours: Schema | None, theirs: Schema | None) -> None:
        told = f"{where} {(ours or theirs or {})['name']}"
        if ours is None or theirs is None:
            self._there(told, "parameter", ours is not None, theirs is not None)
            return
        self._say(told, "required", bool(ours.get("required")), bool(theirs.get("required")))
        self._schemas(told, ours.get("schema", {}), theirs.get("schema", {}))

    def _answer(self, where: str, ours: Schema | None, theirs: Schema | None) -> None:
        if ours is None or theirs is None:
            self._there(where, "answer", ours is not None, theirs is not None)
            return
        self._contents(where, self.ours.resolved(ours), self.theirs.resolved(theirs))

    def _contents(self, where: str, ours: Schema, theirs: Schema) -> None:
        contents = (ours.get("content") or {}, theirs.get("content") or {})
        for media in {**contents[0], **contents[1]}:
            if media in contents[0] and media in contents[1]:
                self._schemas(where, *(each[media].get("schema", {}) for each in contents))
            else:
                self._there(where, media, media in contents[0], media in contents[1])

    def _schemas(self, where: str, ours: Schema, theirs: Schema, *, told_apart: bool = False) -> None:
        """Compare what two schemas allow, except a constant by which they were told apart."""
        shapes = (self.ours.shape(ours), self.theirs.shape(theirs))
        if all(each.branches for each in shapes):
            self._say(where, "null", *("allowed" if each.null else "refused" for each in shapes))
        self._say(where, "default", *(_literal(each.default) for each in shapes))
        self._say(where, "type", *(" or ".join(kinds(each)) for each in shapes))
        for kind in kinds(shapes[0]):
            pair = [[each for each in shape.branches if each.kind == kind] for shape in shapes]
            if len(pair[0]) == len(pair[1]) == 1:
                self._branch(where, pair[0][0], pair[1][0], told_apart=told_apart)
            elif all(pair):
                self._variants(where, *pair)

    def _variants(self, where: str, ours: list[Branch], theirs: list[Branch]) -> None:
        discriminator = next((name for name in DISCRIMINATORS if self._tells_apart(name, ours, theirs)), None)
        keyed = (
            _keyed(self.ours, ours, discriminator),
            _keyed(self.theirs, theirs, discriminator),
        )
        for key in {**keyed[0], **keyed[1]}:
            if key in keyed[0] and key in keyed[1]:
                self._branch(f"{where}[{key}]", keyed[0][key], keyed[1][key], discriminator=discriminator)
            else:
                self._there(where, f"variant {key}", key in keyed[0], key in keyed[1])

    def _tells_apart(self, name: str, ours: list[Branch], theirs: list[Branch]) -> bool:
        """Whether a property is a constant in all our variants, and in theirs at all."""
        return all(_constants(self.ours, each, name) for each in ours) and any(
            _constants(self.theirs, each, name) for each in theirs
        )

    def _branch(
        self,
        where: str,
        ours: Branch,
        theirs: Branch,
        *,
        discriminator: str | None = None,
        told_apart: bool = False,
    ) -> None:
        where = ours.component or where
        parts = tuple(map(id, (ours.properties, ours.items, theirs.properties, theirs.items)))
        if (where, parts) in self._compared or parts in self._within:
            return
        if ours.properties or ours.items:
            self._compared.add((where, parts))
            self._within.append(parts)
        if not told_apart:
            self._values(where, ours.values, theirs.values)
        for name in {**ours.limits, **theirs.limits}:
            self._say(where, name, ours.limits.get(name, MISSING), theirs.limits.get(name, MISSING))
        for name in {**ours.properties, **theirs.properties}:
            self._property(where, name, ours, theirs, told_apart=name == discriminator)
        self._others(where, ours.others, theirs.others)
        if ours.items is not None and theirs.items is not None:
            self._schemas(f"{where}[]", ours.items, theirs.items)
        if ours.properties or ours.items:
            self._within.pop()

    def _property(self, where: str, name: str, ours: Branch, theirs: Branch, *, told_apart: bool) -> None:
        told = f"{where}.{name}"
        if name in ours.properties and name in theirs.properties:
            self._say(told, "required", name in ours.required, name in theirs.required)
            self._schemas(told, ours.properties[name], theirs.properties[name], told_apart=told_apart)
        else:
            self._there(told, "property", name in ours.properties, name in theirs.properties)

    def _values(self, where: str, ours: frozenset[Any] | None, theirs: frozenset[Any] | None) -> None:
        if ours is None or theirs is None:
            self._say(where, "enum", *("any value" if each is None else each for each in (ours, theirs)))
            return
        # Only what differs: an enum of twenty that gained one is a line that can be read.
        self._say(where, "enum", ours - theirs, theirs - ours)

    def _others(self, where: str, ours: bool | Schema, theirs: bool | Schema) -> None:
        if isinstance(ours, dict) and ours and isinstance(theirs, dict) and theirs:
            self._schemas(f"{where}{{}}", ours, theirs)
        else:
            self._say(where, "unnamed properties", _openness(ours), _openness(theirs))


def _operations(document: Document) -> Iterator[tuple[str, tuple[str, Schema]]]:
    """Each operation by method and path, whatever the path's parameters are called, with its name."""
    for path, referred in document.content["paths"].items():
        item = document.resolved(referred)
        for method in METHODS:
            if (operation := item.get(method)) is None:
                continue
            shared = item.get("parameters", [])
            whole = {**operation, "path": path, "parameters": [*shared, *operation.get("parameters", [])]}
            key = f"{method.upper()} {re.sub(r'{[^}]*}', '{}', path).rstrip('/')}"
            yield key, (operation.get("operationId", key), whole)


def _parameters(document: Document, operation: Schema) -> Iterator[tuple[tuple[str, str], Schema]]:
    """Each parameter by place and name; those of the path by their order, for their names never travel."""
    placed = re.findall(r"{([^}]*)}", operation["path"])
    for each in map(document.resolved, operation["parameters"]):
        place, name = each["in"], each["name"]
        yield (place, str(placed.index(name)) if place == "path" and name in placed else name), each


def _answers(operation: Schema) -> Schema:
    return {str(status): answer for status, answer in (operation.get("responses") or {}).items()}


def _answer(answers: Schema, status: str) -> Schema | None:
    """An error without an answer of its own has the default one."""
    found: Schema | None = answers.get(status, answers.get("default") if status[:1] in "45" else None)
    return found


def _keyed(document: Document, branches: list[Branch], discriminator: str | None) -> dict[str, Branch]:
    """Variants by the constants that tell them apart; lists by what is in them; else by what they require."""
    keyed: dict[str, Branch] = {}
    for branch in branches:
        keys = _constants(document, branch, discriminator) if discriminator else []
        for key in keys or [_described(document, branch)]:
            # Two that nothing tells apart are two all the same.
            keyed[f"{key}, too" if key in keyed else key] = branch
    return keyed


def _described(document: Document, branch: Branch) -> str:
    if branch.items is not None:
        return _listed(document, branch)
    return f"with {', '.join(sorted(branch.required or branch.properties)) or 'anything'}"


def _listed(document: Document, branch: Branch) -> str:
    if branch.items is None:
        return branch.kind
    inner = document.shape(branch.items).branches
    return "array of " + (" or ".join(sorted({_listed(document, each) for each in inner})) or "null")


def _constants(document: Document, branch: Branch, name: str) -> list[str]:
    if name not in branch.properties:
        return []
    values = [each.values for each in document.shape(branch.properties[name]).branches]
    return sorted(str(value) for each in values for value in each or ())


def _openness(others: bool | Schema) -> str:
    if others is False:
        return "refused"
    return "allowed" if others in (True, {}) else "typed"


def _literal(value: Any) -> str:
    return "none" if value is MISSING else json.dumps(value, default=str)


def _text(value: Any) -> str:
    """A value as a line shows it."""
    if isinstance(value, frozenset):
        return ", ".join(sorted(map(str, value))) or "none"
    return value if isinstance(value, str) else _literal(value)

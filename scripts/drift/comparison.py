"""Where two OpenAPI documents say different things: operations, parameters, requests, answers, schemas.

A difference in a component of ours bears the component's name, so that it is told once however often the
component is used; one elsewhere bears the operation.

Deliberately not compared: words (titles, descriptions, examples); `format` and `contentEncoding`, on which
upstream's document and the generators disagree; `readOnly` and `deprecated`; how a parameter is spelled in a
URL (`style`); headers of answers, servers, security, links; and keywords that neither document has a use for:
`patternProperties`, `unevaluatedProperties`, `dependentRequired`, `prefixItems`, `contains`, `not`, `if`.
"""

from dataclasses import dataclass
from typing import Any

from drift.operation_parts import answer, answers, media, operations, parameter_schema, parameters, request
from drift.schema_shapes import Document, kinds
from drift.schema_variants import discriminator, keyed, paired, spoken
from drift.schema_words import MISSING, Branch, Schema, canonical


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
        ours, theirs = dict(operations(self.ours)), dict(operations(self.theirs))
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
        if self.ours.has(ours) and self.theirs.has(theirs):
            prefix = "#/components/schemas/"
            self._schemas(ours, {"$ref": prefix + ours}, {"$ref": prefix + theirs})
        else:
            # Also when both are missing: a comparison that is not made is no agreement.
            self._there(ours, "component", self.ours.has(ours), self.theirs.has(theirs))

    def _say(self, where: str, what: str, ours: Any, theirs: Any) -> None:
        if ours != theirs or isinstance(ours, bool) is not isinstance(theirs, bool):
            self._tell(where, what, ours, theirs)

    def _there(self, where: str, what: str, ours: bool, theirs: bool) -> None:
        self._tell(where, what, *("there" if each else "missing" for each in (ours, theirs)))

    def _tell(self, where: str, what: str, ours: Any, theirs: Any) -> None:
        self._told[Difference(where, what, _text(ours), _text(theirs))] = None

    def _operation(self, where: str, ours: Schema, theirs: Schema) -> None:
        found = (dict(parameters(self.ours, ours)), dict(parameters(self.theirs, theirs)))
        for key in {**found[0], **found[1]}:
            self._parameter(where, *(each.get(key) for each in found))
        requests = (request(self.ours, ours), request(self.theirs, theirs))
        if all(requests):
            self._say(f"{where} request", "required", *(bool(each.get("required")) for each in requests))
        self._contents(f"{where} request", *requests)
        both = (answers(ours), answers(theirs))
        for status in {**both[0], **both[1]}:
            self._answer(f"{where} answer {status}", *(answer(each, status) for each in both))

    def _parameter(self, where: str, ours: Schema | None, theirs: Schema | None) -> None:
        told = f"{where} {(ours or theirs or {})['name']}"
        if ours is None or theirs is None:
            self._there(told, "parameter", ours is not None, theirs is not None)
            return
        self._say(told, "required", bool(ours.get("required")), bool(theirs.get("required")))
        self._schemas(told, parameter_schema(ours), parameter_schema(theirs))

    def _answer(self, where: str, ours: Schema | None, theirs: Schema | None) -> None:
        if ours is None or theirs is None:
            self._there(where, "answer", ours is not None, theirs is not None)
            return
        self._contents(where, self.ours.resolved(ours), self.theirs.resolved(theirs))

    def _contents(self, where: str, ours: Schema, theirs: Schema) -> None:
        contents = (media(ours), media(theirs))
        for name in {**contents[0], **contents[1]}:
            if name in contents[0] and name in contents[1]:
                self._schemas(where, *(each[name].get("schema", {}) for each in contents))
            else:
                self._there(where, name, name in contents[0], name in contents[1])

    def _schemas(
        self, where: str, ours: Schema | bool, theirs: Schema | bool, *, told_apart: bool = False
    ) -> None:
        """Compare what two schemas allow, except a constant by which they were told apart."""
        shapes = (self.ours.shape(ours), self.theirs.shape(theirs))
        if all(each.branches for each in shapes):
            self._say(where, "null", *("allowed" if each.allows_null else "refused" for each in shapes))
        self._say(where, "default", *(_literal(each.default) for each in shapes))
        self._say(where, "type", *(" or ".join(kinds(each)) for each in shapes))
        for kind in kinds(shapes[0]):
            pair = [[each for each in shape.branches if each.kind == kind] for shape in shapes]
            if len(pair[0]) == len(pair[1]) == 1:
                self._branch(where, pair[0][0], pair[1][0], told_apart=told_apart)
            elif all(pair):
                self._variants(where, *pair)

    def _variants(self, where: str, ours: list[Branch], theirs: list[Branch]) -> None:
        told_by = discriminator((self.ours, ours), (self.theirs, theirs))
        both = (keyed(self.ours, ours, told_by), keyed(self.theirs, theirs, told_by))
        for key, (one, other) in paired(*both):
            if one is not None and other is not None:
                self._branch(f"{where}[{key}]", one, other, discriminator=told_by)
            else:
                self._there(where, f"variant {key}", one is not None, other is not None)

    def _branch(
        self,
        where: str,
        ours: Branch,
        theirs: Branch,
        *,
        discriminator: str | None = None,
        told_apart: bool = False,
    ) -> None:
        """Compare two branches, and what they contain unless that was done, or is being done."""
        where = ours.component or where
        if not told_apart:
            self._values(where, ours.values, theirs.values)
        for name in {**ours.limits, **theirs.limits}:
            self._say(where, name, ours.limits.get(name, MISSING), theirs.limits.get(name, MISSING))
        self._required(where, ours, theirs)
        self._say(where, "unnamed properties", _openness(self.ours, ours), _openness(self.theirs, theirs))
        both = (ours, theirs)
        parts = tuple(id(part) for each in both for part in (each.properties, each.items, each.others))
        if (where, parts) not in self._compared and parts not in self._within:
            self._compared.add((where, parts))
            self._within.append(parts)
            self._contained(where, ours, theirs, discriminator)
            self._within.pop()

    def _required(self, where: str, ours: Branch, theirs: Branch) -> None:
        """Compare what must be there, but for a property that only one has: that is told already."""
        for one, other in ((ours, theirs), (theirs, ours)):
            for name in sorted(one.required - other.required):
                if name in other.properties or name not in one.properties:
                    self._say(f"{where}.{name}", "required", name in ours.required, name in theirs.required)

    def _contained(self, where: str, ours: Branch, theirs: Branch, discriminator: str | None) -> None:
        for name in {**ours.properties, **theirs.properties}:
            both = [each.properties[name] for each in (ours, theirs) if name in each.properties]
            if len(both) == 2:
                self._schemas(f"{where}.{name}", both[0], both[1], told_apart=name == discriminator)
            else:
                self._there(f"{where}.{name}", "property", name in ours.properties, name in theirs.properties)
        if ours.kind == "array":
            self._schemas(f"{where}[]", ours.items, theirs.items)
        if isinstance(ours.others, dict) and isinstance(theirs.others, dict):
            self._schemas(f"{where}{{}}", ours.others, theirs.others)

    def _values(self, where: str, ours: frozenset[str] | None, theirs: frozenset[str] | None) -> None:
        if ours is None or theirs is None:
            self._say(where, "enum", *("any value" if each is None else each for each in (ours, theirs)))
            return
        # Only what differs: an enum of twenty that gained one is a line that can be read.
        self._say(where, "enum", ours - theirs, theirs - ours)


def _openness(document: Document, branch: Branch) -> str:
    if branch.others is False:
        return "refused"
    return "allowed" if document.shape(branch.others).allows_anything else "typed"


def _literal(value: Any) -> str:
    return "none" if value is MISSING else canonical(value)


def _text(value: Any) -> str:
    """A value as a line shows it."""
    if isinstance(value, frozenset):
        return ", ".join(sorted(map(spoken, value))) or "none"
    return value if isinstance(value, str) else _literal(value)

"""Values that a schema allows, drawn from a seed: small, plain, and the same each time."""

import random
import string
from collections.abc import Mapping, Sequence
from typing import Any

from pdfai.testing.contract import Contract, Schema

DEEP = 8
"""How far a value is nested before what need not be there is left out."""

FIRST_TIME = 1_700_000_000
WORDS = ("Net", "revenue", "rose", "to", "4.2", "million", "euros")
# What stands before an id; before others, the kind of the object and an underscore.
PREFIXES = {"assistant": "asst_", "message": "msg_", "vector_store": "vs_", "batch": "vsfb_", "file": "file-"}

Wishes = Mapping[str, Sequence[Any]]
"""For properties by their names, values of which the first is taken that the contract allows there."""

PLAIN: Wishes = {
    # What waits for an end sees one, and that all went well.
    "status": ("completed", "processed"),
    "deleted": (True,),
    "has_more": (False,),
    **dict.fromkeys(("required_action", "last_error", "incomplete_details", "next_page"), (None,)),
    **dict.fromkeys(("failed_at", "cancelled_at", "expired_at", "incomplete_at"), (None,)),
    "role": ("assistant",),
}


class Sampler:
    """Draws values. Not for several threads at once."""

    def __init__(self, contract: Contract, seed: int) -> None:
        """Takes the contract whose schemas it draws from."""
        self._contract = contract
        self._random = random.Random(seed)  # noqa: S311  # samples, not secrets
        self._wishes: Wishes = {}

    def value(self, schema: Schema, wishes: Wishes, *, limit: int = 2) -> Any:
        """What a schema allows, as near to the wishes as it goes; of a list not more than `limit` items."""
        self._wishes = {**PLAIN, **wishes}
        drawn = self._draw(schema, 0)
        if isinstance(drawn, dict) and isinstance(drawn.get("data"), list):
            del drawn["data"][limit:]
            _name_ends(drawn)
        return drawn

    def new_id(self, kind: str) -> str:
        """An id as the API would give an object of this kind."""
        letters = self._random.choices(string.ascii_letters + string.digits, k=24)
        return PREFIXES.get(kind, f"{kind}_") + "".join(letters)

    def _draw(self, schema: Schema, depth: int) -> Any:  # noqa: PLR0911  # one for each kind of schema
        schema = self._contract.resolved(schema)
        match schema:
            case {"const": constant}:
                return constant
            case {"enum": values}:
                return self._random.choice(values)
            case {"oneOf": kinds} | {"anyOf": kinds}:
                return self._one_of(kinds, depth)
            case {"type": [*kinds]}:
                return self._one_of([{**schema, "type": kind} for kind in kinds], depth)
            case {"type": "object"}:
                return self._object(schema, depth)
            case {"type": "array"}:
                count = max(
                    schema.get("minItems", 0), 0 if depth > DEEP else min(2, schema.get("maxItems", 2))
                )
                return [self._draw(schema.get("items", {}), depth + 1) for _ in range(count)]
            case {"type": "string"}:
                return self._text(schema)
            case {"type": "integer" | "number"}:
                return self._number(schema)
            case {"type": "boolean"}:
                return self._random.random() < 0.5
            case {"type": "null"}:
                return None
            case _:
                return {}

    def _one_of(self, kinds: list[Schema], depth: int) -> Any:
        if {"type": "null"} in kinds and (depth > DEEP or self._random.random() < 0.25):
            return None
        return self._draw(self._random.choice([each for each in kinds if each != {"type": "null"}]), depth)

    def _object(self, schema: Schema, depth: int) -> dict[str, Any]:
        required = schema.get("required", ())
        value: dict[str, Any] = {}
        for name, each in schema.get("properties", {}).items():
            if name in required or (depth <= DEEP and self._random.random() < 0.75):
                value[name] = self._property(name, each, depth + 1)
        if "properties" not in schema and isinstance(values := schema.get("additionalProperties"), dict):
            value["kind"] = self._draw(values, depth + 1)
        if isinstance(value.get("id"), str):
            kind = _kind(str(value.get("object", "object")))
            value["id"] = next(iter(self._wishes.get(f"{kind}_id", ())), None) or self.new_id(kind)
        return value

    def _property(self, name: str, schema: Schema, depth: int) -> Any:
        for wish in self._wishes.get(name, ()):
            if self._contract.allows(wish, schema):
                return wish
        drawn = self._draw(schema, depth)
        if name.endswith("_id") and isinstance(drawn, str):
            return self.new_id(name.removesuffix("_id"))
        if name.endswith("_at") and isinstance(drawn, int):
            return FIRST_TIME + self._random.randrange(1000)
        return drawn

    def _text(self, schema: Schema) -> str:
        length = max(schema.get("minLength", 0), min(3, schema.get("maxLength", 3)))
        text = " ".join(self._random.choice(WORDS) for _ in range(max(1, min(length, 3))))
        return text.ljust(schema.get("minLength", 0), ".")[: schema.get("maxLength")]

    def _number(self, schema: Schema) -> int | float:
        low = schema.get("minimum", 0)
        high = min(schema.get("maximum", low + 10), low + 10)
        return low + self._random.randrange(int(high - low) + 1)  # type: ignore[no-any-return]


def _kind(name: str) -> str:
    """What an object is, by the name that the API gives it: thread.message.delta is a message."""
    plain = name.removesuffix(".delta").removesuffix(".deleted")
    return plain.rpartition(".")[2].removeprefix("file_").removeprefix("files_")


def _name_ends(page: dict[str, Any]) -> None:
    """Let a list's ends be those of what is in it."""
    ids = [each["id"] for each in page["data"] if isinstance(each, dict) and "id" in each]
    for name, at in (("first_id", 0), ("last_id", -1)):
        if name in page:
            page[name] = ids[at] if ids else None

"""JSON values that the contract allows, and some that it does not, as Hypothesis draws them.

By hand, because hypothesis-jsonschema (last released in 2024) needs what Hypothesis no longer has.
"""

import copy
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import Any

from hypothesis import strategies as st

Schema = dict[str, Any]

CONTRACT = json.loads(resources.files("pdfai_wire").joinpath("contract.json").read_text(encoding="utf-8"))
SCHEMAS: dict[str, Schema] = CONTRACT["components"]["schemas"]
ODD: list[Any] = [None, True, 0, -1.5, "odd", [], ["odd"], {}, {"type": "odd"}, [[{"odd": {}}]]]
ODD_VALUES = st.sampled_from(ODD)
TEXTS = st.text("aÄ 【\n\x00\U0001f600", max_size=4)
PLAIN = {
    "null": st.none(),
    "boolean": st.booleans(),
    "integer": st.integers(-3, 2**63),
    "number": st.integers(-3, 2**53) | st.floats(allow_nan=False, allow_infinity=False),
    "string": TEXTS,
}


def answers() -> Iterator[str]:
    """Names of the schemas of what operations answer when all is well, whole or in events."""
    for item in CONTRACT["paths"].values():
        for operation in (item[method] for method in ("get", "post", "delete") if method in item):
            for content in operation["responses"]["200"]["content"].values():
                if reference := content["schema"].get("$ref"):
                    yield name_of(reference)


def parts(names: Iterable[str]) -> set[str]:
    """Names of schemas, with those of the schemas they are made of."""
    found: set[str] = set()
    left = set(names)
    while left - found:
        found |= left
        left = {each for name in left for each in re.findall(r"/schemas/(\w+)", json.dumps(SCHEMAS[name]))}
    return found


def name_of(reference: str) -> str:
    return reference.rsplit("/", 1)[1]


@cache
def component(name: str) -> st.SearchStrategy[Any]:
    """Instances of a schema by its name."""
    return st.deferred(lambda: instances(SCHEMAS[name]))


def instances(schema: Schema) -> st.SearchStrategy[Any]:  # noqa: PLR0911  # one for each kind of schema
    """What a schema allows, but for lengths and limits: no model looks at those."""
    match schema:
        case {"$ref": reference}:
            return component(name_of(reference))
        case {"const": constant}:
            return st.just(constant)
        case {"enum": constants}:
            return st.sampled_from(constants)
        case {"oneOf": kinds} | {"anyOf": kinds}:
            return st.one_of([instances(kind) for kind in kinds])
        case {"type": [*types]}:
            return st.one_of([instances({**schema, "type": each}) for each in types])
        case {"type": "array", "items": items}:
            return st.lists(instances(items), max_size=2)
        case {"type": "object", "properties": properties}:
            values = {name: instances(value) for name, value in properties.items()}
            required = {name: values.pop(name) for name in schema.get("required", ())}
            return st.fixed_dictionaries(required, optional=values)
        case {"type": "object"}:
            items = schema.get("additionalProperties", {})
            return st.dictionaries(TEXTS, instances(items) if items else ODD_VALUES, max_size=2)
        case {"type": kind}:
            return PLAIN[kind]
        case _:
            return ODD_VALUES


@st.composite
def mutations(draw: st.DrawFn, name: str) -> Any:
    """An instance in which something is missing, added, or replaced, at any depth."""
    answer = copy.deepcopy(draw(component(name)))
    place = draw(st.sampled_from(list(_objects(answer))))
    match draw(st.sampled_from(["drop", "add", "replace"] if place else ["add"])):
        case "drop":
            del place[draw(st.sampled_from(sorted(place)))]
        case "add":
            place["of tomorrow"] = draw(ODD_VALUES)
        case "replace":
            place[draw(st.sampled_from(sorted(place)))] = draw(ODD_VALUES)
    return answer


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
    if isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _objects(item)

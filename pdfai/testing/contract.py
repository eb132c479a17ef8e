"""The contract as tests use it: which operation a request is, and whether a value is as a schema says."""

import json
import re
import reprlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, cast
from urllib.parse import unquote

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.exceptions import best_match
from pdfai_api.strict import ContractError

Schema = dict[str, Any]

LONG = 150
"""Letters, beyond which nobody reads what a validator says."""


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One operation; references in its parameters and answers are followed, those in schemas are not."""

    name: str
    method: str
    path: str
    parameters: dict[tuple[str, str], Schema]
    request: Schema
    """Schemas by media type."""
    request_is_required: bool
    answers: Schema
    """Of success: media types, each with a schema and perhaps examples."""
    needs_key: bool = True
    pattern: re.Pattern[str] = field(repr=False)


class Contract:
    """An OpenAPI document, read once."""

    def __init__(self, content: Schema) -> None:
        """Takes the document as it was parsed."""
        self._components = content["components"]
        self.schemas: dict[str, Schema] = self._components["schemas"]
        self.base_path: str = content["servers"][0]["url"]
        self._checked = {"components": {"schemas": _checkable(self.schemas)}}
        self._is_keyed = bool(content.get("security"))
        operations = [
            self._operation(path, method, item)
            for path, item in content["paths"].items()
            for method in item
            if method != "parameters"
        ]
        # What is written out comes before what could be an id.
        operations.sort(key=lambda each: each.path.count("{"))
        self.operations = {each.name: each for each in operations}

    def find(self, method: str, path: str) -> tuple[Operation, dict[str, str]]:
        """The operation of a method and an encoded path below the base, and the ids in the path.

        ContractError when the contract has none.
        """
        methods = []
        for operation in self.operations.values():
            found = operation.pattern.fullmatch(path)
            if found and operation.method == method:
                return operation, {name: unquote(value) for name, value in found.groupdict().items()}
            methods += [operation.method] if found else []
        if methods:
            raise ContractError("method", f"is {method}; {path} takes {' or '.join(methods)}")
        raise ContractError("path", f"is no path of the contract: {path}")

    def resolved(self, schema: Schema) -> Schema:
        """What a reference leads to."""
        while "$ref" in schema:
            *_, kind, name = schema["$ref"].split("/")
            schema = self._components[kind][name]
        return schema

    def check(self, value: Any, schema: Schema, place: str = "$") -> None:
        """ContractError, with the path, when a value is not what a schema says."""
        validator = Draft202012Validator({**_checkable(schema), **self._checked})
        error = best_match(validator.iter_errors(value))
        if error is not None:
            raise _fault(error, place)

    def allows(self, value: Any, schema: Schema) -> bool:
        """Whether a value is what a schema says."""
        try:
            self.check(value, schema)
        except ContractError:
            return False
        return True

    def _operation(self, path: str, method: str, item: Schema) -> Operation:
        operation = item[method]
        parameters = [
            self.resolved(each) for each in (*item.get("parameters", ()), *operation.get("parameters", ()))
        ]
        request = operation.get("requestBody", {})
        return Operation(
            name=operation["operationId"],
            method=method.upper(),
            path=path,
            parameters={(each["in"], each["name"]): each for each in parameters},
            request={media: content["schema"] for media, content in request.get("content", {}).items()},
            request_is_required=request.get("required", False),
            answers=operation["responses"]["200"]["content"],
            needs_key=self._is_keyed,
            pattern=re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(path))),
        )


@cache
def the_contract() -> Contract:
    """The contract this version was generated from."""
    text = resources.files("pdfai_wire").joinpath("contract.json").read_text(encoding="utf-8")
    return Contract(json.loads(text))


def _checkable(node: Any) -> Any:
    """The same schema with its choices made plain, so that an error says in which variant it is."""
    if isinstance(node, list):
        return [_checkable(each) for each in node]
    if not isinstance(node, dict):
        return node
    if isinstance(told := node.get("discriminator"), dict) and "mapping" in told:
        return _discriminated(told["propertyName"], told["mapping"])
    if {"type": "null"} in node.get("anyOf", ()) and len(node["anyOf"]) == 2:
        (other,) = (each for each in node["anyOf"] if each != {"type": "null"})
        return {"if": {"type": "null"}, "else": _checkable(other)}
    return {name: _checkable(each) for name, each in node.items()}


def _discriminated(name: str, mapping: dict[str, str]) -> Schema:
    return {
        "type": "object",
        "required": [name],
        "properties": {name: {"enum": [*mapping]}},
        "allOf": [
            {"if": {"required": [name], "properties": {name: {"const": value}}}, "then": {"$ref": reference}}
            for value, reference in mapping.items()
        ],
    }


def _fault(error: ValidationError, place: str) -> ContractError:
    path = place + error.json_path.removeprefix("$")
    schema, value = cast("Schema", error.schema), cast("Any", error.instance)
    if error.validator == "additionalProperties" and error.validator_value is False:
        return ContractError(
            f"{path}.{min(value.keys() - schema['properties'].keys())}", "is not in the contract"
        )
    if error.validator in ("oneOf", "anyOf"):
        kinds = " or ".join(map(_kind, cast("list[Schema]", error.validator_value)))
        return ContractError(path, f"is refused: {reprlib.repr(value)} is no {kinds}")
    if len(error.message) < LONG:
        return ContractError(path, f"is refused: {error.message}")
    # The message shows the whole value; of a long one the rule says more.
    return ContractError(path, f"is refused: {error.validator} is {error.validator_value}")


def _kind(schema: Schema) -> str:
    """What a schema is called."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    return str(schema.get("type", "value"))


def examples(content: Schema, schema: Schema) -> Iterator[Any]:
    """The examples a media type, or its schema, has."""
    if "example" in content:
        yield content["example"]
    yield from (each["value"] for each in content.get("examples", {}).values() if "value" in each)
    yield from schema.get("examples", ())

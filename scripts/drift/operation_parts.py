"""The operations of an OpenAPI document, and their parts, by names that another document has too."""

import re
from collections.abc import Iterator

from drift.schema_shapes import Document
from drift.schema_words import Schema

METHODS = ("get", "put", "post", "delete", "patch", "head", "options", "trace")


def operations(document: Document) -> Iterator[tuple[str, tuple[str, Schema]]]:
    """Each operation by method and path, whatever the path's parameters are called, with its name."""
    for path, referred in document.content["paths"].items():
        if path.startswith("x-"):
            continue
        # What stands beside a reference holds too.
        item = document.resolved(referred) | referred
        for method in METHODS:
            if (operation := item.get(method)) is None:
                continue
            parameters = [*(item.get("parameters") or ()), *(operation.get("parameters") or ())]
            key = f"{method.upper()} {re.sub(r'{[^}]*}', '{}', path).rstrip('/')}"
            whole = {**operation, "path": path, "parameters": parameters}
            yield key, (operation.get("operationId", key), whole)


def parameters(document: Document, operation: Schema) -> Iterator[tuple[tuple[str, str], Schema]]:
    """Each parameter by place and name; those of the path by their order, for their names never travel."""
    placed = re.findall(r"{([^}]*)}", operation["path"])
    for each in map(document.resolved, operation["parameters"]):
        if not {"in", "name"} <= each.keys():
            raise ValueError(f"a parameter of {operation['path']} has no name, or no place (in)")
        place, name = each["in"], each["name"]
        if place == "path" and name in placed:
            yield (place, str(placed.index(name))), each
        else:
            yield (place, name.lower() if place == "header" else name), each


def parameter_schema(parameter: Schema) -> Schema:
    """What a parameter may be, also one that travels as JSON."""
    contents = [*(parameter.get("content") or {}).values(), parameter]
    schema: Schema = contents[0].get("schema", {})
    return schema


def request(document: Document, operation: Schema) -> Schema:
    """What is sent; empty when nothing is."""
    return document.resolved(operation.get("requestBody") or {})


def answers(operation: Schema) -> Schema:
    """Each answer by its status. Any success is 200, for that is what a server says."""
    found = {str(status).upper(): each for status, each in (operation.get("responses") or {}).items()}
    found = {"200" if status == "2XX" else status: each for status, each in found.items()}
    return {status.lower(): each for status, each in found.items() if not status.startswith("X-")}


def answer(found: Schema, status: str) -> Schema | None:
    """An error without an answer of its own has that of its range, or the default one."""
    of_errors = [f"{status[0]}xx", "default"] if status[0] in "45" else []
    return next((found[each] for each in (status, *of_errors) if each in found), None)


def media(content: Schema) -> dict[str, Schema]:
    """What is in a request or an answer by its media type, charset and boundary aside."""
    found = (content.get("content") or {}).items()
    return {name.partition(";")[0].strip().lower(): each or {} for name, each in found}

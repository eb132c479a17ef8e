"""Write the contract as a page for people: each call with what it takes, each object with its properties.

`python scripts/reference.py CONTRACT PAGE`; scripts/generate.py runs it, so that the page cannot fall behind.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

Schema = dict[str, Any]

INTRODUCTION = """\
# The contract

Written by `scripts/generate.py` from `spec/openapi.yaml`; edit that. Each call is a method of
`OpenAIClient` and `AsyncOpenAIClient`; ids are positional, everything else is a keyword. The server answers
the same paths under `/v1`.
"""

LIMITS = {
    "minimum": "at least {}",
    "maximum": "at most {}",
    "minLength": "at least {} characters",
    "maxLength": "at most {} characters",
    "minItems": "at least {} items",
    "maxItems": "at most {} items",
    "maxProperties": "at most {} properties",
}


def reference(contract: Schema) -> str:
    """The whole page, as Markdown."""
    objects = _objects(contract["components"]["schemas"])
    return "\n".join([INTRODUCTION, *_calls(contract), "## Objects\n", *objects])


def _calls(contract: Schema) -> Iterator[str]:
    for tag in contract["tags"]:
        yield f"## {_words(tag['name'])}\n\n{tag['description']}\n"
        for path, item in contract["paths"].items():
            for method, operation in item.items():
                if method != "parameters" and tag["name"] in operation["tags"]:
                    yield from _call(contract, path, method, item.get("parameters", []), operation)


def _call(contract: Schema, path: str, method: str, shared: list[Schema], operation: Schema) -> Iterator[str]:
    yield f"### {operation['operationId']}\n\n`{method.upper()} {path}` {operation['summary']}\n"
    parameters = [_resolved(contract, each) for each in [*shared, *operation.get("parameters", [])]]
    for each in parameters:
        if each["in"] == "query":
            yield f"* `{each['name']}`: {_type(each['schema'])}. {_told(each, each['schema'])}".rstrip()
    for content in operation.get("requestBody", {}).get("content", {}).values():
        yield f"* takes {_type(content['schema'])}"
    for media, content in operation["responses"]["200"]["content"].items():
        streamed = ", one after the other, when streamed" if media == "text/event-stream" else ""
        yield f"* gives {_type(content['schema'])}{streamed}"
    yield ""


def _objects(schemas: Schema) -> Iterator[str]:
    for name, schema in sorted(schemas.items()):
        yield f"### {name}\n"
        if described := schema.get("description"):
            yield f"{described}\n"
        if "properties" not in schema:
            yield f"{_type({**schema, 'description': None})}. {_told({}, schema)}".rstrip() + "\n"
            continue
        for property_name, value in schema["properties"].items():
            required = ", required" if property_name in schema.get("required", ()) else ""
            yield f"* `{property_name}`: {_type(value)}{required}. {_told(value, value)}".rstrip()
        yield ""


def _type(schema: Schema) -> str:
    """A schema in a few words, components as links."""
    if reference := schema.get("$ref"):
        name = reference.rsplit("/", 1)[1]
        return f"[{name}](#{name.lower()})"
    for union in ("oneOf", "anyOf"):
        if variants := schema.get(union):
            return " or ".join(_type(each) for each in variants)
    if "const" in schema:
        return f"`{schema['const']}`"
    if "enum" in schema:
        return " or ".join(f"`{each}`" for each in schema["enum"])
    kinds = schema.get("type", "anything")
    return " or ".join(_kind(kind, schema) for kind in ([kinds] if isinstance(kinds, str) else kinds))


def _kind(kind: str, schema: Schema) -> str:
    if kind == "array":
        return f"list of {_type(schema['items'])}"
    if values := schema.get("additionalProperties"):
        return f"map of {_type(values)}"
    return "bytes" if schema.get("format") == "binary" else kind


def _told(described: Schema, schema: Schema) -> str:
    """What the type does not say: the description, the limits, the default."""
    limits = [text.format(f"{schema[name]:,}") for name, text in LIMITS.items() if name in schema]
    if "default" in schema:
        limits.append(f"`{schema['default']}` unless given")
    sentences = [str(described.get("description") or ""), ", ".join(limits).capitalize()]
    return " ".join(f"{each.rstrip('.')}." for each in sentences if each)


def _resolved(contract: Schema, parameter: Schema) -> Schema:
    if "$ref" not in parameter:
        return parameter
    found: Schema = contract["components"]["parameters"][parameter["$ref"].rsplit("/", 1)[1]]
    return found


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


if __name__ == "__main__":
    source, page = map(Path, sys.argv[1:])
    page.write_text(reference(yaml.safe_load(source.read_text())))

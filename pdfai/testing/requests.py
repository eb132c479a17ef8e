"""A request held against the contract: path, query, headers, JSON, forms."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

import httpx
from pdfai_api.strict import ContractError
from python_multipart import create_form_parser
from python_multipart.exceptions import FormParserError

from pdfai.testing.contract import Contract, Operation, Schema

SECRETS = ("authorization", "proxy-authorization", "api-key", "x-api-key", "cookie")
NUMBERS = {"integer": r"-?(0|[1-9]\d*)", "number": r"-?(0|[1-9]\d*)(\.\d+)?", "boolean": "true|false"}


@dataclass(frozen=True, kw_only=True)
class ReceivedFile:
    """A file of a form."""

    filename: str
    content: bytes


@dataclass(frozen=True, kw_only=True)
class ReceivedRequest:
    """What was asked, without the key it was asked with."""

    operation: str
    ids: dict[str, str]
    query: dict[str, Any]
    headers: httpx.Headers
    body: Any
    """JSON as it was sent; of a form its fields, a file as a `ReceivedFile`; None without a body."""

    @property
    def fields(self) -> dict[str, Any]:
        """The body's properties; none where it is no object."""
        return self.body if isinstance(self.body, dict) else {}


def received(contract: Contract, request: httpx.Request, content: bytes, base_path: str) -> ReceivedRequest:
    """Read a request. ContractError, with the place and the path in it, for the first thing that is wrong."""
    path = request.url.raw_path.decode("ascii").partition("?")[0]
    if not path.startswith(f"{base_path}/"):
        raise ContractError("path", f"does not begin with {base_path}: {path}")
    operation, ids = contract.find(request.method, path.removeprefix(base_path))
    for name, value in ids.items():
        contract.check(value, operation.parameters["path", name]["schema"], f"path {name}")
    headers = httpx.Headers(request.headers)
    key = headers.get("authorization", "")
    for name in SECRETS:
        headers.pop(name, None)
    if operation.needs_key and not re.fullmatch(r"Bearer \S+", key):
        raise ContractError(
            "header authorization", "is not `Bearer` and a key: give the client one, of any kind"
        )
    return ReceivedRequest(
        operation=operation.name,
        ids=ids,
        query=_query(contract, operation, request.url.query.decode("ascii")),
        headers=headers,
        body=_body(contract, operation, headers.get("content-type", ""), content),
    )


def _query(contract: Contract, operation: Operation, query: str) -> dict[str, Any]:
    """The parameters with the types they have in the contract."""
    known = {name: each for (place, name), each in operation.parameters.items() if place == "query"}
    given: dict[str, list[str]] = {}
    for name, text in parse_qsl(query, keep_blank_values=True):
        given.setdefault(name, []).append(text)
    values = {}
    for name, texts in given.items():
        if name not in known:
            raise ContractError(f"query {name}", "is not in the contract")
        schema = contract.resolved(known[name]["schema"])
        if schema.get("type") == "array":
            values[name] = [_typed(contract, text, schema["items"]) for text in texts]
        elif len(texts) > 1:
            raise ContractError(f"query {name}", f"is given {len(texts)} times")
        else:
            values[name] = _typed(contract, texts[0], schema)
        contract.check(values[name], schema, f"query {name}")
    for name, each in known.items():
        if each.get("required") and name not in values:
            raise ContractError(f"query {name}", "is required")
    return values


def _typed(contract: Contract, text: str, schema: Schema) -> Any:
    """A text of a query or a form as what its schema says it is; as it stands when it cannot be that."""
    pattern = NUMBERS.get(str(contract.resolved(schema).get("type")), "")
    return json.loads(text) if pattern and re.fullmatch(pattern, text) else text


def _body(contract: Contract, operation: Operation, content_type: str, content: bytes) -> Any:
    if not operation.request:
        if content:
            raise ContractError("body", f"is given, but {operation.method} {operation.path} takes none")
        return None
    if not content and not operation.request_is_required:
        return None
    (media, schema), *_ = operation.request.items()
    if content_type.partition(";")[0].strip().lower() != media:
        raise ContractError("header content-type", f"is {content_type or 'missing'}, not {media}")
    if media == "application/json":
        body = _json(content)
        contract.check(body, schema)
        return body
    return _form(contract, schema, content_type, content)


def _json(content: bytes) -> Any:
    def refuse(constant: str) -> None:
        raise ContractError("body", f"is no JSON: {constant}")

    try:
        return json.loads(content, parse_constant=refuse)
    except (ValueError, RecursionError) as error:
        raise ContractError("body", f"is no JSON: {error}") from None


def _form(contract: Contract, schema: Schema, content_type: str, content: bytes) -> Schema:
    """The fields of a multipart form; `a[b]` is property b of a."""
    properties = contract.resolved(schema)["properties"]
    fields: dict[str, Any] = {}
    for name, value in _parts(content_type, content):
        outer, _, inner = name.removesuffix("]").partition("[")
        within = contract.resolved(properties.get(outer, {}))
        is_nested = name.endswith("]")
        if is_nested:
            within = within.get("properties", {}).get(inner, {})
        place = fields.setdefault(outer, {}) if is_nested else fields
        key = inner if is_nested else name
        if not isinstance(place, dict) or key in place:
            raise ContractError(f"$.{name}", "is given twice")
        place[key] = _part(contract, name, value, within)
    # A file is a string to JSON Schema; what is in it is not its business.
    plain = {name: "" if isinstance(each, ReceivedFile) else each for name, each in fields.items()}
    contract.check(plain, schema)
    return fields


def _part(contract: Contract, name: str, value: str | ReceivedFile, schema: Schema) -> Any:
    is_file = schema.get("format") == "binary"
    if is_file and isinstance(value, str):
        raise ContractError(f"$.{name}", "is a file, and needs a filename")
    if not is_file and isinstance(value, ReceivedFile):
        raise ContractError(f"$.{name}", "is no file, and has a filename")
    return _typed(contract, value, schema) if isinstance(value, str) else value


def _parts(content_type: str, content: bytes) -> Iterator[tuple[str, str | ReceivedFile]]:
    """Name and value of each part."""
    parts: list[tuple[str, str | ReceivedFile]] = []

    def on_field(field: Any) -> None:
        parts.append((field.field_name.decode(), (field.value or b"").decode()))

    def on_file(file: Any) -> None:
        file.file_object.seek(0)
        received = ReceivedFile(filename=file.file_name.decode(), content=file.file_object.read())
        parts.append((file.field_name.decode(), received))
        file.close()

    try:
        parser = create_form_parser({"Content-Type": content_type.encode()}, on_field, on_file)
        parser.write(content)
        parser.finalize()
    except (FormParserError, UnicodeDecodeError) as error:
        raise ContractError("body", f"is no form: {error}") from None
    yield from parts

"""The form an answer is to have."""

import json
from collections.abc import Mapping
from typing import Any

from pdfai.server.models.base import ModelError, Prompt
from pdfai.server.problems import Problem

Format = str | Mapping[str, Any] | None

_LONGEST = 300


def check_format(response_format: Format) -> None:
    """Raise `Problem` for a form that is described by what is no JSON schema."""
    schema = _schema(response_format)
    if schema is None:
        return
    from jsonschema import Draft202012Validator, SchemaError  # noqa: PLC0415  # few ask for a form

    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        place = "".join(f".{part}" for part in error.absolute_path)
        param = f"response_format.json_schema.schema{place}"
        message = f"Invalid schema for response_format: {error.message[:_LONGEST]}"
        raise Problem(message, param=param) from None


def check_answer(text: str, prompt: Prompt) -> None:
    """Raise `ModelError` for an answer that has not the form that was asked for."""
    if not prompt.wants_json:
        return
    try:
        value = json.loads(text)
    except ValueError as error:
        raise ModelError(f"The model was asked for JSON, and its answer is none: {error}") from None
    schema = _schema(prompt.response_format)
    if schema is None:
        return
    from jsonschema import Draft202012Validator  # noqa: PLC0415  # few ask for a form
    from jsonschema.exceptions import best_match  # noqa: PLC0415
    from referencing import Registry  # noqa: PLC0415
    from referencing.exceptions import Unresolvable  # noqa: PLC0415

    # Of its own registry, or what a schema refers to would be fetched from wherever it says.
    validator = Draft202012Validator(schema, registry=Registry())
    try:
        mismatch = best_match(validator.iter_errors(value))
    except Unresolvable as error:
        raise ModelError(f"The schema of response_format refers to what is not in it: {error}") from None
    if mismatch is not None:
        raise ModelError(
            "The model's answer is not what the schema of response_format asks for, "
            f"at {mismatch.json_path}: {mismatch.message[:_LONGEST]}"
        )


def _schema(response_format: Format) -> Any:
    if isinstance(response_format, Mapping) and response_format["type"] == "json_schema":
        return response_format["json_schema"].get("schema")
    return None

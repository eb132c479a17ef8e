"""The form an answer is to have."""

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from pdfai.server.models.base import ModelError, Prompt
from pdfai.server.problems import Problem

Format = str | Mapping[str, Any] | None

_LONGEST = 300
_PATTERN_SECONDS = 10
_UNTOLD = "The answer cannot be held against the schema of response_format"
_CHILD = """
import json, sys
sys.path[:], schema, value = json.load(sys.stdin)
from pdfai.server.runs.formats import mismatch
print(json.dumps(mismatch(schema, value)))
"""


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
    except Exception as error:  # the schema nests too deeply, or a pattern of it is beyond Python's
        message = f"Invalid schema for response_format: It cannot be checked: {str(error)[:_LONGEST]}."
        raise Problem(message, param="response_format.json_schema.schema") from None


def check_answer(text: str, prompt: Prompt) -> None:
    """Raise `ModelError` for an answer that has not the form that was asked for."""
    if not prompt.wants_json:
        return
    try:
        value = json.loads(text)
    except ValueError as error:
        raise ModelError(f"The model was asked for JSON, and its answer is none: {error}") from None
    except RecursionError:
        raise ModelError("The model was asked for JSON, and its answer is nested too deeply.") from None
    schema = _schema(prompt.response_format)
    if schema is None:
        return
    # No other thread goes on while Python searches for a pattern, which may take for ever.
    trouble = (
        _mismatch_elsewhere(schema, value) if '"pattern' in json.dumps(schema) else mismatch(schema, value)
    )
    if trouble is not None:
        raise ModelError(trouble)


def mismatch(schema: Any, value: Any) -> str | None:
    """What is wrong with an answer, where it is not what the schema asks for; also if that cannot be told."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415  # few ask for a form
    from jsonschema.exceptions import best_match  # noqa: PLC0415
    from referencing import Registry  # noqa: PLC0415
    from referencing.exceptions import Unresolvable  # noqa: PLC0415

    try:
        # Of its own registry, or what a schema refers to would be fetched from wherever it says.
        error = best_match(Draft202012Validator(schema, registry=Registry()).iter_errors(value))
    except Unresolvable as unresolvable:
        return f"The schema of response_format refers to what is not in it: {unresolvable}"
    except Exception as failure:
        return f"{_UNTOLD}: {failure}"
    if error is None:
        return None
    trouble = (
        "The model's answer is not what the schema of response_format asks for, "
        f"at {error.json_path}: {error.message[:_LONGEST]}"
    )
    # JSON can spell half a character, which nobody could be told.
    return trouble.encode(errors="backslashreplace").decode()


def _mismatch_elsewhere(schema: Any, value: Any) -> str | None:
    """The mismatch as a process of its own finds it, which is ended when that takes too long."""
    try:
        child = subprocess.run(  # noqa: S603  # our own script, no argument from outside
            [sys.executable, "-I", "-c", _CHILD],
            input=json.dumps([sys.path, schema, value]).encode(),
            capture_output=True,
            check=True,
            timeout=_PATTERN_SECONDS,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired:
        return f"{_UNTOLD}: its pattern takes too long."
    except (subprocess.CalledProcessError, OSError, RecursionError) as failure:
        return f"{_UNTOLD}: {str(failure)[-_LONGEST:]}"
    trouble: str | None = json.loads(child.stdout)
    return trouble


def _schema(response_format: Format) -> Any:
    if isinstance(response_format, Mapping) and response_format["type"] == "json_schema":
        return response_format["json_schema"].get("schema")
    return None

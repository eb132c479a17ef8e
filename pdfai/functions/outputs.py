"""What a model is told of what a function returned or raised."""

import dataclasses
import json
import math
from collections.abc import Collection, Mapping
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import PurePath
from typing import Any
from uuid import UUID

_ERROR_LENGTH = 500


def output_text(value: Any) -> str:
    """The result: text as it is, anything else as JSON; a TypeError if there is no JSON for it."""
    try:
        plain = _plain(value)
        return _encodable(plain if isinstance(plain, str) else json.dumps(plain, ensure_ascii=False))
    except (RecursionError, ValueError) as error:
        raise TypeError(
            f"A result of type {_type(value)} is too deep or too large, or holds itself"
        ) from error


def error_text(error: BaseException) -> str:
    """The error's type and message, on one line, cut where it is long."""
    try:
        message = " ".join(str(error).split())
    except Exception:  # then the type has to do
        message = ""
    if len(message) > _ERROR_LENGTH:
        message = f"{message[:_ERROR_LENGTH]}..."
    return _encodable(f"{_type(error)}: {message}" if message else _type(error))


def _plain(value: Any) -> Any:  # noqa: PLR0911  # one for each kind
    match value:
        case Enum():
            return _plain(value.value)
        case None | str() | bool() | int():
            return value
        case float():
            # JSON has no word for infinity.
            return value if math.isfinite(value) else str(value)
        case date() | time():
            return value.isoformat()
        case Decimal() | PurePath() | UUID() | timedelta():
            return str(value)
        case Mapping():
            return {_key(name): _plain(each) for name, each in value.items()}
        case bytes() | bytearray() | memoryview() | type():
            raise _untold(value)
        case _:
            return _parts(value)


def _parts(value: Any) -> Any:
    if hasattr(value, "to_dict"):  # the API's objects, and others'
        return _plain(value.to_dict())
    if hasattr(value, "model_dump"):  # pydantic's
        return _plain(value.model_dump(mode="json"))
    if dataclasses.is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if hasattr(value, "_asdict"):  # named tuples
        return _plain(value._asdict())
    if isinstance(value, Collection):
        return [_plain(each) for each in value]
    raise _untold(value)


def _key(name: Any) -> str:
    plain = _plain(name)
    if isinstance(plain, list | dict):
        raise TypeError(f"A name in JSON is text: {name!r} cannot be one")
    return plain if isinstance(plain, str) else json.dumps(plain)


def _untold(value: Any) -> TypeError:
    return TypeError(
        f"A result of type {_type(value)} has no JSON: return text, numbers, lists, dicts or dataclasses"
    )


def _type(value: object) -> str:
    return type(value).__name__


def _encodable(text: str) -> str:
    # Names of files may hold halves of characters, which no request can carry.
    return text.encode(errors="replace").decode()

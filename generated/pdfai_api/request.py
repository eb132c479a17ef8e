"""A request as a value: built here, sent by whoever has a connection, in either colour."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar
from urllib.parse import quote

from .types import UNSET, FileInput, Reader, Unknown, WireObject, plain

Answer = TypeVar("Answer")
Form = dict[str, str | list[str]]
EventReader = Callable[[str, str], Any]
"""Turns the name, "" where it has none, and the data of a server-sent event into a model, or None at the end."""

_END = "[DONE]"


@dataclass(frozen=True, kw_only=True, slots=True)
class Request(Generic[Answer]):
    """What to send and how to read the answer. `json` is UNSET when there is no JSON body.

    `read` takes what `kind` says: a decoded JSON value, the answer's bytes, or an event's name and data, once for each.

    `data` and `files` make a multipart form. They name no content type, so that the HTTP library draws a boundary
    at random: a fixed one could be forged inside an uploaded file.
    """

    method: str
    segments: tuple[str, ...]
    query: tuple[tuple[str, str], ...] = ()
    json: Any = field(default=UNSET, repr=False)
    data: Form | None = field(default=None, repr=False)
    files: list[tuple[str, FileInput]] | None = field(default=None, repr=False)
    kind: Literal["json", "bytes", "events"] = "json"
    read: Callable[..., Answer] = field(repr=False)

    @property
    def path(self) -> str:
        """What stands behind the base URL; ValueError for an id that no escaping keeps from changing the path."""
        for segment in self.segments:
            if segment in ("", ".", "..") or not isinstance(segment, str):
                raise ValueError(f"{segment!r} cannot be an id")
        return "".join(f"/{quote(segment, safe='')}" for segment in self.segments)


def query(parameters: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Write query parameters, repeating the name of an array's for each item and leaving out those that are UNSET."""
    return tuple(
        (name, _text(item))
        for name, value in parameters.items()
        if value is not UNSET and value is not None
        for item in (value if isinstance(value, (list, tuple)) else [value])
    )


def form(body: WireObject | Mapping[str, Any], *, files: tuple[str, ...]) -> dict[str, Any]:
    """Split a body into the `data` and `files` of a multipart form; an object's fields are named `object[field]`."""
    fields = body._given() if isinstance(body, WireObject) else dict(body)
    uploads = [(name, fields.pop(name)) for name in files if name in fields]
    return {"data": dict(_flat(plain(fields))), "files": uploads}


def events(read: Reader) -> EventReader:
    """Read events as objects of an `event` and its `data`; ValueError for data that is not JSON."""

    def read_event(name: str, data: str) -> Any:
        is_end = data.startswith(_END)
        if is_end and not name:
            return None
        return WireObject._complete(read({"event": name, "data": data if is_end else _decoded(data)}))

    return read_event


def chunks(read: Reader) -> EventReader:
    """Read events as their data alone, but for those with a name; ValueError for data that is no JSON object."""

    def read_chunk(name: str, data: str) -> Any:
        if data.startswith(_END):
            return None
        value = _decoded(data)
        if name not in ("", "message"):  # the name that browsers give to what has none
            return Unknown.from_dict({"event": name, "data": value})
        if not isinstance(value, dict):
            raise ValueError(f"an event with a {type(value).__name__} where an object belongs")
        return WireObject._complete(read(value))

    return read_chunk


def _decoded(data: str) -> Any:
    try:
        return json.loads(data)
    except RecursionError:
        raise ValueError("JSON too deep to read") from None


def _flat(fields: Mapping[str, Any]) -> Iterator[tuple[str, str | list[str]]]:
    for name, value in fields.items():
        if isinstance(value, Mapping):
            yield from _flat({f"{name}[{inner}]": item for inner, item in value.items()})
        elif isinstance(value, list):
            yield f"{name}[]", [_text(item) for item in value]
        elif value is not None:
            yield name, _text(value)


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)

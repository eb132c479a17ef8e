"""What a request that breaks the contract is told. Pure."""

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic_core import ErrorDetails

Place = list[str | int]

NO_OBJECT = "The body must be a JSON object, sent with the content type application/json."
TOO_DEEP = "The body is nested too deeply."


def violation(errors: Sequence[ErrorDetails | dict[str, Any]], body: object) -> tuple[str, str | None]:
    """The message for what is wrong with a request, and the parameter at fault."""
    places = [_place(error, body) for error in errors]
    # Where a value may have several forms, the form it was meant to have got furthest into it.
    worst = max(
        range(len(errors)), key=lambda at: (len(places[at]), not errors[at]["type"].endswith("_type"))
    )
    error, param = errors[worst], _path(places[worst]) or None
    match error["type"]:
        case "json_invalid":
            return f"The body is not valid JSON: {error['ctx']['error']}.", None
        case "extra_forbidden":
            return f"Unknown parameter: '{param}'.", param
        case _ if param is None:
            return NO_OBJECT, None
        case "missing":
            return f"Missing required parameter: '{param}'.", param
        case _:
            return f"Invalid value for '{param}': {error['msg']}.", param


def unshowable(body: object) -> tuple[str, str | None]:
    """The message for a body that is within the contract and that no answer could show, and the parameter."""
    place = _no_text(body)
    if place is None:
        return TOO_DEEP, None
    # What pydantic says where it is to be a string of some length.
    message = "Input should be a valid string, unable to parse raw data as a unicode string"
    return violation([{"type": "string_unicode", "loc": ("body", *place), "msg": message}], body)


def _no_text(value: object) -> Place | None:
    """Where half a character is, as JSON can spell one of a pair of surrogates; of a key, its object."""
    parts: Iterable[tuple[str | int, object]]
    match value:
        case str():
            return [] if any("\ud800" <= character <= "\udfff" for character in value) else None
        case dict():
            if any(_no_text(key) is not None for key in value):
                return []
            parts = value.items()
        case list():
            parts = enumerate(value)
        case _:
            return None
    places = ((part, _no_text(inner)) for part, inner in parts)
    return next(([part, *place] for part, place in places if place is not None), None)


def _place(error: ErrorDetails | dict[str, Any], body: object) -> Place:
    """Where in the request the error is, without the names pydantic gives to the forms of a value."""
    source, *location = error["loc"]
    if source != "body" or not isinstance(body, dict):
        return location
    place: Place = []
    at: Any = body
    for part in location:
        leads_on = part in at if isinstance(at, dict) else isinstance(at, list) and isinstance(part, int)
        if leads_on:
            place.append(part)
            at = at[part]
    match error["type"]:
        case "missing":
            return [*place, location[-1]]
        case "union_tag_invalid" | "union_tag_not_found":
            # The property that tells a value's forms apart.
            return [*place, error["ctx"]["discriminator"].strip("'")]
        case _:
            return place


def _path(place: Place) -> str:
    path = ""
    for part in place:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path

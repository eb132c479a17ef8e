"""Which files a search covers, by their attributes. Pure."""

from collections.abc import Callable, Mapping
from typing import Any

Attributes = Mapping[str, str | float | bool]


def matches(filter: Mapping[str, Any] | None, attributes: Attributes) -> bool:
    """Whether attributes pass a filter; no filter lets all pass.

    An attribute that is missing, or of another kind than what it is compared with, is unequal to it and
    neither above nor below: it passes `ne` and `nin` only.
    """
    match filter:
        case None:
            return True
        case {"type": "and", "filters": filters}:
            return all(matches(each, attributes) for each in filters)
        case {"type": "or", "filters": filters}:
            return any(matches(each, attributes) for each in filters)
        case {"type": comparison, "key": key, "value": value}:
            return _COMPARISONS[comparison](attributes.get(key), value)
    raise ValueError(f"no filter of the contract: {filter!r}")


def _equal(found: Any, wanted: Any) -> bool:
    # True is no number here, though Python says 1 == True.
    return _kind(found) == _kind(wanted) and found == wanted


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def compared(found: Any, wanted: Any) -> bool:
        return _kind(found) == _kind(wanted) in ("text", "number") and compare(found, wanted)

    return compared


def _kind(value: Any) -> str:
    match value:
        case bool():
            return "truth"
        case int() | float():
            return "number"
        case str():
            return "text"
        case _:
            return "other"


def _one_of(found: Any, wanted: Any) -> bool:
    return any(_equal(found, each) for each in (wanted if isinstance(wanted, list) else [wanted]))


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": _equal,
    "ne": lambda found, wanted: not _equal(found, wanted),
    "gt": _ordered(lambda found, wanted: found > wanted),
    "gte": _ordered(lambda found, wanted: found >= wanted),
    "lt": _ordered(lambda found, wanted: found < wanted),
    "lte": _ordered(lambda found, wanted: found <= wanted),
    "in": _one_of,
    "nin": lambda found, wanted: not _one_of(found, wanted),
}

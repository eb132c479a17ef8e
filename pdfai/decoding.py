"""JSON from bytes: by orjson where it is installed (the `speed` extra), with the same values as without."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

# What orjson saves on less is not worth its import: a program that makes one call never needs it.
_WORTH_IT = 4096
# Integers from 19 digits on may be more than 64 bits wide, and orjson would make floats of them.
_DIGITS = bytes(b"0"[0] if character in b"0123456789" else b" "[0] for character in range(256))
_LONG_NUMBER = b"0" * 19

Loads = Callable[[bytes], Any]


def decode(content: bytes) -> Any:
    """The value; ValueError for what is not JSON."""
    return _loads()(content) if len(content) >= _WORTH_IT else _loads_slowly(content)


def like_json(loads: Loads) -> Loads:
    """Decode as the standard library does, which accepts more: byte order marks, lone surrogates, NaN."""

    def decode_like_json(content: bytes) -> Any:
        if _LONG_NUMBER in content.translate(_DIGITS):
            return _loads_slowly(content)
        try:
            return loads(content)
        except ValueError:
            return _loads_slowly(content)

    return decode_like_json


def _loads_slowly(content: bytes) -> Any:
    try:
        return json.loads(content)
    except RecursionError:
        raise ValueError("JSON too deep to read") from None


@cache
def _loads() -> Loads:
    try:
        import orjson  # noqa: PLC0415  # an extra, imported when it is first of use
    except ImportError:
        return _loads_slowly
    return like_json(orjson.loads)

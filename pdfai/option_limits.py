"""What the options of copilots may be, told where they are given; pure but for the text file that is read."""

import math
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pdfai.errors import InvalidArgumentError

_LIMITS: dict[str, tuple[float, float]] = {"temperature": (0, 2), "top_p": (0, 1)}
_WHOLE_LIMITS: dict[str, tuple[float, float]] = {
    "max_prompt_tokens": (256, math.inf),
    "max_completion_tokens": (256, math.inf),
    "vector_store_expire_days": (1, 365),
    "resolution": (72, 600),
}
_LONGEST = {
    "model": 256,
    "assistant_name": 256,
    "instructions": 256_000,
    "image_description_prompt": 32_000,
    "summary_prompt": 32_000,
    "user_instructions": 32_000,
    "language": 64,
}
"""As servers take them, in characters."""


def check_limits(options: object) -> None:
    """Raise `InvalidArgumentError`, by name, for what no server would take."""
    for name, limits in {**_LIMITS, **_WHOLE_LIMITS}.items():
        if (value := getattr(options, name, None)) is not None:
            _check_number(name, value, *limits, is_whole=name in _WHOLE_LIMITS)
    for name, most in _LONGEST.items():
        value = getattr(options, name, None)
        if value is not None and not isinstance(value, str):
            raise InvalidArgumentError(f"{name} must be a text, not {value!r}")
        if len(value or "") > most:
            raise InvalidArgumentError(f"{name} is too long: {most:,} characters are allowed")


def read_text(path: os.PathLike[str]) -> str:
    """What a text file says; raises `InvalidArgumentError`."""
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidArgumentError(f"{Path(path).name} is no text in UTF-8: save it as such") from error
    except OSError as error:
        raise InvalidArgumentError(f"Cannot read {os.fspath(path)}: {error.strerror}") from error


def check_path(name: str, path: object) -> None:
    """Raise `InvalidArgumentError` for what is no path."""
    if not isinstance(path, str | os.PathLike) or not os.fspath(path):
        raise InvalidArgumentError(f"{name} must be the path of a file, not {path!r}")


def check_truncation(strategy: object) -> None:
    """Raise `InvalidArgumentError` for what is none of the API's strategies."""
    match dict(strategy) if isinstance(strategy, Mapping) else strategy:
        case {"type": "auto", **others} if not any(others.values()):
            return
        case {"type": "last_messages", "last_messages": int(count), **others} if count >= 1 and not others:
            return
    raise InvalidArgumentError(
        'truncation_strategy must be {"type": "auto"} or {"type": "last_messages", "last_messages": 10}, '
        f"not {strategy!r}"
    )


def check_functions(functions: Any) -> tuple[Any, ...]:
    """Functions that can be called, as a tuple; raises `InvalidArgumentError`."""
    if isinstance(functions, list | tuple) and all(map(callable, functions)):
        return tuple(functions)
    raise InvalidArgumentError(f"functions must be a list of Python functions, not {functions!r}")


def check_one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    """Raise `InvalidArgumentError` for any other."""
    if value not in allowed:
        raise InvalidArgumentError(f"{name} must be one of {', '.join(allowed)}, not {value!r}")


def _check_number(name: str, value: object, least: float, most: float, *, is_whole: bool) -> None:
    kind = int if is_whole else (int, float)
    is_number = isinstance(value, kind) and not isinstance(value, bool)
    # `not <=` also catches NaN, which compares false with everything.
    if not is_number or not least <= value <= most:  # type: ignore[operator]  # a number, just seen
        limits = f"from {least} to {most}" if most < math.inf else f"{least} or more"
        whole = "a whole number, " if is_whole else ""
        raise InvalidArgumentError(f"{name} must be {whole}{limits}, not {value!r}")

# Ours: StrictInt, which the generator writes, refuses 41.0; to JSON Schema that is an integer.
"""Integers as JSON Schema counts them: 41.0 is one."""

from typing import Annotated, Any, TypeAlias

import pydantic


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


StrictInt: TypeAlias = Annotated[pydantic.StrictInt, pydantic.BeforeValidator(_whole)]

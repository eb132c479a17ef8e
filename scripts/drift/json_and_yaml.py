"""Reads JSON and YAML documents; YAML as OpenAPI means it, which is JSON in fewer signs."""

import json
import re
from pathlib import Path
from typing import Any

import yaml


class _Loader(yaml.CSafeLoader):
    """Knows the words and numbers of JSON: `on`, `no` and dates are text, 1e5 is a number."""


# By first letter; without what YAML 1.1 knows.
_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"null|~|", ["n", "~", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"-?(0|[1-9]\d*)", [*"-0123456789"]),
    ("float", r"-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?", [*"-0123456789"]),
    ("merge", r"<<", ["<"]),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), _first)


def parsed(path: Path) -> Any:
    """What a file says. ValueError, which names the file, when that is neither JSON nor YAML."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        # YAML would read JSON too, in ten times the time.
        is_json = text.lstrip().startswith("{")
        # S506: the loader is a safe one.
        return json.loads(text) if is_json else yaml.load(text, Loader=_Loader)  # noqa: S506
    except RecursionError:
        raise ValueError(f"{path} is nested too deeply") from None
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is not UTF-8: {error.reason} at {error.start}") from None
    except (ValueError, yaml.YAMLError) as error:
        raise ValueError(f"{path} is neither JSON nor YAML: {' '.join(str(error).split())}") from None

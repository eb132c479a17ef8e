"""The differences that are meant, and why: reads spec/deviations.yaml."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drift.comparison import Difference
from drift.json_and_yaml import parsed


@dataclass(frozen=True)
class Deviation:
    """A difference that is meant: where (`*` stands for anything), what, and why; the values when given."""

    where: str
    what: str
    why: str
    ours: str | None = None
    theirs: str | None = None

    def explains(self, difference: Difference) -> bool:
        """Whether it is this one."""
        return (
            fits(self.where, difference.where)
            and fits(self.what, difference.what)
            and self.ours in (None, difference.ours)
            and self.theirs in (None, difference.theirs)
        )

    def __str__(self) -> str:
        return f"{self.where}: {self.what}"


def fits(pattern: str, text: str) -> bool:
    """Whether a text is as a pattern says, in which `*` stands for anything."""
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), text) is not None


def read_deviations(path: Path) -> tuple[dict[str, str], list[Deviation]]:
    """Components to compare although no operation leads to both, and the deviations with their reasons.

    ValueError, which names the file, when something in it is no deviation.
    """
    content = parsed(path)
    entries = content.get("deviations") if isinstance(content, dict) else None
    if not isinstance(entries, list):
        raise ValueError(f"{path}: there is no list of deviations")
    pairs = {} if content.get("pairs") is None else content["pairs"]
    if not isinstance(pairs, dict) or not all(isinstance(each, str) for each in (*pairs, *pairs.values())):
        raise ValueError(f"{path}: pairs are names of components of ours and of theirs")
    try:
        return pairs, [each for entry in entries for each in _deviations(entry)]
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None


def _deviations(entry: Any) -> Iterator[Deviation]:
    """One for each place of an entry."""
    known = Deviation.__dataclass_fields__
    if not isinstance(entry, dict) or not {"what"} <= entry.keys() <= known.keys():
        raise ValueError(f"{entry}: a deviation has {', '.join(known)} and nothing else")
    if not str(entry.get("why") or "").strip():
        raise ValueError(f"{entry.get('where')}: a deviation needs a reason (why)")
    if not (places := entry.get("where")):
        raise ValueError(f"{entry}: a deviation says where it is")
    for where in places if isinstance(places, list) else [places]:
        deviation = entry | {"where": where}
        for name, value in deviation.items():
            if not isinstance(value, str):
                raise ValueError(f"{where}: {name}: {value!r} is no text; put it in quotes")
        yield Deviation(**deviation)

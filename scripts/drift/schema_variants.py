"""Which variant of one document stands beside which of the other's."""

import json
from collections.abc import Iterator
from itertools import product

from drift.schema_shapes import Document
from drift.schema_words import Branch

# Which of several constant properties tells variants apart: the first that they have.
DISCRIMINATORS = ("event", "type", "role", "object")

Keyed = dict[str, list[Branch]]
Pair = tuple[Branch | None, Branch | None]


def discriminator(ours: tuple[Document, list[Branch]], theirs: tuple[Document, list[Branch]]) -> str | None:
    """The property that is a constant in all our variants, and in theirs at all."""
    for name in DISCRIMINATORS:
        if all(constants(ours[0], each, name) for each in ours[1]) and any(
            constants(theirs[0], each, name) for each in theirs[1]
        ):
            return name
    return None


def paired(ours: Keyed, theirs: Keyed) -> Iterator[tuple[str, Pair]]:
    """Each variant beside its counterpart, or None, by what it is called; those called alike are counted."""
    for key in {**ours, **theirs}:
        for place, pair in enumerate(_matched(ours.get(key, []), theirs.get(key, [])), start=1):
            yield key if place == 1 else f"{key} ({place})", pair


def keyed(document: Document, branches: list[Branch], told_by: str | None) -> Keyed:
    """Variants by the constants that tell them apart; lists by what is in them; else by what they require."""
    called: Keyed = {}
    for branch in branches:
        keys = constants(document, branch, told_by) if told_by else []
        for key in keys or [_described(document, branch)]:
            called.setdefault(key, []).append(branch)
    return called


def constants(document: Document, branch: Branch, name: str) -> list[str]:
    """The values of a property that can only be some."""
    if name not in branch.properties:
        return []
    values = [each.values for each in document.shape(branch.properties[name]).branches]
    return sorted(spoken(value) for each in values for value in each or ())


def spoken(value: str) -> str:
    """A value in canonical JSON as a line shows it: a string without its quotes."""
    return str(json.loads(value)) if value.startswith('"') else value


def _matched(ours: list[Branch], theirs: list[Branch]) -> Iterator[Pair]:
    """Those that nothing tells apart, each beside the one with which it shares most property names."""
    beside: dict[int, int] = {}
    pairs = product(range(len(ours)), range(len(theirs)))
    for one, other in sorted(pairs, key=lambda pair: _unlikeness(ours[pair[0]], theirs[pair[1]])):
        if one not in beside and other not in beside.values():
            beside[one] = other
    yield from ((each, theirs[beside[place]] if place in beside else None) for place, each in enumerate(ours))
    yield from ((None, each) for place, each in enumerate(theirs) if place not in beside.values())


def _unlikeness(one: Branch, other: Branch) -> tuple[int, int]:
    names, others = one.properties.keys(), other.properties.keys()
    return -len(names & others), len(names ^ others)


def _described(document: Document, branch: Branch, depth: int = 3) -> str:
    """What a variant is, in a few words; of lists in lists, which may contain themselves, the first few."""
    if branch.kind == "array" and depth:
        inner = {_listed(document, each, depth) for each in document.shape(branch.items).branches}
        return f"array of {' or '.join(sorted(inner)) or 'null'}"
    return f"with {', '.join(sorted(branch.required or branch.properties)) or 'anything'}"


def _listed(document: Document, branch: Branch, depth: int) -> str:
    if branch.kind == "object":
        return f"objects {_described(document, branch)}"
    return _described(document, branch, depth - 1) if branch.kind == "array" and depth > 1 else branch.kind

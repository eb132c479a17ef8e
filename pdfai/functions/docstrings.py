"""What a docstring says of a function and of its parameters: Google's, Sphinx' and NumPy's way. No I/O."""

import inspect
import re
import textwrap
from collections.abc import Iterable, Iterator
from itertools import pairwise, takewhile

_Block = tuple[str, list[str]]
"""A line, and the lines indented below it."""

_SECTION = re.compile(
    "(Args|Arguments|Attributes|Parameters|Params|Keyword Args|Keyword Arguments|Other Parameters):?"
)
_GOOGLE_ENTRY = re.compile(r"\*{0,2}(?P<name>\w+)\s*(\(.*?\))?:(?P<text>.*)")
_SPHINX_ENTRY = re.compile(
    r":(?:param|parameter|arg|argument|key|keyword)\s(?:[^:]*[\s*])?(?P<name>\w+):(?P<text>.*)"
)
_UNDERLINE = re.compile("-{3,}")


def summary(docstring: str | None) -> str:
    """The first paragraph, on one line; "" where a docstring begins with its parameters."""
    lines = inspect.cleandoc(docstring or "").splitlines()
    return _joined(takewhile(lambda line: line and not _begins_parameters(line), lines))


def parameter_descriptions(docstring: str | None) -> dict[str, str]:
    """What is said of each parameter, on one line each."""
    blocks = _blocks(inspect.cleandoc(docstring or ""))
    return {name: text for name, text in (*_google(blocks), *_sphinx(blocks), *_numpy(blocks)) if text}


def _begins_parameters(line: str) -> bool:
    return bool(_SECTION.fullmatch(line) or _SPHINX_ENTRY.match(line))


def _google(blocks: Iterable[_Block]) -> Iterator[tuple[str, str]]:
    for head, body in blocks:
        if head.endswith(":") and _SECTION.fullmatch(head):
            for entry, more in _blocks(textwrap.dedent("\n".join(body))):
                if found := _GOOGLE_ENTRY.fullmatch(entry):
                    yield found["name"], _joined([found["text"], *more])


def _sphinx(blocks: Iterable[_Block]) -> Iterator[tuple[str, str]]:
    for head, body in blocks:
        if found := _SPHINX_ENTRY.fullmatch(head):
            yield found["name"], _joined([found["text"], *body])


def _numpy(blocks: Iterable[_Block]) -> Iterator[tuple[str, str]]:
    is_inside = False
    for (head, body), (following, _) in pairwise([*blocks, ("", [])]):
        if _UNDERLINE.fullmatch(following):
            is_inside = _SECTION.fullmatch(head) is not None
        elif is_inside:
            # "width, height : int" describes both.
            for name in head.partition(":")[0].split(","):
                yield name.strip(" *"), _joined(body)


def _blocks(text: str) -> list[_Block]:
    blocks: list[_Block] = []
    for line in text.splitlines():
        if line and not line[0].isspace():
            blocks.append((line.rstrip(), []))
        elif blocks:
            blocks[-1][1].append(line)
    return blocks


def _joined(lines: Iterable[str]) -> str:
    return " ".join(" ".join(lines).split())

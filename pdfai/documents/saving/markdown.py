"""A text in Markdown as a file: as it is, with a title above and sources below that are no Markdown."""

import re
from collections.abc import Sequence

# ASCII punctuation is all that can mean something; what is escaped means itself.
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Of which a text is full, and that mean nothing inside a line.
_HARMLESS = re.compile(r"\\([,;\"'./?%()])|(?<!^)\\([-+=:])")
_NUMBER = re.compile(r"^(\d+)([.)])")


def markdown_file(text: str, *, title: str, sources: Sequence[str], sources_heading: str) -> bytes:
    """The text as UTF-8."""
    parts = [text.strip("\n")]
    if title and not _begins_with(title, text):
        parts.insert(0, f"# {escaped(title)}")
    if sources:
        # An unclosed fence in the text would swallow what follows.
        numbered = (f"{number}. {escaped(source)}" for number, source in enumerate(sources, 1))
        parts += [_closing_fence(text), f"## {escaped(sources_heading)}", "\n".join(numbered)]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def escaped(line: str) -> str:
    """One line that Markdown shows letter by letter."""
    return _NUMBER.sub(r"\1\\\2", _HARMLESS.sub(r"\1\2", _PUNCTUATION.sub(r"\\\1", line)))


def _begins_with(title: str, text: str) -> bool:
    first = text.strip().partition("\n")[0]
    return first.startswith("#") and first.strip("# ") == title


def _closing_fence(text: str) -> str:
    """What ends the code block that the text leaves open, or ""."""
    fence = ""
    for line in text.split("\n"):
        found = re.match(r" {0,3}(`{3,}|~{3,})(.*)", line)
        if not found:
            continue
        mark, rest = found.groups()
        if not fence:
            fence = mark if "`" not in rest or mark[0] == "~" else ""
        elif mark.startswith(fence) and not rest.strip():
            fence = ""
    return fence

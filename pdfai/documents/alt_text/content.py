"""What a page's content is made of, and changes to it that leave every other byte as it is; pure."""

import re
import zlib
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

_SPACE = rb"(?:[\0\t\n\f\r ]++|%[^\r\n]*+)*+"
_REGULAR = rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
_STRING = rb"\((?:[^()\\]++|\\.)*+\)"
for _ in range(5):  # parentheses in parentheses
    _STRING = rb"\((?:[^()\\]++|\\.|" + _STRING + rb")*+\)"
_OPERAND = b"|".join([
    rb"[-+.\d]" + _REGULAR + rb"*+",
    rb"/" + _REGULAR + rb"*+",
    rb"<<|>>|<[\s\dA-Fa-f]*+>|[\[\]{}>)]",
    rb"(?:true|false|null)(?!" + _REGULAR + rb")",
    _STRING,
])  # fmt: skip
_OPERATION = re.compile(
    _SPACE + rb"(?P<operands>(?:(?:" + _OPERAND + rb")" + _SPACE + rb")*+)(?P<operator>" + _REGULAR + rb"++)",
    re.DOTALL,
)
_REST = re.compile(_SPACE + rb"(?:(?:" + _OPERAND + rb")" + _SPACE + rb")*+\Z", re.DOTALL)
_END_OF_INLINE_IMAGE = re.compile(rb"[\0\t\n\f\r ]*EI(?![^\0\t\n\f\r ()<>\[\]{}/%])")
_PLAUSIBLE_AFTER = 24
"""Bytes behind the end of an inline image that must be text: in the midst of one they seldom are."""
_NOT_TEXT = re.compile(rb"[^\t\n\f\r -~]")
_COMPONENTS = {b"/G": 1, b"/DeviceGray": 1, b"/RGB": 3, b"/DeviceRGB": 3, b"/CMYK": 4, b"/DeviceCMYK": 4}
_VALUE = rb"\[[^\]]*+\]|/?" + _REGULAR + rb"++|" + _STRING + rb"|<[^>]*+>"
_ENTRY = re.compile(rb"/(" + _REGULAR + rb"*+)" + _SPACE + rb"(" + _VALUE + rb")", re.DOTALL)


class BrokenContentError(Exception):
    """The content is not one that could be changed in places; says why, for people."""


class Operation(NamedTuple):
    """An operator and what it works on."""

    operator: bytes
    operands: bytes
    start: int
    end: int

    def numbers(self) -> tuple[float, ...]:
        """Its operands; raises when they are none."""
        try:
            return tuple(map(float, self.operands.split()))
        except ValueError as error:
            raise BrokenContentError("what should be numbers are none") from error

    def name(self) -> str:
        """Its first operand, e.g. `/Im1`, as pikepdf spells it."""
        name = self.operands.split(None, 1)[0] if self.operands.strip() else b""
        plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), name)
        return plain.decode("utf-8", "surrogateescape")


class Change(NamedTuple):
    """Bytes to write in the place of others, or between them."""

    start: int
    end: int
    written: bytes


def scan(content: bytes, wanted: Container[bytes]) -> Iterator[Operation]:
    """Each operation with an operator that is wanted; an inline image is one, `BI`."""
    position = 0
    while found := _OPERATION.match(content, position):
        position = found.end()
        operator = found["operator"]
        if operator == b"BI":
            start, position = found.start("operator"), end_of_inline_image(content, position)
            yield Operation(operator, b"", start, position)
        elif operator in wanted:
            yield Operation(operator, found["operands"], found.start("operands"), position)
    if not _REST.match(content, position):
        raise BrokenContentError("what is drawn cannot be read to its end")


def end_of_inline_image(content: bytes, start: int) -> int:
    """Where an inline image ends, whatever its data looks like; `start` is behind its `BI`."""
    head = _OPERATION.match(content, start)
    if head is None or head["operator"] != b"ID":
        raise BrokenContentError("an inline image has no data")
    entries = dict(_ENTRY.findall(head["operands"]))
    data = head.end() + 1
    end = _end_of_data(content, data, entries)
    if end is not None and (found := _END_OF_INLINE_IMAGE.match(content, end)):
        return found.end()
    for found in _END_OF_INLINE_IMAGE.finditer(content, data):
        after = content[found.end() : found.end() + _PLAUSIBLE_AFTER]
        if not _NOT_TEXT.search(after):
            return found.end()
    raise BrokenContentError("an inline image has no end")


def _end_of_data(content: bytes, start: int, entries: Mapping[bytes, bytes]) -> int | None:
    """Where the data ends by what is said of it; None where that does not tell."""
    filters = (entries.get(b"F") or entries.get(b"Filter") or b"").strip(b"[] ").split()
    match filters[:1]:
        case []:
            return _end_of_raw_data(start, entries)
        case [b"/Fl" | b"/FlateDecode"]:
            unpacker = zlib.decompressobj()
            try:
                packed = memoryview(content)[start:]
                while not unpacker.eof and packed:
                    unpacker.decompress(packed, 1 << 20)
                    packed = memoryview(unpacker.unconsumed_tail)
            except zlib.error:
                return None
            return len(content) - len(unpacker.unused_data) if unpacker.eof else None
        case [b"/A85" | b"/ASCII85Decode" | b"/AHx" | b"/ASCIIHexDecode"]:
            end = content.find(b">", start)
            return end + 1 if end >= 0 else None
    return None


def _end_of_raw_data(start: int, entries: Mapping[bytes, bytes]) -> int | None:
    is_stencil = (entries.get(b"IM") or entries.get(b"ImageMask")) == b"true"
    space = (entries.get(b"CS") or entries.get(b"ColorSpace") or b"").strip()
    indexed = space.startswith((b"[/I ", b"[/I/", b"[/Indexed", b"[ /I"))
    components = 1 if is_stencil or indexed else _COMPONENTS.get(space)
    try:
        width = int(entries.get(b"W") or entries[b"Width"])
        height = int(entries.get(b"H") or entries[b"Height"])
        bits = 1 if is_stencil else int(entries.get(b"BPC") or entries[b"BitsPerComponent"])
    except (KeyError, ValueError):
        return None
    return None if components is None else start + -(-width * components * bits // 8) * height


def changed(content: bytes, changes: Iterable[Change]) -> bytes:
    """The content with all changes made; those at one place in the order they are given."""
    parts, position = list[bytes](), 0
    for change in sorted(changes, key=lambda change: change.start):
        parts += [content[position : change.start], change.written]
        position = max(position, change.end)
    return b"".join([*parts, content[position:]])

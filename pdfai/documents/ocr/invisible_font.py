"""A font whose glyphs leave no mark: what is set in it can be selected and found, not seen; pure.

Made anew for each document: each character that it has gets a number, and a table says which is which.
"""

import struct
from collections.abc import Iterable, Mapping

UNITS = 1000
"""In which fonts measure; each glyph is as wide as the type is high."""
DESCENT = 250
"""What is below the line; the rest of the type stands on it."""
_VERSION = 0x10000
_ON_CURVE = 1
_MOST_LINES = 100
"""That a part of the table may have."""


def numbered(characters: Iterable[str]) -> dict[str, int]:
    """Number the characters, from 1, always in the same way."""
    return {character: number for number, character in enumerate(sorted(set(characters)), start=1)}


def to_unicode(codes: Mapping[str, int]) -> bytes:
    """Write the table of which number is which character."""
    lines = [
        f"<{code:04X}> <{character.encode('utf-16-be', 'replace').hex().upper()}>"
        for character, code in codes.items()
    ]
    parts = [lines[start : start + _MOST_LINES] for start in range(0, len(lines), _MOST_LINES)]
    mapped = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    return f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{mapped}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
""".encode()


def font_file() -> bytes:
    """Write a TrueType font of one glyph.

    It encloses nothing and so leaves no mark, but it has a size, without which some readers pass over it.
    """
    ascent = UNITS - DESCENT
    box = (0, -DESCENT, UNITS, ascent)
    there_and_back = (0, UNITS, -UNITS)
    glyph = struct.pack(">h4h", 1, *box) + struct.pack(">HH3B", 2, 0, *(_ON_CURVE,) * 3)
    glyph += struct.pack(">3h3h", *there_and_back, -DESCENT, UNITS, -UNITS)
    glyph += bytes(-len(glyph) % 4)
    head = (_VERSION, _VERSION, 0, 0x5F0F3CF5, 0, UNITS, 0, 0, *box, 0, 8, 2, 0, 0)
    return _assembled(
        {
            b"glyf": glyph,
            b"head": struct.pack(">IIIIHHqq4hHHhhh", *head),
            b"hhea": struct.pack(">IhhhH11hH", _VERSION, ascent, -DESCENT, 0, UNITS, *(0,) * 11, 1),
            b"hmtx": struct.pack(">Hh", UNITS, 0),
            b"loca": struct.pack(">HH", 0, len(glyph) // 2),
            b"maxp": struct.pack(">I14H", _VERSION, 1, 3, 1, *(0,) * 11),
            b"post": struct.pack(">IiHHIIIII", 0x30000, 0, 0, 0, 1, 0, 0, 0, 0),
        }
    )


def _assembled(tables: Mapping[bytes, bytes]) -> bytes:
    offset = 12 + 16 * len(tables)
    directory, body = struct.pack(">IHHHH", _VERSION, len(tables), 64, 2, 16 * len(tables) - 64), b""
    for tag, table in tables.items():
        padded = table + bytes(-len(table) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        directory += struct.pack(">4sIII", tag, checksum, offset + len(body), len(table))
        body += padded
    return directory + body

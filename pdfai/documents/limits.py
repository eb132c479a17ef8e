"""What reading one document may cost."""

from dataclasses import dataclass

from pdfai.documents.sandbox import Sandboxed

_MIB = 1024 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingLimits(Sandboxed):
    """What reading one document may cost; past any of these it is refused, never silently cut.

    Memory and processor time are for the operating system to hold: Windows holds neither, macOS not the
    memory. There the other limits still bound what a document can do.
    """

    bytes: int = 512 * _MIB
    """Size of the file."""
    pages: int = 20_000
    characters_per_page: int = 1_000_000
    characters: int = 50_000_000
    """Of all pages together."""
    memory: int = 1024 * _MIB
    """Address space of the reading process, beyond three times the size of the file."""
    cpu_seconds: int = 60
    wall_seconds: float = 120.0


DEFAULT_LIMITS = ReadingLimits()

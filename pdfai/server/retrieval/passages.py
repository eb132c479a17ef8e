"""What a search finds."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Passage:
    """A piece of a document found by file search."""

    file_id: str
    file_name: str
    page: int
    """Page number, counted from 1."""
    text: str
    score: float
    """Relevance within one search: higher is better, 1.0 at most."""

"""What a search finds."""

from dataclasses import dataclass, field

from pdfai.documents.places import Rectangle, rectangles_of


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
    places: bytes = field(default=b"", repr=False)
    """Where the words of its page stand, if anybody knows."""
    first_letter: int = 0
    """How many letters and digits stand before it on the page."""

    def rectangles_of(self, quote: str) -> list[Rectangle]:
        """Where a quote from it stands on its page, line by line; none when nobody knows."""
        return rectangles_of(quote, text=self.text, places=self.places, first_letter=self.first_letter)

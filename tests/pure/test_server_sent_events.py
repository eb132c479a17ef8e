"""Server-sent events out of bytes, as the HTML standard has them."""

import pytest

from pdfai.server_sent_events import EventDecoder


def events(wire: bytes, size: int) -> list[tuple[str, str]]:
    """Name and data of each event, from pieces of a size."""
    decoder = EventDecoder()
    pieces = (wire[at : at + size] for at in range(0, len(wire), size))
    return [(event.name, event.data) for piece in pieces for event in decoder.feed(piece)]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_pieces_and_line_ends_make_no_difference(size: int, line_end: str) -> None:
    """Nor do a byte order mark, comments, fields nobody knows, and events without data."""
    text = (
        "\ufeffevent: a\ndata: one\n\n: comment\nid: 7\nretry: 3\n\nevent: lost\n\n"
        "data:two\ndata\ndata:  three\n\ndata: 4\u2028€\n\ndata: never"
    )
    wire = text.replace("\n", line_end).encode()
    assert events(wire, size) == [("a", "one"), ("", "two\n\n three"), ("", "4\u2028€")]

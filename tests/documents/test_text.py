"""Cleaning: what pdfium says becomes what can be quoted."""

import pytest

from pdfai.documents.text import clean, readable_pages


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("one  \r\ntwo\r\n", "one\ntwo"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("1\xa0000\u202fkm\tfar", "1 000 km far"),
        ("partman\u2011md", "partman-md"),
        ("\x05♪\x1a music\x00", "♪ music"),
        ("co\xadoperate\u200b\ufeff", "cooperate"),
        ("ignore\U000e0041\U000e0042 me", "ignore me"),
        ("\uf0b7 item", "• item"),
        ("o\ufb03ce \ufb02ow", "office flow"),
        ("\ufe8d\ufede\ufecc\ufeae\ufe91\ufef4\ufe94", "العربية"),
        ("\u2f47\u2f49", "日月"),
        ("cafe\u0301", "café"),
    ],
)
def test_cleans(raw: str, text: str) -> None:
    """Line ends, spaces, hyphens, invisible characters and glyph variants."""
    assert clean(raw) == text


@pytest.mark.parametrize("text", ["m² and 10³", "½ ① ™ …", "ＡＢＣ　", "㈜ 5㎏", "😀 𠮷 𝑥", "می‌خواهم"])
def test_leaves_what_people_quote(text: str) -> None:
    """Compatibility normalization would change these; only the ideographic space becomes a plain one."""
    assert clean(text) == text.rstrip()


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("distri\ufffebution", "distribution"),
        ("GNU/Linux\ufffeSystem", "GNU/Linux-System"),
        ("COVID\ufffe19", "COVID-19"),
        ("Ein\ufffeund Ausfuhr", "Ein- und Ausfuhr"),
        ("Über\ufffewa\ufffechung", "Überwachung"),
        ("UNTER\ufffeNEHMEN (Unternehmen)", "UNTERNEHMEN (Unternehmen)"),
        ("well\ufffeknown; a well-known fact", "well-known; a well-known fact"),
        ("non\ufffedevelopers, that is: non, developers", "non-developers, that is: non, developers"),
        ("a dash \ufffe alone", "a dash - alone"),
    ],
)
def test_mends(page: str, text: str) -> None:
    """The document's own words decide whether the hyphen stays."""
    assert readable_pages([page]) == [text]


def test_learns_words_from_other_pages() -> None:
    """What page 2 writes out settles what page 1 broke."""
    assert readable_pages(["start\ufffeup", "The start-up."]) == ["start-up", "The start-up."]


@pytest.mark.parametrize("unit", [" ", "a", "-", "\ufffe", "a-", "a\ufffe", "\n"])
def test_takes_linear_time(unit: str) -> None:
    """A page of one repeated character does not keep the processor busy for hours."""
    assert readable_pages([unit * 200_000 + "x"])

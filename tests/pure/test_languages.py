"""The language of a document, and of a sentence in it."""

import pytest

from pdfai.language.languages import main_language_of, speaks


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The pump is in the cellar of the house, and it is 김치 red.", "en"),
        ("Die Pumpe steht im Keller des Hauses und ist rot.", "de"),
        ("펌프는 PDF 파일과 함께 지하실에 있다.", "ko"),
        ("ポンプは地下室にあります。", "ja"),
        ("水泵在地下室，由 Miller 公司制造。", "zh"),
        ("Насос стоит в подвале.", "ru"),
        ("Η αντλία είναι στο υπόγειο.", "el"),
        ("المضخة في القبو.", "ar"),
        ("המשאבה במרתף.", "he"),
        ("Total 1,541.05 EUR", ""),
        ("", ""),
    ],
)
def test_a_documents_language_is_that_of_most_of_it(text: str, language: str) -> None:
    """Names of other languages and scripts do not change it."""
    assert main_language_of(text) == language


@pytest.mark.parametrize(
    ("text", "language", "is_spoken"),
    [
        ("Die Pumpe steht im Keller.", "de", True),
        ("The pump is in the cellar of the house.", "de", False),
        ("The pump is in the cellar of the house.", "ko", False),
        ("Debian GNU/Linux Bookworm", "de", True),
        ("The pump is in the cellar.", "", True),
    ],
)
def test_a_sentence_speaks_a_language(text: str, language: str, is_spoken: bool) -> None:
    """When nothing tells another one."""
    assert speaks(text, language) is is_spoken

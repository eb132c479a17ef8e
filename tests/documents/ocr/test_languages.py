"""Which language a page is to be read in."""

import pytest

from pdfai.documents.ocr.languages import (
    code_of_script,
    engine_code,
    first_guess,
    language_named,
    require_language,
)
from pdfai.errors import OcrUnavailableError

INSTALLED = frozenset({"chi_sim", "deu", "eng", "kor"})


@pytest.mark.parametrize(
    ("language", "code"),
    [
        ("ko", "kor"),
        ("KO", "kor"),
        ("ko-KR", "kor"),
        ("kor+eng", "kor+eng"),
        ("ko+en", "kor+eng"),
        ("kor+jpn", ""),
        ("kor+", ""),
        ("zh", "chi_sim"),
        ("el", ""),
        ("", ""),
    ],
)
def test_knows_what_the_engine_calls_a_language(language: str, code: str) -> None:
    """By two letters, or by what it calls it itself."""
    assert engine_code(language, INSTALLED) == code


def test_a_language_that_is_not_installed_is_refused() -> None:
    """Its package is named, and what there is."""
    with pytest.raises(OcrUnavailableError, match=r"'jpn'.*tesseract-ocr-jpn.* chi_sim, deu, eng, kor$"):
        require_language("ja", INSTALLED)
    with pytest.raises(OcrUnavailableError, match="tesseract-ocr-kor"):
        require_language("ko", {"eng"})


@pytest.mark.parametrize("language", ["kor+jpn", "ko+ja", "jpn+ell"])
def test_of_several_languages_the_one_that_is_missing_is_named(language: str) -> None:
    """There is a package for each, and none for both."""
    with pytest.raises(OcrUnavailableError, match=r"'jpn' .*\(the package tesseract-ocr-jpn or") as raised:
        require_language(language, INSTALLED)
    assert raised.value.language == "jpn"


@pytest.mark.parametrize(
    ("hints", "guess"), [(("ko",), "kor"), (("", "de-AT"), "deu"), (("el",), "eng"), ((), "eng")]
)
def test_begins_with_what_hints_say(hints: tuple[str, ...], guess: str) -> None:
    """Or with English, whose letters tell more."""
    assert first_guess(*hints, installed=INSTALLED) == guess


def test_begins_with_what_there_is() -> None:
    """English may not be installed."""
    assert first_guess("fr", installed={"kor"}) == "kor"


@pytest.mark.parametrize(
    ("script", "tried", "code"),
    [
        ("Korean", "eng", "kor"),
        ("Han", "eng", "chi_sim"),
        ("Latin", "kor", "eng"),
        ("Latin", "deu", ""),
        ("", "eng", ""),
    ],
)
def test_a_script_tells_its_language(script: str, tried: str, code: str) -> None:
    """Where there is one of it; in Latin letters, nothing is better than what was tried."""
    assert code_of_script(script, tried=tried, installed=INSTALLED) == code


def test_names_languages_by_two_letters() -> None:
    """Those that have them."""
    assert [language_named(code) for code in ("kor", "chi_tra", "kor+eng")] == ["ko", "zh", "kor+eng"]

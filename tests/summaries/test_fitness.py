"""Which sentences may stand in a summary."""

import pytest

from pdfai.summaries.fitness import is_legal, is_whole, stands_alone, worth


@pytest.mark.parametrize(
    "text",
    [
        "The pump moves warm water from the cellar to the rooms.",
        "Die Pumpe fördert „warmes“ Wasser aus dem Keller in die Zimmer.",
        "펌프는 지하실에서 따뜻한 물을 방으로 보내는 장치이다.",
        "水泵把温水从地下室送到各个房间，每年需要清洗一次。",
    ],
)
def test_whole_sentences(text: str) -> None:
    """In any script."""
    assert is_whole(text)


@pytest.mark.parametrize(
    "text",
    [
        "It is late.",
        "and moves warm water from the cellar to the rooms.",
        "The pump moves warm water from the cellar to the",
        "Does the pump move warm water from the cellar?",
        "The following parts are needed for the pump in the cellar:",
        "Figure 3 shows the pump in the cellar of the house.",
        "3.1 Pumps move warm water from the cellar to the rooms.",
        "• The pump moves warm water from the cellar to the rooms.",
        "if (pump == NULL) { return pump->error; } // it is broken.",
        "Run pump --start --level=3 /etc/pump.conf as the user of it.",
        "GNU C Library Reference Manual Edition Two Point Five.",
        "Pumps in the cellar The pump moves warm water to the rooms.",
        "The pump (see the drawing moves warm water to the rooms.",
        "12.4 13.9 14.0 15.2 16.7 18.1 19.5 21.0 22.4 EUR in all.",
    ],
)
def test_what_is_no_whole_sentence(text: str) -> None:
    """Fragments, questions, captions, rows, programs, headings that ran into the text."""
    assert not is_whole(text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "However, the pump has to be cleaned once a year."),
        ("en", "The pump that is described above has to be cleaned."),
        ("en", "In this case the pump has to be cleaned once a year."),
        ("en", "The owner of such a pump has to clean it once a year."),
        ("de", "Daher wird die Pumpe einmal im Jahr gereinigt und geprüft."),
        ("de", "In diesem Fall wird die Pumpe einmal im Jahr gereinigt."),
        ("fr", "Cependant, la pompe doit être nettoyée une fois par an."),
        ("es", "Sin embargo, la bomba debe limpiarse una vez al año."),
        ("pt", "No entanto, a bomba deve ser limpa uma vez por ano."),
        ("ko", "따라서 펌프는 일 년에 한 번 청소해야 하는 장치이다."),
        ("ja", "そのため、ポンプは年に一度掃除しなければなりません。"),
        ("zh", "因此，水泵每年需要由服务人员清洗和检查一次。"),
        ("de", "The pump has to be cleaned by the service team once a year."),
    ],
)
def test_sentences_that_lean_on_others(language: str, text: str) -> None:
    """They go on with what was said, point to it, or speak another language."""
    assert not stands_alone(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The pump has to be cleaned by the service team once a year."),
        ("en", "This manual describes the pump in the cellar and its care."),
        ("de", "Die Pumpe wird vom Kundendienst einmal im Jahr gereinigt."),
        ("de", "Dieses Handbuch beschreibt die Pumpe und ihre Wartung."),
        ("fr", "La pompe est nettoyée une fois par an par le service."),
        ("es", "La bomba se limpia una vez al año por el servicio técnico."),
        ("pt", "A bomba é limpa uma vez por ano pelo serviço técnico."),
        ("ko", "펌프는 일 년에 한 번 서비스 직원이 청소하는 장치이다."),
        ("ja", "ポンプは年に一度サービス担当者が掃除します。"),
        ("zh", "水泵每年由服务人员清洗和检查一次。"),
    ],
)
def test_sentences_that_stand_alone(language: str, text: str) -> None:
    """Also those about the document itself."""
    assert stands_alone(text, language)


def test_rights_are_told() -> None:
    """They stand in every manual, and are not what it is about."""
    assert is_legal("Permission is granted to copy this document.")
    assert not is_legal("The pump has to be cleaned once a year.")


def test_what_something_is_weighs_more_than_what_to_press() -> None:
    """A summary says what there is; a manual's steps are details."""
    definition = worth("The pump is a device that moves warm water through the house.", "en")
    instruction = worth("Click the button on the left to start the pump in the cellar.", "en")
    assert definition > instruction

"""Passwords: what opens, what does not, and where they never show."""

import logging
import subprocess
from pathlib import Path
from typing import Any

import pytest
from pdf_writer import write_pdf

from pdfai.documents import read_pdf, unlock_pdf
from pdfai.errors import DocumentError, EncryptedDocumentError, WrongPasswordError

DATA = Path(__file__).parent / "data"
PASSWORDS = {
    "rc4-40": "open sesame",
    "rc4-128": "open sesame",
    "rc4-128-latin": "pässwörd",
    "aes-128": "open sesame",
    "aes-256": "open sesame",
    "aes-256-korean": "열려라 참깨",
}
SECOND_PAGE = "Secret of page 2: velvet otter 2."

each_encryption = pytest.mark.parametrize("encryption", PASSWORDS)


def _encrypted(encryption: str) -> bytes:
    return (DATA / f"encrypted-{encryption}.pdf").read_bytes()


@each_encryption
def test_opens_with_the_users_password(encryption: str) -> None:
    """Every standard encryption, in every script."""
    assert read_pdf(_encrypted(encryption), password=PASSWORDS[encryption])[1].text == SECOND_PAGE


def test_opens_with_the_owners_password() -> None:
    """The owner's password opens what the user's does."""
    assert read_pdf(_encrypted("aes-256"), password="boss")[1].text == SECOND_PAGE


@pytest.mark.parametrize("password", [None, "", "needless"])
def test_opens_without_where_only_changes_are_protected(password: str | None) -> None:
    """An owner's password alone does not keep anybody from reading; a needless one does no harm."""
    assert read_pdf(_encrypted("aes-256-owner-only"), password=password)[1].text == SECOND_PAGE


def test_ignores_a_password_for_an_open_document() -> None:
    """One password for many files: those that need none open."""
    assert read_pdf(write_pdf(["Open."]), password="needless")[0].text == "Open."


@each_encryption
@pytest.mark.parametrize("password", [None, ""])
def test_asks_for_a_password(encryption: str, password: str | None) -> None:
    """The message says how to give it."""
    with pytest.raises(EncryptedDocumentError, match=r"^secret\.pdf is encrypted.*--password"):
        read_pdf(_encrypted(encryption), name="secret.pdf", password=password)


@each_encryption
def test_refuses_a_wrong_password(encryption: str) -> None:
    """A wrong password is not a missing one."""
    with pytest.raises(WrongPasswordError, match=r"^secret\.pdf does not open with this password"):
        read_pdf(_encrypted(encryption), name="secret.pdf", password="wrong")


@each_encryption
def test_unlocks(encryption: str) -> None:
    """The unlocked copy opens without a password and reads the same."""
    unlocked = unlock_pdf(_encrypted(encryption), password=PASSWORDS[encryption])
    assert unlocked.startswith(b"%PDF-")
    assert b"/Encrypt" not in unlocked
    assert read_pdf(unlocked) == read_pdf(_encrypted(encryption), password=PASSWORDS[encryption])


def test_unlocks_nothing_that_is_open() -> None:
    """A document without encryption comes back byte for byte."""
    document = write_pdf(["Open."])
    assert unlock_pdf(document, password="needless") == document


def test_does_not_unlock_with_a_wrong_password() -> None:
    """The same error as for reading."""
    with pytest.raises(WrongPasswordError):
        unlock_pdf(_encrypted("aes-256"), name="secret.pdf", password="wrong")


@pytest.mark.parametrize("password", ["open sesame", "hunter2-wrong"])
def test_password_shows_nowhere(
    password: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Not in the worker's arguments or environment, not in errors, not in the log."""
    caplog.set_level(logging.DEBUG)
    started: list[tuple[Any, Any]] = []
    start = subprocess.Popen

    def record(*args: Any, **options: Any) -> Any:
        started.append((args, options))
        return start(*args, **options)

    monkeypatch.setattr(subprocess, "Popen", record)
    seen = ""
    try:
        read_pdf(_encrypted("aes-256"), password=password)
    except DocumentError as error:
        seen = f"{error} {error!r} {error.__dict__} {error.__cause__!r} {error.__context__!r}"
    assert len(started) == 1
    assert password not in repr(started) + seen + caplog.text

"""The public list is explicit, sorted and whole."""

import inspect
import subprocess
import sys

import pytest

import pdfai
from pdfai import errors


def test_sorted() -> None:
    """Names stand in order, constants first, each once."""
    assert list(pdfai.__all__) == sorted(set(pdfai.__all__), key=lambda name: (not name.isupper(), name))


def test_nothing_unlisted() -> None:
    """Whatever `pdfai` offers by a public name is listed, and whatever is listed is there."""
    for name in pdfai.__all__:
        getattr(pdfai, name)  # some are imported when they are first asked for
    offered = {
        name
        for name, value in vars(pdfai).items()
        if not name.startswith("_") and not inspect.ismodule(value)
    }
    assert offered == set(pdfai.__all__) <= set(dir(pdfai))


def test_misspelled() -> None:
    """A name that is not offered is an AttributeError, as anywhere."""
    with pytest.raises(AttributeError, match="'pdfai' has no attribute 'OpenAiClient'"):
        pdfai.OpenAiClient  # type: ignore[attr-defined]  # noqa: B018


def test_what_an_import_costs() -> None:
    """Who uses one client pays neither for the other colour nor for copilots."""
    program = (
        "import sys, pdfai; pdfai.OpenAIClient; print(*(name for name in sys.modules if 'pdfai' in name))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    imported = set(done.stdout.split())
    assert "pdfai._sync.client" in imported
    unused = {"pdfai._async", "pdfai.documents", "pdfai.finishing", "pdfai.options", "pdfai.responses"}
    assert not unused & imported


def test_every_error() -> None:
    """Every error can be caught by a name from `pdfai`."""
    raised = {
        name
        for name, value in vars(errors).items()
        if inspect.isclass(value) and issubclass(value, errors.PdfaiError)
    }
    assert raised <= set(pdfai.__all__)


def test_documented() -> None:
    """Every public name, and every public method behind it, says what it is for."""
    for name in pdfai.__all__:
        value = getattr(pdfai, name)
        assert inspect.getdoc(value), name
        for member, method in inspect.getmembers(value):
            if not member.startswith("_") and (inspect.isroutine(method) or isinstance(method, property)):
                assert inspect.getdoc(method), f"{name}.{member}"


def test_twins() -> None:
    """Both clients have the same methods, by the same names."""

    def public(client: type) -> set[str]:
        return {name for name in dir(client) if not name.startswith("_")}

    assert public(pdfai.OpenAIClient) == public(pdfai.AsyncOpenAIClient)

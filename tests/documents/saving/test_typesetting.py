"""The typesetter: a process of its own, with nothing in its hands."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

from pdfai.documents.saving import typesetting
from pdfai.documents.saving.blocks import Content
from pdfai.documents.saving.parsing import blocks_of
from pdfai.documents.saving.pdf import pdf_file
from pdfai.documents.saving.typesetting import TypesettingLimits
from pdfai.errors import ConfigurationError, InvalidArgumentError, MissingExtraError


def save(text: str = "Hello.", *, limits: TypesettingLimits | None = None) -> bytes:
    content = Content(blocks=blocks_of(text), name="A")
    limits = limits or TypesettingLimits()
    return pdf_file(content, (600, 800), system_fonts=False, limits=limits)[0]


@pytest.fixture
def replace(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Let another script play the worker, or the worker draw by another template."""

    def with_other(*, script: str = "", template: str = "") -> None:
        worker = tmp_path / "saving" / "typst_worker.py"
        worker.parent.mkdir()
        worker.write_text(script or typesetting._WORKER.read_text())
        worker.with_name("page.typ").write_text(template)
        limits = typesetting._WORKER.parents[1] / "worker.py"
        (tmp_path / limits.name).write_text(limits.read_text())
        monkeypatch.setattr(typesetting, "_WORKER", worker)

    return with_other


def test_the_typesetter_is_not_loaded_here() -> None:
    """What crashes it must not crash the program."""
    save()
    assert "typst" not in sys.modules


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (TypesettingLimits(wall_seconds=0.001), "takes more than 0.001 s: shorten it, or save it as HTML"),
        (TypesettingLimits(memory=100 * 1024**2), "takes more than 100 MiB of memory: shorten it"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="others hold no such limits")
def test_past_a_limit_is_one_clear_error(limits: TypesettingLimits, message: str) -> None:
    """And the process is gone."""
    with pytest.raises(InvalidArgumentError, match=f"Setting the text as PDF {message}"):
        save("Some words. " * 20_000, limits=limits)


@pytest.mark.parametrize(
    ("template", "refusal"),
    [
        ('#read("/etc/hostname")', "file not found|access denied|failed to load"),
        ('#read("../../../../../../../etc/hostname")', "file not found|access denied|escape|outside"),
        ('#import "@preview/example:0.1.0": add', "failed to download package .*Connection refused"),
        ('#import "@local/example:0.1.0": add', "package not found"),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="other systems word it otherwise")
def test_even_a_template_gone_wrong_reaches_nothing(replace: Any, template: str, refusal: str) -> None:
    """No file of the system's, and no network; and no text of ours gets there."""
    replace(template=template)
    with pytest.raises(InvalidArgumentError, match=f"cannot be set as PDF .*({refusal})"):
        save()


@pytest.mark.parametrize("script", ["import sys; sys.exit(3)", "print('no')", "print('{}')", ""])
def test_a_broken_installation_is_told_as_one(replace: Any, script: str) -> None:
    """It is not the text's fault."""
    replace(script=script or "pass")
    with pytest.raises(
        ConfigurationError, match=r"The process that writes PDFs fails.*: reinstall pdfai and typst"
    ):
        save()


def test_a_library_that_does_not_load_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As is one that is not there."""
    monkeypatch.setattr(typesetting, "_packages", lambda: str(tmp_path))
    with pytest.raises(ConfigurationError, match=r"The PDF writer does not load .*: reinstall typst"):
        save()
    monkeypatch.undo()
    typesetting._packages.cache_clear()
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pdfai\[saving\]"):
        save()


def test_a_complaint_of_another_kind_is_a_warning(replace: Any) -> None:
    """The PDF is there all the same."""
    replace(template='#set document(title: "A", date: none)\n= One\n=== Three')
    content = Content(blocks=(), name="A")
    data, warnings = pdf_file(content, (600, 800), system_fonts=False)
    assert data.startswith(b"%PDF")
    (warning,) = warnings
    assert warning.startswith("The PDF is tagged, but does not call itself PDF/UA: ")


def test_the_folder_it_worked_in_is_gone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever became of it."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    save()
    assert os.listdir(tmp_path) == []

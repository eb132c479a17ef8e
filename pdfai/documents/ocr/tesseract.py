"""Tesseract, in a process of its own for each page."""

import functools
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from pdfai.documents.ocr.engines import EngineFailedError, Glance
from pdfai.documents.ocr.hocr import SeenWord, read_hocr
from pdfai.documents.sandbox import SandboxLimits, run_script
from pdfai.documents.stopping import Stop
from pdfai.errors import ConfigurationError, OcrUnavailableError

PAGE_LIMITS = SandboxLimits(memory=2048 * 1024 * 1024, cpu_seconds=60, wall_seconds=120.0)
"""What recognising one page may cost; most take two seconds and 200 MiB."""

_STARTER = Path(__file__).with_name("starter.py")
_GLANCING = "osd"
"""Its data for scripts and directions, which it lists among languages."""
_ONE_COLUMN = "kor"
"""A language whose spaces it takes for gaps between columns when it looks for any."""
_PNG = b"\x89PNG\r\n\x1a\n"
_SCRIPT = re.compile(r"^Script: (\w+)", re.MULTILINE)
_TURNED = re.compile(r"^Rotate: [1-9]", re.MULTILINE)
# More threads than one gain nothing, and now and then stand in each other's way for a minute.
_ENVIRONMENT = {"OMP_THREAD_LIMIT": "1"} | {
    name: os.environ[name] for name in ("TESSDATA_PREFIX", "SYSTEMROOT") if name in os.environ
}
_PATIENCE = 10.0
"""Seconds for it to say what it has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Tesseract:
    """The `tesseract` command."""

    command: str
    languages: frozenset[str]
    can_glance: bool = True
    """Whether it has its data for scripts and directions."""
    limits: SandboxLimits = PAGE_LIMITS
    name: str = "tesseract"
    is_one_model: bool = False

    def read(
        self, image: bytes, *, language: str, dpi: float, is_turned: bool = False, stop: Stop | None = None
    ) -> list[SeenWord]:
        """Read a page; turned ones take it half as long again."""
        mode = "1" if is_turned else "4" if _ONE_COLUMN in language.split("+") else "3"
        wanted = ("-c", "tessedit_create_hocr=1", "-c", "tessedit_create_txt=1")
        return read_hocr(self._run(image, dpi, "-l", language, "--psm", mode, *wanted, stop=stop))

    def glance(self, image: bytes, *, dpi: float, stop: Stop | None = None) -> Glance:
        """Tell script and direction; nothing of a page with few letters."""
        if not self.can_glance:
            return Glance()
        try:
            told = self._run(image, dpi, "-l", _GLANCING, "--psm", "0", stop=stop)
        except EngineFailedError:
            return Glance()
        script = _SCRIPT.search(told)
        return Glance(script=script[1] if script else "", is_turned=_TURNED.search(told) is not None)

    def _run(self, image: bytes, dpi: float, *arguments: str, stop: Stop | None) -> str:
        if not image.startswith(_PNG):  # it would take it for a list of files to open
            raise EngineFailedError("its picture is not a PNG")
        command = [self.command, "stdin", "stdout", "--dpi", f"{dpi:.0f}", *arguments]
        ending = run_script(
            _STARTER,
            {"command": command},
            image,
            limits=self.limits,
            stop=stop,
            purpose="recognises text",
            environment=_ENVIRONMENT,
        )
        match ending.cause:
            case "limit":
                raise EngineFailedError(f"recognising it takes more than {ending.detail}")
            case "exit" | "crash":
                raise EngineFailedError(f"{self.name} fails on it")
        return ending.output.decode(errors="replace")


def installed_tesseract() -> Tesseract:
    """The one that is installed here; raises `OcrUnavailableError` where none is, or no language's data."""
    command = shutil.which("tesseract")
    if command is None:
        raise OcrUnavailableError
    installed = _installed(command)
    if not (languages := installed - {_GLANCING}):
        raise OcrUnavailableError("eng")
    return Tesseract(command=command, languages=languages, can_glance=_GLANCING in installed)


@functools.cache
def _installed(command: str) -> frozenset[str]:
    listing = [command, "--list-langs"]
    try:
        done = subprocess.run(  # noqa: S603  # found on the PATH by its name
            listing,
            env=_ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ConfigurationError(f"{command} does not run: reinstall tesseract-ocr") from error
    # The first line says where they are.
    return frozenset(done.stdout.decode(errors="replace").splitlines()[1:])

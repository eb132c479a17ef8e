"""rapidocr, in a process of its own for each page: what recognises text where no Tesseract is."""

import functools
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pdfai.documents.ocr.engines import EngineFailedError, Glance
from pdfai.documents.ocr.hocr import SeenWord
from pdfai.documents.ocr.rapid_lines import words_of
from pdfai.documents.sandbox import SandboxLimits, run_script
from pdfai.documents.stopping import Stop
from pdfai.errors import ConfigurationError

PAGE_LIMITS = SandboxLimits(memory=3072 * 1024 * 1024, cpu_seconds=120, wall_seconds=240.0)
"""What recognising one page may cost; most take five seconds and 700 MiB."""
_LATIN = (
    "ces",
    "dan",
    "deu",
    "eng",
    "fin",
    "fra",
    "hun",
    "ita",
    "nld",
    "nor",
    "pol",
    "por",
    "spa",
    "swe",
    "tur",
)
LANGUAGES = frozenset((*_LATIN, "chi_sim", "chi_tra", "jpn"))
"""Those whose letters its models know all."""

_WORKER = Path(__file__).with_name("rapid_worker.py")
_PACKAGES = ("rapidocr", "onnxruntime", "cv2", "numpy")
_MODELS = {
    "Det": "PP-OCRv6_det_small.onnx",
    "Rec": "PP-OCRv6_rec_small.onnx",
}
"""Those that come with it, by what they do. It would fetch any other."""
_LONGEST_SIDE = 1600
"""Of what lines are looked for on, in pixels: half of A4 at 300 dots per inch. They are read at full size."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RapidOcr:
    """rapidocr with the models that came with it, which read all their languages at once."""

    limits: SandboxLimits = PAGE_LIMITS
    languages: frozenset[str] = LANGUAGES
    name: str = "rapidocr"
    is_one_model: bool = True

    def read(
        self, image: bytes, *, language: str, dpi: float, is_turned: bool = False, stop: Stop | None = None
    ) -> list[SeenWord]:
        """Read a page, in whatever language and from whatever side."""
        return words_of(self._run(image, stop=stop))

    def glance(self, image: bytes, *, dpi: float, stop: Stop | None = None) -> Glance:
        """Tell nothing: reading needs not be told."""
        return Glance()

    def _run(self, image: bytes, *, stop: Stop | None) -> list[Any]:
        ending = run_script(_WORKER, _task(), image, limits=self.limits, stop=stop, purpose="recognises text")
        lines = [json.loads(line) for line in ending.output.splitlines()] if not ending.cause else []
        match ending.cause, lines:
            case "limit", _:
                raise EngineFailedError(f"recognising it takes more than {ending.detail}")
            case "", [{"error": "setup", "detail": detail}]:
                raise ConfigurationError(f"rapidocr does not load ({detail}): reinstall pdfai[ocr]")
            case "", [{"error": "picture"}]:
                raise EngineFailedError("its picture is not a PNG")
            case "", _:
                return lines
        raise EngineFailedError("rapidocr fails on it")


@functools.cache
def _task() -> dict[str, Any]:
    """Where this process found what the worker imports and loads."""
    specs = [importlib.util.find_spec(package) for package in _PACKAGES]
    homes = [Path(spec.origin).parent for spec in specs if spec and spec.origin]
    return {
        "packages": sorted({str(home.parent) for home in homes}),
        "models": {part: str(homes[0] / "models" / name) for part, name in _MODELS.items()},
        "threads": 1,  # pages are read beside each other
        "longest_side": _LONGEST_SIDE,
    }


def installed_rapidocr() -> RapidOcr | None:
    """It, where the `ocr` extra is installed; nothing is loaded to find out."""
    return RapidOcr() if all(importlib.util.find_spec(package) for package in _PACKAGES) else None

"""Start the typesetter in a process of its own, hand it a document, and survive whatever becomes of it."""

import contextlib
import functools
import importlib.util
import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pdfai.documents.sandbox import Sandboxed, memory_limit, run_script
from pdfai.errors import ConfigurationError, InvalidArgumentError, MissingExtraError

_WORKER = Path(__file__).with_name("typst_worker.py")
_NOBODY = "http://127.0.0.1:9"
"""Nobody listens there."""
# Where fonts are found, and what Windows needs to start Python. The typesetter would load packages from the
# network if a document named one; ours names none, and if it could, it would get nowhere.
_KEPT = ("SYSTEMROOT", "HOME", "XDG_DATA_HOME", "USERPROFILE", "LOCALAPPDATA")
_PROXIES = dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), _NOBODY)
_ENVIRONMENT = _PROXIES | {name: os.environ[name] for name in _KEPT if name in os.environ}
_ADVICE = "shorten it, or save it as HTML or Markdown"
_BROKEN = "reinstall pdfai and typst"


@dataclass(frozen=True, kw_only=True, slots=True)
class TypesettingLimits(Sandboxed):
    """What setting one document may cost; held by the operating system where it can."""

    memory: int = 2048 * 1024 * 1024
    """Address space of the process; fonts are part of it."""
    cpu_seconds: int = 30
    wall_seconds: float = 45.0


DEFAULT_LIMITS = TypesettingLimits()


@dataclass(frozen=True, kw_only=True, slots=True)
class Typeset:
    """What the typesetter made of it."""

    pdf: bytes
    missing: tuple[str, ...] = ()
    """Characters that no font has."""
    complaint: str = ""
    """Why else the PDF is not one for everybody (PDF/UA), in the typesetter's words."""


def typeset(
    document: Mapping[str, Any],
    *,
    fonts: Sequence[str],
    monospaced: Sequence[str],
    system_fonts: bool,
    limits: TypesettingLimits,
) -> Typeset:
    """A PDF of the document. InvalidArgumentError when that takes more than the limits."""
    packages = _packages()
    with tempfile.TemporaryDirectory(prefix="pdfai-") as folder:
        order = {
            "packages": packages,
            "folder": folder,
            "fonts": fonts,
            "monospaced": monospaced,
            "system_fonts": system_fonts,
            "document": document,
        }
        ending = run_script(
            _WORKER, order, limits=limits.sandbox, purpose="writes PDFs", environment=_ENVIRONMENT
        )
    match ending.cause, ending.detail:
        case "", _:
            return _answer(ending.output, limits)
        case "limit", limit:
            raise _too_much(limit)
        case "exit", code:
            raise ConfigurationError(f"The process that writes PDFs fails (exit code {code}): {_BROKEN}")
    raise ConfigurationError(f"The process that writes PDFs fails: {_BROKEN}")


@functools.cache
def _packages() -> str:
    """The folder the typesetter is installed in, wherever this process found it."""
    spec = importlib.util.find_spec("typst")
    if spec is None or spec.origin is None:
        raise MissingExtraError("saving", "The PDF writer")
    return str(Path(spec.origin).parent.parent)


def _answer(output: bytes, limits: TypesettingLimits) -> Typeset:
    head, _, pdf = output.partition(b"\n")
    match _parsed(head):
        case {"size": size, "missing": missing, "complaint": complaint} if size == len(pdf):
            return Typeset(pdf=pdf, missing=tuple(missing), complaint=complaint)
        case {"error": "memory"}:
            raise _too_much(memory_limit(limits.memory))
        case {"error": "setup", "detail": detail}:
            raise ConfigurationError(f"The PDF writer does not load ({detail}): reinstall typst")
        case {"error": "document", "detail": detail}:
            raise InvalidArgumentError(f"The text cannot be set as PDF ({detail}): {_ADVICE}")
    raise ConfigurationError(f"The process that writes PDFs fails: {_BROKEN}")


def _parsed(head: bytes) -> Any:
    with contextlib.suppress(ValueError):
        return json.loads(head)
    return None


def _too_much(limit: str) -> InvalidArgumentError:
    return InvalidArgumentError(f"Setting the text as PDF takes more than {limit}: {_ADVICE}")

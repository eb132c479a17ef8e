"""Secrets do not show, whoever repeats them; what is none stays."""

from typing import Any

import httpx
import pytest
from pdfai_api.models import Run

from pdfai.redaction import Redactor, secrets_of

KEY = "sk-a-secret-that-nobody-may-see"


def test_text() -> None:
    """Each secret, wherever it stands; what is too short for one may stand anywhere."""
    redactor = Redactor([KEY, "another-secret", "x", ""])
    assert redactor.text(f"{KEY}/another-secret/x") == "[key]/[key]/x"
    assert KEY not in repr(redactor)


def test_headers() -> None:
    """Those of most answers are left as they are, repeated ones too."""
    redactor = Redactor([KEY])
    innocent = httpx.Headers([("via", "a"), ("via", "b")])
    assert redactor.headers(innocent) is innocent
    echoed = redactor.headers(httpx.Headers([("via", "a"), ("Via", "b"), ("x-request-id", f"req-{KEY}")]))
    assert echoed.get_list("via") == ["a", "b"]
    assert echoed["x-request-id"] == "req-[key]"


@pytest.mark.parametrize("error", [None, {"code": "server_error", "message": f"Upstream refused {KEY}"}])
def test_last_error(error: Any) -> None:
    """What an object says went wrong is an answer's, too."""
    run = Run.from_dict({"id": "run_1", "status": "failed", "last_error": error, "instructions": KEY})
    Redactor([KEY]).value(run, KEY.encode())
    assert KEY not in str(run.last_error)
    assert run.instructions == KEY


def test_headers_that_hold_secrets() -> None:
    """By their names; the scheme is no part of it."""
    headers = {"Authorization": f"Bearer {KEY}", "api-key": "a", "X-Auth-Token": "b", "X-Trace": "c"}
    assert secrets_of(headers) == [KEY, "a", "b"]

"""Files that come in parts."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from http_api import REPORT, Api

from pdfai.server.store import uploads

OpenApi = Any


def begun(api: Api, size: int = len(REPORT)) -> str:
    """The id of a new upload of a PDF."""
    body = {"filename": "a.pdf", "purpose": "assistants", "bytes": size, "mime_type": "application/pdf"}
    upload = api.post("/uploads", body)
    assert upload["id"].startswith("upload_")
    assert upload["expires_at"] == upload["created_at"] + 3600
    assert (upload["status"], upload["file"]) == ("pending", None)
    return str(upload["id"])


def part(api: Api, upload_id: str, data: bytes) -> str:
    """The id of a new part."""
    answer = api.call("POST", f"/uploads/{upload_id}/parts", files={"data": ("part", data)})
    assert (answer["object"], answer["upload_id"]) == ("upload.part", upload_id)
    return str(answer["id"])


def kept(data_dir: Path) -> list[str]:
    """The hashes of all bytes the server has."""
    return sorted(path.name for path in (data_dir / "files").glob("??/*"))


def test_parts_become_a_file_in_the_order_named(api: Api, data_dir: Path) -> None:
    """Whatever order they came in; their own bytes are gone then."""
    upload_id = begun(api)
    end, beginning = part(api, upload_id, REPORT[300:]), part(api, upload_id, REPORT[:300])
    body = {"part_ids": [beginning, end], "md5": hashlib.md5(REPORT, usedforsecurity=False).hexdigest()}
    done = api.post(f"/uploads/{upload_id}/complete", body)
    assert done["status"] == "completed"
    file = done["file"]
    assert file == api.get(f"/files/{file['id']}")
    assert (file["bytes"], file["filename"]) == (len(REPORT), "a.pdf")
    assert api.http.get(f"/files/{file['id']}/content").content == REPORT
    assert kept(data_dir) == [hashlib.sha256(REPORT).hexdigest()]


def test_what_does_not_add_up_is_refused(api: Api) -> None:
    """Size, hash and parts of others; the upload stays as it was and can still be completed."""
    upload_id = begun(api)
    whole = part(api, upload_id, REPORT)
    complete = f"/uploads/{upload_id}/complete"
    error = api.refused(400, "POST", complete, json={"part_ids": []})
    assert error["message"] == f"The parts come to 0 bytes, and {len(REPORT)} were announced."
    assert api.refused(400, "POST", complete, json={"part_ids": [whole], "md5": "0" * 32})["param"] == "md5"
    other = part(api, begun(api), REPORT)
    assert other in api.refused(404, "POST", complete, json={"part_ids": [other]})["message"]
    assert api.post(complete, {"part_ids": [whole]})["status"] == "completed"


def test_a_cancelled_upload_leaves_nothing(api: Api, data_dir: Path) -> None:
    """And takes nothing any more."""
    upload_id = begun(api)
    part_id = part(api, upload_id, b"abc")
    assert api.post(f"/uploads/{upload_id}/cancel")["status"] == "cancelled"
    assert kept(data_dir) == []
    for what, request in (("complete", {"json": {"part_ids": [part_id]}}), ("cancel", {})):
        error = api.refused(400, "POST", f"/uploads/{upload_id}/{what}", **request)
        assert error["message"] == f"Upload {upload_id} is cancelled: create another."
    form = {"files": {"data": ("part", b"x")}}
    api.refused(400, "POST", f"/uploads/{upload_id}/parts", **form)
    assert kept(data_dir) == []


def test_an_upload_expires(api: Api, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an hour; its parts go when the next one begins."""
    upload_id = begun(api)
    part(api, upload_id, b"abc")
    monkeypatch.setattr(uploads, "now", lambda: 1 << 40)
    error = api.refused(400, "POST", f"/uploads/{upload_id}/cancel")
    assert error["message"] == f"Upload {upload_id} is expired: create another."
    monkeypatch.setattr(uploads, "UPLOAD_SECONDS", 0)
    body = {"filename": "a", "purpose": "vision", "bytes": 1, "mime_type": "text/plain"}
    api.post("/uploads", body)
    assert kept(data_dir) == []


def test_parts_outlive_their_server(open_api: OpenApi, data_dir: Path) -> None:
    """Another one on the data directory keeps what an upload under way has sent."""
    upload_id = begun(open_api())
    part_id = part(open_api(), upload_id, REPORT)
    again: Api = open_api()
    assert again.post(f"/uploads/{upload_id}/complete", {"part_ids": [part_id]})["status"] == "completed"
    assert len(kept(data_dir)) == 1


def test_a_part_has_a_largest_size(api: Api, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is larger is not kept."""
    monkeypatch.setattr(uploads, "MOST_PART_BYTES", 2)
    upload_id = begun(api)
    form = {"files": {"data": ("part", b"abc")}}
    error = api.refused(400, "POST", f"/uploads/{upload_id}/parts", **form)
    assert error["param"] == "data"
    assert kept(data_dir) == []

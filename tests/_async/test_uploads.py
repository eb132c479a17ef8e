"""Files on their way up: what is sent, and what is refused before."""

from io import BytesIO, StringIO, UnsupportedOperation
from pathlib import Path
from typing import Any

import httpx
import pytest

from pdfai import (
    AsyncOpenAIClient,
    BadRequestError,
    DocumentNotFoundError,
    InvalidArgumentError,
    WorkFailedError,
)

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("name", ["report.pdf", "보고서.pdf", 'a "b".pdf', "a\r\nb.pdf"])
async def test_upload_names(client: AsyncOpenAIClient, script: Any, name: str) -> None:
    """Names in any script arrive in one header line."""
    script.answers({"id": "file-1"})
    await client.upload_file("assistants", name, b"%PDF")
    disposition = next(line for line in script.bodies[0].split(b"\r\n") if b"filename" in line)
    assert disposition.endswith(b'.pdf"')


async def test_upload_bytes(client: AsyncOpenAIClient, script: Any) -> None:
    """No byte sequence inside a document ends it: boundaries are drawn at random."""
    content = b"%PDF-1.7\r\n--+++\r\n" + bytes(range(256)) + b"\r\n--boundary--\r\n"
    for _ in range(2):
        script.answers({"id": "file-1"})
        await client.upload_file("assistants", "a.pdf", content)
    assert all(content in body for body in script.bodies)
    first, second = (request.headers["content-type"] for request in script.requests)
    assert first != second


async def test_upload_path_and_file(client: AsyncOpenAIClient, script: Any, tmp_path: Path) -> None:
    """A path is opened and closed again; the caller's own file stays open."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF by path")
    opened = BytesIO(b"%PDF by file")
    for content in (path, str(path), opened):
        script.answers({"id": "file-1"})
        await client.upload_file("assistants", "a.pdf", content)
    assert [b"%PDF by path" in body for body in script.bodies] == [True, True, False]
    assert not opened.closed


async def test_upload_nothing(client: AsyncOpenAIClient, script: Any, tmp_path: Path) -> None:
    """A missing file, a directory, a nameless file and a wrong type are refused before anything is sent."""
    for path in (tmp_path / "missing.pdf", tmp_path):
        with pytest.raises(DocumentNotFoundError, match=path.name):
            await client.upload_file("assistants", "a.pdf", path)
    with pytest.raises(InvalidArgumentError, match="name"):
        await client.upload_file("assistants", " ", b"%PDF")
    text: Any = 7
    with pytest.raises(InvalidArgumentError, match="not int"):
        await client.upload_file("assistants", "a.pdf", text)
    assert script.requests == []


async def test_upload_progress(client: AsyncOpenAIClient, script: Any, tmp_path: Path) -> None:
    """Of bytes, paths and files alike; a file that cannot be rewound has no known size."""
    content = bytes(150_000)
    path = tmp_path / "a.pdf"
    path.write_bytes(content)

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: Any) -> int:
            raise UnsupportedOperation

        def tell(self) -> int:
            raise UnsupportedOperation

    for source, total in (
        (content, 150_000),
        (path, 150_000),
        (BytesIO(content), 150_000),
        (Pipe(content), None),
    ):
        script.answers({"id": "file-1"})
        seen: list[tuple[int, int | None]] = []
        await client.upload_file(
            "assistants", "a.pdf", source, progress=lambda *at, seen=seen: seen.append(at)
        )
        assert content in script.bodies[-1]
        assert [sent for sent, _ in seen] == sorted({65_536, 131_072, 150_000})
        assert {each for _, each in seen} == {total}


async def test_upload_in_parts(client: AsyncOpenAIClient, script: Any, tmp_path: Path) -> None:
    """In the order of the file, none larger than asked."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF 12345")
    file = {"id": "file-1", "object": "file"}
    answers = ({"id": "up_1"}, {"id": "part_1"}, {"id": "part_2"}, {"id": "part_3"})
    for answer in (*answers, {"id": "up_1", "status": "completed", "file": file}):
        script.answers(answer)
    seen: list[tuple[int, int | None]] = []
    uploaded = await client.upload_file_in_parts(
        "assistants", "a.pdf", path, part_bytes=4, progress=lambda *at: seen.append(at)
    )
    assert uploaded.id == "file-1"
    assert script.sent(0)["bytes"] == 10
    assert [b"%PDF" in script.bodies[1], b" 123" in script.bodies[2], b"45" in script.bodies[3]] == [True] * 3
    assert script.sent(4) == {"part_ids": ["part_1", "part_2", "part_3"]}
    assert seen == [(4, 10), (8, 10), (10, 10)]


async def test_upload_in_parts_that_fails(client: AsyncOpenAIClient, script: Any) -> None:
    """Is cancelled; and one whose size nobody knows is not begun."""
    script.answers({"id": "up_1"})
    script.answers({"error": {"message": "Too odd."}}, 400)
    script.answers({"id": "up_1", "status": "cancelled"})
    with pytest.raises(BadRequestError, match="Too odd"):
        await client.upload_file_in_parts("assistants", "a.pdf", b"%PDF")
    assert script.requests[-1].url.path == "/v1/uploads/up_1/cancel"

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

    with pytest.raises(InvalidArgumentError, match="size has to be known"):
        await client.upload_file_in_parts("assistants", "a.pdf", Pipe(b"%PDF"))
    unfinished = {"id": "up_1", "status": "pending", "file": None}
    for answer in ({"id": "up_1"}, {"id": "part_1"}, unfinished, {"id": "up_1", "status": "cancelled"}):
        script.answers(answer)
    with pytest.raises(WorkFailedError, match="pending, and has no file"):
        await client.upload_file_in_parts("assistants", "a.pdf", b"%PDF")
    assert script.requests[-1].url.path == "/v1/uploads/up_1/cancel"


async def test_upload_in_parts_that_could_never_work(
    client: AsyncOpenAIClient, script: Any, tmp_path: Path
) -> None:
    """Is refused before anything is sent; above all, text is not taken for the path of another file."""
    secret = tmp_path / "secret.txt"
    secret.write_text("Nobody asked for this.")
    named = tmp_path / "names.txt"
    named.write_text(str(secret))
    with named.open() as text, pytest.raises(InvalidArgumentError, match="open binary file"):
        await client.upload_file_in_parts("assistants", "a.txt", text)  # type: ignore[arg-type]
    with pytest.raises(InvalidArgumentError, match="file name"):
        await client.upload_file_in_parts("assistants", "  ", b"%PDF")
    for part_bytes in (0, -1, 1.5):
        with pytest.raises(InvalidArgumentError, match="part_bytes"):
            await client.upload_file_in_parts("assistants", "a", b"%PDF", part_bytes=part_bytes)  # type: ignore[arg-type]
    assert script.requests == []


async def test_an_upload_in_parts_is_given_up_soon(client: AsyncOpenAIClient, script: Any) -> None:
    """The server is asked once, and not for long: the error under way matters more."""
    script.answers({"id": "up_1"})
    script.answers({"error": {"message": "Too odd."}}, 400)
    script.fails(httpx.ReadTimeout("timed out"))
    with pytest.raises(BadRequestError, match="Too odd"):
        await client.upload_file_in_parts("assistants", "a.pdf", b"%PDF")
    assert len(script.requests) == 3
    assert script.requests[-1].extensions["timeout"]["read"] == 5.0


async def test_what_is_no_open_binary_file(client: AsyncOpenAIClient, script: Any) -> None:
    """Is refused before anything is sent: text, what is closed, what only looks like a file."""
    closed = BytesIO(b"%PDF")
    closed.close()

    class Reader:
        def read(self) -> bytes:
            return b"%PDF"

    class Unwilling(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    contents: Any = (StringIO("text"), closed, Reader(), Unwilling(b"%PDF"))
    for content, complaint in zip(
        contents, ("not StringIO", "closed", "not Reader", "output error"), strict=True
    ):
        for upload in (client.upload_file, client.upload_file_in_parts):
            with pytest.raises(InvalidArgumentError, match=complaint):
                await upload("assistants", "a.pdf", content)
        with pytest.raises(InvalidArgumentError, match=complaint):
            await client.add_upload_part("upload_1", content)
    assert script.requests == []


async def test_names_that_no_request_can_carry(client: AsyncOpenAIClient, script: Any) -> None:
    """Nor any file system: names with half a character, or with a null in them."""
    with pytest.raises(InvalidArgumentError, match="Half a character"):
        await client.upload_file("assistants", "a\udcff.pdf", b"%PDF")
    with pytest.raises(DocumentNotFoundError, match="null"):
        await client.upload_file("assistants", "a.pdf", "a\0b.pdf")
    assert script.requests == []

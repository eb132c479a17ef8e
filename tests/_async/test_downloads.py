"""Files on their way down: whole at their path, or what stood there before."""

import os
import stat
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from pdfai import AsyncOpenAIClient, ConnectionFailedError, InvalidArgumentError, NotFoundError

pytestmark = pytest.mark.anyio


async def test_download(client: AsyncOpenAIClient, script: Any) -> None:
    """A file's content comes as bytes, whatever its type, and empty too."""
    script.answers(b"<html>\x00\xff", headers={"content-type": "text/html"})
    script.answers(b"")
    assert await client.get_file_content("file-1") == b"<html>\x00\xff"
    assert await client.get_file_content("file-1") == b""
    assert script.requests[0].headers["accept"] == "*/*"


async def test_download_to_a_path(client: AsyncOpenAIClient, script: Any, tmp_path: Path) -> None:
    """Whole, in the place of what stood there."""
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    script.answers(b"%PDF\x00\xff", headers={"content-type": "application/pdf"})
    assert await client.get_file_content("file-1", to=target) == target
    assert target.read_bytes() == b"%PDF\x00\xff"
    assert os.listdir(tmp_path) == ["a.pdf"]


async def test_download_that_fails(client: AsyncOpenAIClient, script: Any, tmp_path: Path) -> None:
    """What stood there stays, and nothing stands beside it, whatever went wrong."""
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    script.breaks_off()
    with pytest.raises(ConnectionFailedError, match="peer closed"):
        await client.get_file_content("file-1", to=target)
    script.answers({"error": {"message": "No such File object: file-1"}}, 404)
    with pytest.raises(NotFoundError):
        await client.get_file_content("file-1", to=target)
    with pytest.raises(InvalidArgumentError, match="cannot be written"):
        await client.get_file_content("file-1", to=tmp_path / "nowhere" / "a.pdf")
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.pdf"]


async def test_what_is_no_place_for_a_file(
    client: AsyncOpenAIClient, script: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is refused before anything is asked for."""
    monkeypatch.chdir(tmp_path)
    for target in ("", ".", "..", "/", tmp_path):
        with pytest.raises(InvalidArgumentError, match="it is a directory"):
            await client.get_file_content("file-1", to=target)
    with pytest.raises(InvalidArgumentError, match="null"):
        await client.get_file_content("file-1", to="a\0b")
    assert script.requests == []
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(os.name != "posix", reason="named pipes, links and modes are POSIX's")
async def test_what_stood_there_keeps_its_kind(
    client: AsyncOpenAIClient, script: Any, tmp_path: Path
) -> None:
    """A private file stays private, a link one; a pipe is none to be replaced."""
    target, link, pipe = tmp_path / "a.pdf", tmp_path / "link.pdf", tmp_path / "pipe"
    target.touch(mode=0o600)
    link.symlink_to("a.pdf")
    os.mkfifo(pipe)
    script.answers(b"%PDF")
    assert await client.get_file_content("file-1", to=link) == link
    assert (link.is_symlink(), target.read_bytes()) == (True, b"%PDF")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with pytest.raises(InvalidArgumentError, match="no regular file"):
        await client.get_file_content("file-1", to=pipe)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


async def test_a_name_as_long_as_can_be(client: AsyncOpenAIClient, script: Any, tmp_path: Path) -> None:
    """The file is written beside its place by a name that is no longer."""
    script.answers(b"%PDF")
    target = tmp_path / ("a" * 251 + ".pdf")
    await client.get_file_content("file-1", to=target)
    assert target.read_bytes() == b"%PDF"
    with pytest.raises(InvalidArgumentError, match="cannot be written"):
        await client.get_file_content("file-1", to=tmp_path / ("a" * 300))
    assert len(os.listdir(tmp_path)) == 1


async def test_a_listener_that_fails_is_no_broken_disk(
    client: AsyncOpenAIClient, script: Any, tmp_path: Path
) -> None:
    """Its error comes through as it is."""
    script.answers(b"%PDF")

    def listen(_: object) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    with pytest.raises(BrokenPipeError):
        await client.with_options(on_answer=listen).get_file_content("file-1", to=tmp_path / "a.pdf")
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
async def test_a_full_disk(
    client: AsyncOpenAIClient, script: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Is told as what it is, whether it is found out at once or at the end."""
    opened = Path.open
    monkeypatch.setattr(Path, "open", lambda _, mode: opened(Path("/dev/full"), mode.replace("x", "w")))
    for content in (b"%PDF", bytes(1_000_000)):
        script.answers(content)
        with pytest.raises(InvalidArgumentError, match="No space left"):
            await client.get_file_content("file-1", to=tmp_path / "a.pdf")


async def test_a_download_that_breaks_off(client: AsyncOpenAIClient, script: Any, tmp_path: Path) -> None:
    """Nobody asks whether the server runs, which had begun to answer."""

    class Half(httpx.AsyncByteStream):
        async def __aiter__(self) -> AsyncIterator[bytes]:
            yield b"%PDF"
            raise httpx.ReadError("reset")

    script.answers(Half())
    with pytest.raises(ConnectionFailedError, match=r"broke off \(reset\): ask again"):
        await client.get_file_content("file-1", to=tmp_path / "a.pdf")
    assert os.listdir(tmp_path) == []

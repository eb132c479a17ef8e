"""JSON means the same with the `speed` extra and without it."""

import json
import sys
from collections.abc import Iterator

import pytest

from pdfai import decoding
from pdfai.decoding import decode

# Enough that orjson, where it is installed, is asked at all.
PADDING = b" " * 5000

ODD = [
    b'{"a": 1, "b": 2, "a": 3}',
    b"[18446744073709551615, -9223372036854775808]",
    b"[18446744073709551616, -9223372036854775809]",
    b"-9999999999999999999",
    b"123456789012345678901234567890",
    b"123456789012345678901234567890.5",
    b"[NaN, Infinity, -Infinity]",
    b"1E400",
    b"[-0, -0.0, 5e-324, 0.1e+5, 1e-400]",
    b"0.1000000000000000055511151231257827021181583404541015625",
    b'"\\ud800"',
    b'"\xed\xa0\x80"',
    b'"\\u0000\x7f\xef\xbf\xbf"',
    b"\xef\xbb\xbf{}",
    '"【4:0†source】"'.encode(),
]
BROKEN = [b"", b"{", b"[1,]", b"01", b'"a\x00"', b'"\xff"', b"{}\x00", b"9" * 5000, b"[" * 200_000]


@pytest.fixture(params=["orjson", "json alone"])
def _decoders(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if request.param == "json alone":
        monkeypatch.setitem(sys.modules, "orjson", None)
    else:
        pytest.importorskip("orjson")
    decoding._loads.cache_clear()
    yield
    decoding._loads.cache_clear()


@pytest.mark.usefixtures("_decoders")
@pytest.mark.parametrize("content", ODD)
def test_values(content: bytes) -> None:
    """What one library accepts is accepted, and not one value differs."""
    assert repr(decode(content + PADDING)) == repr(decode(content)) == repr(json.loads(content))


@pytest.mark.usefixtures("_decoders")
@pytest.mark.parametrize("content", BROKEN, ids=range(len(BROKEN)))
def test_broken(content: bytes) -> None:
    """What is not JSON, or too much of it, is a ValueError."""
    with pytest.raises(ValueError):  # noqa: PT011  # each library has words of its own
        decode(content + PADDING)

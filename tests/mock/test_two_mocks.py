"""Two mocks, one contract: ours, and Prism, which nobody here wrote. Where they disagree is explained."""

import os
from typing import Any

import httpx
import pytest
from every_call import BAD_CALLS, BAD_REQUESTS, CALLS, STREAMS, Call
from pdfai_api import strict

from pdfai import AsyncOpenAIClient, ClientSettings, OpenAIClient, PdfaiError
from pdfai.testing import contract_transport

if "PRISM" not in os.environ:
    pytest.skip("PRISM is not set: run `nox -s mock`", allow_module_level=True)

NO_EVENTS = "Prism takes the request, but cannot write an answer of events."
EXPLAINED = {
    "upload_file": "Prism takes a nested field that was left out of a form for an empty object.",
    **dict.fromkeys((call.method for call in STREAMS), NO_EVENTS),
    "path does not begin with /v1: /threads/t": "Prism serves the contract's paths without the server's own.",
    "query limit is refused: '05' is not of type": "Prism reads numbers as JavaScript does.",
    "query limit is refused: '5.0' is not of type": "Prism reads numbers as JavaScript does.",
    "query colour is not in the contract": "Prism ignores query parameters that it does not know.",
}
"""Where the two differ, and why."""
FATAL = "$.purpose is no file, and has a filename"
"""Prism ends at such a form, so it is not sent one."""


class Unversioned(httpx.HTTPTransport):
    """Asks for the contract's paths without the server's own."""

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send it."""
        return super().handle_request(_stripped(request))


class AsyncUnversioned(httpx.AsyncHTTPTransport):
    """The same in the other colour."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send it."""
        return await super().handle_async_request(_stripped(request))


def _stripped(request: httpx.Request) -> httpx.Request:
    request.url = request.url.copy_with(raw_path=request.url.raw_path.removeprefix(b"/v1"))
    return request


@pytest.fixture
def settings(prism: str) -> ClientSettings:
    return ClientSettings(api_key="k", base_domain=prism)


def verdict(settings: ClientSettings, call: Call, transport: Any) -> str:
    """What became of a call: what was read, checked against the contract, or why it was refused."""
    with OpenAIClient(settings, transport=transport) as client:
        client.http_request_max_retries = 0
        try:
            with strict.mode():
                answer = getattr(client, call.method)(*call.ids, **call.keywords)
                if call in STREAMS:
                    with answer as events:
                        list(events)
        except (PdfaiError, strict.ContractError) as error:
            return f"refused: {error}"
    return "fine"


@pytest.mark.parametrize("call", [*CALLS, *STREAMS], ids=lambda call: call.method)
def test_both_take_every_call(settings: ClientSettings, call: Call) -> None:
    """And each reads what the other would answer as nothing but the contract."""
    assert verdict(settings, call, contract_transport()) == "fine"
    agreed = verdict(settings, call, Unversioned()) == "fine"
    assert agreed is (call.method not in EXPLAINED)


@pytest.mark.anyio
@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.method)
async def test_both_take_every_call_of_the_other_colour(settings: ClientSettings, call: Call) -> None:
    """The async client sends the same."""
    if call.method in EXPLAINED:
        return
    with strict.mode():
        async with AsyncOpenAIClient(settings, transport=AsyncUnversioned()) as client:
            assert await getattr(client, call.method)(*call.ids, **call.keywords)


def test_a_form_with_its_nested_field_passes_both(settings: ClientSettings) -> None:
    """So that it is only the field left out that they disagree about."""
    upload = Call(
        "upload_file",
        ("assistants", "a.pdf", b"%PDF"),
        {"expires_after": {"anchor": "created_at", "seconds": 3600}},
    )
    assert verdict(settings, upload, contract_transport()) == "fine"
    assert verdict(settings, upload, Unversioned()) == "fine"


@pytest.mark.parametrize(("call", "fault"), BAD_CALLS, ids=lambda each: each if isinstance(each, str) else "")
def test_both_refuse_a_bad_call(settings: ClientSettings, call: Call, fault: str) -> None:
    """Each in its words."""
    assert fault in verdict(settings, call, contract_transport())
    assert verdict(settings, call, Unversioned()) != "fine"


@pytest.mark.parametrize(
    ("sent", "headers", "content", "fault"), [case for case in BAD_REQUESTS if case[-1] != FATAL]
)
def test_both_refuse_a_bad_request(
    prism: str, sent: tuple[str, str], headers: dict[str, str], content: str, fault: str
) -> None:
    """Whatever client it comes from."""
    headers = {"authorization": "Bearer k", **headers}
    with httpx.Client(transport=Unversioned(), base_url=prism) as http:
        refused = http.request(*sent, headers=headers, content=content).status_code >= 400
    assert refused is (fault not in EXPLAINED)


def test_nothing_is_explained_that_is_no_disagreement() -> None:
    """Each explanation is of a case above."""
    cases = {*(call.method for call in (*CALLS, *STREAMS)), *(fault for *_, fault in BAD_REQUESTS)}
    assert cases >= EXPLAINED.keys()

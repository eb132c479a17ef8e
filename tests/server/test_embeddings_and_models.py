"""Embeddings and models: an upstream's, or what a server offline has of them."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import httpx
import pytest
from http_api import Api
from pdfai_wire import schema

from pdfai import NotFoundError, OpenAIClient
from pdfai.policy import RetryPolicy
from pdfai.server.models.upstream import Upstream

OpenApi = Any
URL = "http://upstream.example/v1"
KEY = "sk-the-upstreams-key"
LLAMA = {"id": "meta-llama/Llama-3-8B", "object": "model", "created": 5, "owned_by": "meta", "max_len": 8192}
MODELS = {
    "object": "list",
    "data": [LLAMA, {"id": "small", "object": "model", "created": 6, "owned_by": "me"}],
}
OFFLINE = {"id": "extractive", "object": "model", "created": 0, "owned_by": "pdfai"}
INPUT = {"model": "embed", "input": ["One", "Two"]}


def vectors(*each: Any) -> Any:
    """An upstream's embeddings."""
    data = [{"object": "embedding", "index": index, "embedding": it} for index, it in enumerate(each)]
    usage = {"prompt_tokens": 2, "total_tokens": 2}
    return {"object": "list", "model": "embed-large", "data": data, "usage": usage}


class Endpoint:
    """An upstream that has two models, one of which makes vectors; it keeps what it was asked."""

    def __init__(self) -> None:
        self.vectors = vectors([0.25, -1.0], [1e-7, 0.0])
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """The answer for the path, as it went over the wire."""
        self.requests.append(request)
        match request.url.raw_path:
            case b"/v1/models":
                return httpx.Response(200, json=MODELS)
            case b"/v1/models/meta-llama%2FLlama-3-8B":
                return httpx.Response(200, json=LLAMA)
            case b"/v1/embeddings":
                return httpx.Response(200, json=self.vectors)
        error = {"message": "No such model.", "type": "invalid_request_error", "code": "model_not_found"}
        return httpx.Response(404, json={"error": error})


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Endpoint:
    """What stands behind every upstream URL in this test."""
    endpoint = Endpoint()
    connected = partial(Upstream, transport=httpx.MockTransport(endpoint), retry=RetryPolicy(max_retries=0))
    monkeypatch.setattr("pdfai.server.models.upstream.Upstream", connected)
    return endpoint


@pytest.fixture
def relay(open_api: OpenApi, endpoint: Endpoint) -> Api:
    """A server that hands on to the endpoint."""
    api: Api = open_api(upstream_url=URL, upstream_api_key=KEY)
    return api


@pytest.fixture
def connect() -> Iterator[Callable[[str], OpenAIClient]]:
    """Opens clients of a server; they are closed with the test."""
    opened: list[OpenAIClient] = []

    def start(url: str) -> OpenAIClient:
        opened.append(OpenAIClient.create_with_api_key("any").with_base_domain(url).build())
        return opened[-1]

    yield start
    for client in opened:
        client.close()


@pytest.mark.parametrize(
    "request_body",
    [
        {**INPUT, "dimensions": 2, "user": "me"},
        {"model": "embed", "input": "One"},
        {"model": "embed", "input": [1, 2, 3]},
        {"model": "embed", "input": [[1, 2], [3]]},
    ],
)
def test_vectors_are_the_upstreams(relay: Api, endpoint: Endpoint, request_body: Any) -> None:
    """Asked for with the server's key, and exact to the last digit."""
    answer = relay.post("/embeddings", request_body)
    assert answer == endpoint.vectors
    schema.EmbeddingList.model_validate(answer)
    (asked,) = endpoint.requests
    assert json.loads(asked.content) == request_body
    assert asked.headers["authorization"] == f"Bearer {KEY}"


def test_vectors_may_come_packed(relay: Api, endpoint: Endpoint) -> None:
    """As the official package asks for them."""
    endpoint.vectors = vectors("AACAPgAAgL8=", "AACAPgAAgL8=")
    assert relay.post("/embeddings", {**INPUT, "encoding_format": "base64"}) == endpoint.vectors
    assert json.loads(endpoint.requests[0].content)["encoding_format"] == "base64"


def test_offline_nobody_makes_vectors(offline: Api) -> None:
    """It says who would."""
    error = offline.refused(400, "POST", "/embeddings", json=INPUT)
    assert error == {
        "message": "This server has no model for embeddings: start it with --upstream-url.",
        "type": "invalid_request_error",
        "param": "model",
        "code": "model_not_found",
    }


def test_an_upstream_without_embeddings_says_so_itself(relay: Api, endpoint: Endpoint) -> None:
    """An answer that is none is a bad gateway."""
    endpoint.vectors = {"hello": "world"}
    error = relay.refused(502, "POST", "/embeddings", json=INPUT)
    assert URL in error["message"]


def test_models_are_the_upstreams(relay: Api, endpoint: Endpoint) -> None:
    """With whatever it says of them."""
    assert relay.get("/models") == MODELS
    assert endpoint.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_offline_there_is_one_model(offline: Api) -> None:
    """It quotes documents."""
    assert offline.get("/models") == {"object": "list", "data": [OFFLINE]}
    assert offline.get("/models/extractive") == OFFLINE
    schema.Model.model_validate(OFFLINE)


@pytest.mark.parametrize("name", ["llama", "meta-llama/Llama-3-8B", "meta-llama%2FLlama-3-8B", "%2F", ""])
def test_offline_there_is_no_other_model(offline: Api, name: str) -> None:
    """Whatever its name."""
    error = offline.refused(404, "GET", f"/models/{name}")
    assert (error["param"], error["code"]) == ("model", "model_not_found")
    assert f"The model '{name.replace('%2F', '/')}' does not exist" in error["message"]


@pytest.mark.parametrize("slash", ["/", "%2F", "%2f"])
def test_a_model_may_have_a_slash_in_its_name(relay: Api, endpoint: Endpoint, slash: str) -> None:
    """Written as it is or encoded; to the upstream it is one name."""
    assert relay.get(f"/models/meta-llama{slash}Llama-3-8B") == LLAMA
    assert endpoint.requests[0].url.raw_path == b"/v1/models/meta-llama%2FLlama-3-8B"


@pytest.mark.parametrize("path", ["/models%2Fllama", "/files/a%2Fcontent", "/models/../files/a%2Fb"])
def test_elsewhere_a_slash_in_a_name_leads_nowhere(relay: Api, endpoint: Endpoint, path: str) -> None:
    """It would be read as another path."""
    error = relay.refused(404, "GET", path)
    assert error["message"] == "No object has an id with a slash in it."
    assert not endpoint.requests


@pytest.mark.parametrize("name", ["..%2Ffiles", "a%2F..%2F..%2Ffiles", "a%252Fb"])
def test_a_models_name_is_no_path(relay: Api, endpoint: Endpoint, name: str) -> None:
    """Not at the upstream either."""
    assert relay.refused(404, "GET", f"/models/{name}")["message"] == "No such model."
    assert endpoint.requests[0].url.raw_path.startswith(b"/v1/models/")
    assert endpoint.requests[0].url.raw_path.count(b"/") == 3


@pytest.mark.parametrize("name", ["", "%2E", "%2E%2E"])
def test_a_name_that_no_model_can_have_is_refused(relay: Api, endpoint: Endpoint, name: str) -> None:
    """It is the caller's fault, not the upstream's, which is not asked."""
    assert "cannot be an id" in relay.refused(400, "GET", f"/models/{name}")["message"]
    assert not endpoint.requests


def test_a_client_finds_a_model_with_a_slash_in_its_name(
    serve: Callable[..., str], endpoint: Endpoint, connect: Callable[[str], OpenAIClient]
) -> None:
    """Over a real connection, through the server and at the upstream."""
    client = connect(serve(upstream_url=URL, upstream_api_key=KEY))
    assert client.get_model("meta-llama/Llama-3-8B").id == "meta-llama/Llama-3-8B"
    with pytest.raises(NotFoundError, match="No such model"):
        client.get_model("meta-llama/Llama-9")


def test_a_client_is_told_that_a_model_with_a_slash_is_not_there(
    serve: Callable[..., str], connect: Callable[[str], OpenAIClient]
) -> None:
    """By name, where the server is offline."""
    with pytest.raises(NotFoundError, match="The model 'meta-llama/Llama-3-8B' does not exist"):
        connect(serve()).get_model("meta-llama/Llama-3-8B")

"""Searching by words and by meanings: what an embedding model changes, and what its failure does not."""

import json
import math
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from typing import Any

import httpx
import pytest
from http_api import Api
from pdf_writer import write_pdf

from pdfai.errors import ConfigurationError
from pdfai.policy import RetryPolicy
from pdfai.server.models.upstream import Upstream
from pdfai.server.settings import ServerSettings

OpenApi = Any
URL = "http://upstream.example/v1"
MODEL = "meanings-1"
JSON = {"Content-Type": "application/json"}
SUBJECTS = {"heron": 0, "bird": 0, "pump": 1, "machine": 1, "revenue": 2, "income": 2}
PAGES = ["The heron nests in spring.", "Every pump is blue.", "The revenue rose by a tenth."]


def vector(text: str) -> list[float]:
    """What a text is about, in numbers of which synonyms have the same."""
    subjects = [0.0] * 16
    for word, subject in SUBJECTS.items():
        if word in text.lower():
            subjects[4 * subject : 4 * subject + 4] = [1.0, 0.5, 0.25, 0.75]
    return [each - 0.1 for each in subjects]


class Endpoint:
    """An upstream whose embedding model knows synonyms; it keeps what it was asked."""

    def __init__(self) -> None:
        self.embedded: list[Any] = []
        self.answers = True
        self.pack: Callable[[Sequence[float]], Any] = list

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """The answer for the path."""
        body = json.loads(request.content)
        if request.url.path == "/v1/embeddings":
            self.embedded.append(body)
            if not self.answers:
                return httpx.Response(500, json={"error": {"message": "Out of order."}})
            data = [
                {"object": "embedding", "index": index, "embedding": self.pack(vector(text))}
                for index, text in enumerate(body["input"])
            ]
            usage = {"prompt_tokens": 1, "total_tokens": 1}
            answer = {"object": "list", "model": MODEL, "data": data[::-1], "usage": usage}
            return httpx.Response(200, content=json.dumps(answer), headers=JSON)  # `json` would refuse NaN
        message = {"role": "assistant", "content": "They do [1].", "refusal": None}
        choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
        said = {"id": "c", "object": "chat.completion", "created": 1, "model": "chat", "choices": [choice]}
        return httpx.Response(200, json=said)

    @property
    def texts(self) -> list[str]:
        """All that was sent to the embedding model."""
        return [text for body in self.embedded for text in body["input"]]


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Endpoint:
    """What stands behind every upstream URL in this test."""
    endpoint = Endpoint()
    connected = partial(Upstream, transport=httpx.MockTransport(endpoint), retry=RetryPolicy(max_retries=0))
    monkeypatch.setattr("pdfai.server.models.upstream.Upstream", connected)
    return endpoint


@pytest.fixture
def api(open_api: OpenApi, endpoint: Endpoint) -> Api:
    """A server that knows meanings."""
    api: Api = open_api(upstream_url=URL, embedding_model=MODEL)
    return api


def a_store(api: Api) -> str:
    """A store with the pages, indexed."""
    return str(api.store(api.upload(write_pdf(PAGES), "pages.pdf")))


def found(api: Api, store_id: str, query: str, **request: Any) -> list[str]:
    """The texts found, best first."""
    answer = api.post(f"/vector_stores/{store_id}/search", {"query": query, **request})
    return [result["content"][0]["text"] for result in answer["data"]]


def weights(embedding: float, text: float) -> dict[str, Any]:
    """How much each ranking counts."""
    return {"hybrid_search": {"embedding_weight": embedding, "text_weight": text}}


def test_a_synonym_is_found(api: Api, endpoint: Endpoint) -> None:
    """Though no page has the word; each page was sent once, to the model that was named."""
    store_id = a_store(api)
    assert found(api, store_id, "birds")[0] == PAGES[0]
    assert found(api, store_id, "What was the income?")[0] == PAGES[2]
    assert endpoint.texts[:3] == PAGES
    assert {body["model"] for body in endpoint.embedded} == {MODEL}


def test_without_an_embedding_model_nothing_is_sent(open_api: OpenApi, endpoint: Endpoint) -> None:
    """That an endpoint answers runs is no leave to send it whole documents."""
    api = open_api(upstream_url=URL)
    store_id = a_store(api)
    assert found(api, store_id, "birds") == []
    assert found(api, store_id, "heron") == [PAGES[0]]
    assert endpoint.embedded == []


def test_both_rankings_count(api: Api) -> None:
    """What words and meanings agree on comes first, whatever else either of them finds."""
    store_id = a_store(api)
    assert found(api, store_id, "a machine that is blue")[0] == PAGES[1]
    answer = api.post(f"/vector_stores/{store_id}/search", {"query": "heron"})
    scores = [result["score"] for result in answer["data"]]
    assert scores[0] == 1
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(("embedding", "text", "first"), [(1.0, 0.0, PAGES[0]), (0.0, 1.0, PAGES[1])])
def test_a_request_weighs_them(api: Api, embedding: float, text: float, first: str) -> None:
    """A word of one page, and the meaning of another."""
    store_id = a_store(api)
    assert found(api, store_id, "blue bird", ranking_options=weights(embedding, text))[0] == first


def test_where_meanings_do_not_count_nobody_is_asked(api: Api, endpoint: Endpoint) -> None:
    """The question stays here."""
    store_id = a_store(api)
    assert found(api, store_id, "heron", ranking_options=weights(0, 1)) == [PAGES[0]]
    assert endpoint.texts == PAGES


def test_thresholds_filters_and_limits_hold(api: Api) -> None:
    """Also for what only its meaning found."""
    store_id = a_store(api)
    assert found(api, store_id, "birds", ranking_options={"score_threshold": 1.0}) == [PAGES[0]]
    assert len(found(api, store_id, "birds", max_num_results=1)) == 1
    nothing = {"type": "eq", "key": "year", "value": 1}
    assert found(api, store_id, "birds", filters=nothing) == []


def test_other_stores_are_not_searched(api: Api) -> None:
    """By their meanings neither."""
    a_store(api)
    other = str(api.store(api.upload(write_pdf(["The moon is round."]), "moon.pdf")))
    assert found(api, other, "birds") == ["The moon is round."]


def test_runs_search_by_meanings(api: Api) -> None:
    """With the weights of their tool."""
    store_id = a_store(api)
    tool = {
        "type": "file_search",
        "file_search": {"ranking_options": {"score_threshold": 0.0, **weights(1, 0)}},
    }
    assistant = api.post(
        "/assistants",
        {
            "model": "chat",
            "tools": [tool],
            "tool_resources": {"file_search": {"vector_store_ids": [store_id]}},
        },
    )
    run = api.run(api.thread("Tell me of birds"), assistant["id"])
    path = f"/threads/{run['thread_id']}/runs/{run['id']}/steps"
    steps = api.get(path, order="asc", **{"include[]": FULL_RESULTS})["data"]
    (first, *_) = steps[0]["step_details"]["tool_calls"][0]["file_search"]["results"]
    assert first["content"][0]["text"] == PAGES[0]


FULL_RESULTS = "step_details.tool_calls[*].file_search.results[*].content"


def test_a_document_that_cannot_be_embedded_is_found_by_its_words(
    api: Api, endpoint: Endpoint, caplog: pytest.LogCaptureFixture
) -> None:
    """The failure is for the log; indexing goes on."""
    endpoint.answers = False
    store_id = a_store(api)
    assert "found by its words only" in caplog.text
    endpoint.answers = True
    assert found(api, store_id, "heron") == [PAGES[0]]


def test_a_question_that_cannot_be_embedded_goes_by_words(
    api: Api, endpoint: Endpoint, caplog: pytest.LogCaptureFixture
) -> None:
    """As if there were no embedding model."""
    store_id = a_store(api)
    endpoint.answers = False
    assert found(api, store_id, "heron") == [PAGES[0]]
    assert found(api, store_id, "birds") == []
    assert "goes by words only" in caplog.text


@pytest.mark.parametrize("pack", [lambda _: "AACAPw==", lambda _: None, lambda _: ["x"], lambda _: "?"])
def test_odd_vectors_do_no_harm(api: Api, endpoint: Endpoint, pack: Any) -> None:
    """Packed ones are read; what is no vector is as if there were none."""
    endpoint.pack = pack
    assert PAGES[0] in found(api, a_store(api), "heron")


NO_VECTORS = {
    "empty": [],
    "empty, packed": "",
    "not a number": [math.nan, 1.0],
    "infinite": [1.0, -math.inf],
    "infinite, packed": "AACAfw==",
    "too large": [1e300, 1.0],
    "far too large": [10**400, 1],
}


@pytest.mark.parametrize("answer", NO_VECTORS.values(), ids=NO_VECTORS.keys())
def test_numbers_that_cannot_be_compared_are_no_vector(
    api: Api, endpoint: Endpoint, caplog: pytest.LogCaptureFixture, answer: Any
) -> None:
    """A document with them is indexed, and a question is answered, as if there were no embedding model."""
    with_vectors = a_store(api)
    endpoint.pack = lambda _: answer
    without = str(api.store(api.upload(write_pdf([*PAGES, "The moon is round."]), "moon.pdf")))
    assert "found by its words only" in caplog.text
    assert found(api, with_vectors, "heron") == [PAGES[0]]
    assert "goes by words only" in caplog.text
    endpoint.pack = list
    assert found(api, without, "birds") == []
    assert found(api, without, "heron") == [PAGES[0]]


@pytest.mark.parametrize("length", [8, 15, 32])
def test_a_model_whose_vectors_change_their_length_starts_anew(
    api: Api, endpoint: Endpoint, length: int
) -> None:
    """Documents of before are found by their words, and those of since also by what they mean."""
    before = api.upload(write_pdf(PAGES), "pages.pdf")
    store_id = str(api.store(before))
    endpoint.pack = lambda numbers: [*numbers, *numbers][:length]
    assert found(api, store_id, "heron") == [PAGES[0]]
    assert found(api, store_id, "birds") == []
    since = api.upload(write_pdf(["A heron stands still."]), "heron.pdf")
    both = str(api.store(before, since))
    assert found(api, both, "birds") == ["A heron stands still."]


def test_another_model_starts_anew(open_api: OpenApi, endpoint: Endpoint) -> None:
    """Vectors of two models are not compared: documents of before are found by their words."""
    store_id = a_store(open_api(upstream_url=URL, embedding_model="meanings-0"))
    api = open_api(upstream_url=URL, embedding_model=MODEL)
    assert found(api, store_id, "birds") == []
    assert found(api, store_id, "heron") == [PAGES[0]]


def test_vectors_go_with_the_file(api: Api, data_dir: Any) -> None:
    """Nothing of what was embedded stays."""
    file_id = api.upload(write_pdf(PAGES), "pages.pdf")
    api.store(file_id)
    assert rows(data_dir) == {"index_signs": 1, "chunk_vectors": 3, "page_places": 3}
    api.delete(f"/files/{file_id}")
    assert rows(data_dir) == {"index_signs": 0, "chunk_vectors": 0, "page_places": 0}


def rows(data_dir: Any) -> dict[str, int]:
    """How many rows hang on an index."""
    with closing(sqlite3.connect(data_dir / "pdfai.sqlite")) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608  # fixed names
            for table in ("index_signs", "chunk_vectors", "page_places")
        }


def test_a_model_needs_an_endpoint(tmp_path: Any) -> None:
    """It is one of its models."""
    with pytest.raises(ConfigurationError, match="An embedding model is an upstream's"):
        ServerSettings(data_dir=tmp_path, embedding_model=MODEL)

"""A stand-in for a server that knows the contract and nothing else."""

import difflib
import json
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
from pdfai_api.strict import ContractError

from pdfai.extras import needing

with needing("testing", "The contract's mock"):
    from pdfai.testing.contract import Contract, Operation, Schema, examples, the_contract
    from pdfai.testing.requests import ReceivedRequest, received
    from pdfai.testing.samples import Sampler

JSON = "application/json"
EVENTS = "text/event-stream"
# What a run that answers sends; of the other events, only what a script says.
RUN = (
    *(
        f"thread.run.{each}"
        for each in ("created", "queued", "in_progress", "step.created", "step.in_progress")
    ),
    *(f"thread.message.{each}" for each in ("created", "in_progress", "delta", "delta", "completed")),
    "thread.run.step.completed",
    "thread.run.completed",
    "done",
)
CHUNKS = 3


@dataclass(frozen=True, kw_only=True)
class _Step:
    """What was told to happen at one request."""

    operation: str
    changes: Mapping[str, Any] = field(default_factory=dict)
    events: Sequence[Any] | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    error: Exception | None = None


class ContractTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """An httpx transport, for clients of either colour, that needs no server and no network.

    A request that the contract does not allow raises `pdfai_api.strict.ContractError`, an AssertionError that
    no client takes for a failure of the network. Answers are the contract's examples where it has some, else
    drawn from the seed; ids, and what was sent to be kept, come back in them.
    """

    def __init__(self, contract: Contract, *, seed: int, base_path: str) -> None:
        """See `contract_transport`."""
        self.requests: list[ReceivedRequest] = []
        """Every request that was answered, without its key."""
        self._contract = contract
        self._base_path = base_path.rstrip("/")
        self._sampler = Sampler(contract, seed)
        self._script: defaultdict[str, deque[_Step]] = defaultdict(deque)

    @property
    def unused(self) -> list[str]:
        """Operations whose answers or failures were told and not asked for yet."""
        return [step.operation for steps in self._script.values() for step in steps]

    def answer(self, operation: str, /, **changes: Any) -> None:
        """Once, the next time: the answer that this operation would have, with these properties.

        For a download it is `content`, its bytes. ContractError when the contract does not allow a property.
        """
        media, answer = next(iter(self._operation(operation).answers.items()))
        schema = self._contract.resolved(answer["schema"])
        known = schema.get("properties", {} if media == JSON else {"content": True})
        for name, value in changes.items():
            if name not in known:
                raise ContractError(f"$.{name}", f"is not in what {operation} answers")
            if media == JSON:
                self._contract.check(value, known[name], f"$.{name}")
        self._script[operation].append(_Step(operation=operation, changes=changes))

    def stream(self, operation: str, events: Sequence[Any], /) -> None:
        """Once, the next time it streams: these events, each as the contract has it, before the last.

        A run's event is `{"event": name, "data": object}`; a chat completion's is a chunk.
        """
        schema = self._operation(operation).answers[EVENTS]["schema"]
        for number, event in enumerate(events):
            self._contract.check(event, schema, f"$[{number}]")
        self._script[operation].append(_Step(operation=operation, events=events))

    def fail(
        self,
        operation: str,
        /,
        status: int = 500,
        *,
        message: str = "The server had an error.",
        code: str | None = None,
        headers: Mapping[str, str] | None = None,
        error: Exception | None = None,
    ) -> None:
        """Once, the next time: an error answer, or the error that httpx would raise."""
        kind = "server_error" if status >= 500 else "invalid_request_error"
        body = {"error": {"message": message, "type": kind, "param": None, "code": code}}
        step = _Step(operation=operation, changes=body, status=status, headers=headers or {}, error=error)
        self._script[self._operation(operation).name].append(step)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Check and answer."""
        return self._respond(request, request.read())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Check and answer."""
        return self._respond(request, await request.aread())

    def _respond(self, request: httpx.Request, content: bytes) -> httpx.Response:
        asked = received(self._contract, request, content, self._base_path)
        self.requests.append(asked)
        operation = self._contract.operations[asked.operation]
        steps = self._script[operation.name]
        step = steps.popleft() if steps else _Step(operation=operation.name)
        if step.error is not None:
            raise step.error
        if step.status >= 300:
            return httpx.Response(step.status, json=dict(step.changes), headers=step.headers)
        if isinstance(asked.body, dict) and asked.body.get("stream") and EVENTS in operation.answers:
            events = self._events(operation, asked) if step.events is None else step.events
            return httpx.Response(200, text="".join(_lines(events)), headers={"content-type": EVENTS})
        media, content_of = next(iter(operation.answers.items()))
        if media != JSON:
            content = step.changes.get("content", b"%PDF-1.7\n")
            return httpx.Response(200, content=content, headers={"content-type": media})
        return httpx.Response(200, json={**self._answer(operation, content_of, asked), **step.changes})

    def _answer(self, operation: Operation, content: Schema, asked: ReceivedRequest) -> Schema:
        schema = self._contract.resolved(content["schema"])
        for example in examples(content, schema):
            return dict(example)
        body = asked.body if isinstance(asked.body, dict) else {}
        answer: Schema = self._sampler.value(schema, _ids(asked))
        for name in body.keys() & schema["properties"].keys():
            if self._contract.allows(body[name], schema["properties"][name]):
                answer[name] = body[name]
        return answer

    def _events(self, operation: Operation, asked: ReceivedRequest) -> Iterator[Schema]:
        schema = self._contract.resolved(operation.answers[EVENTS]["schema"])
        if "discriminator" not in schema:
            yield from (self._sampler.value(schema, asked.ids) for _ in range(CHUNKS))
            return
        own = {f"{kind}_id": self._sampler.new_id(kind) for kind in ("thread", "run", "step", "message")}
        for name in RUN:
            variant = {"$ref": schema["discriminator"]["mapping"][name]}
            yield {**self._sampler.value(variant, own | _ids(asked)), "event": name}

    def _operation(self, name: str) -> Operation:
        try:
            return self._contract.operations[name]
        except KeyError:
            near = difflib.get_close_matches(name, self._contract.operations, n=1)
            meant = f": {near[0]}?" if near else ""
            raise ValueError(f"{name} is no operation of the contract{meant}") from None


def contract_transport(*, seed: int = 0, base_path: str | None = None) -> ContractTransport:
    """A transport that checks every request against the contract and answers as it allows.

    The same seed gives the same answers to the same requests. `base_path` is what stands before the
    contract's paths; give it when the client has another API version. Needs the `testing` extra.
    """
    contract = the_contract()
    return ContractTransport(
        contract, seed=seed, base_path=contract.base_path if base_path is None else base_path
    )


def _ids(asked: ReceivedRequest) -> dict[str, str]:
    """The ids of a request, by the names of the properties that hold them."""
    body = asked.body if isinstance(asked.body, dict) else {}
    sent = {name: each for name, each in body.items() if name.endswith("_id") and isinstance(each, str)}
    return {**sent, **{f"{name.removesuffix('_id')}_id": each for name, each in asked.ids.items()}}


def _lines(events: Sequence[Any] | Iterator[Any]) -> Iterator[str]:
    """Events on the wire; what ends a stream is no JSON."""
    last = ""
    for event in events:
        last = event.get("event", "")
        data = event["data"] if last else event
        named = f"event: {last}\n" if last else ""
        yield f"{named}data: {data if last == 'done' else json.dumps(data, ensure_ascii=False)}\n\n"
    if not last:
        yield "data: [DONE]\n\n"

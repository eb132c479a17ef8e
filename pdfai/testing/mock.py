"""A stand-in for a server that knows the contract and nothing else."""

import difflib
import json
import threading
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
from pdfai_api.strict import ContractError

from pdfai.extras import needing

with needing("testing", "The contract's mock"):
    from pdfai.testing.contract import Contract, Operation, Schema, examples, the_contract
    from pdfai.testing.requests import ReceivedFile, ReceivedRequest, received
    from pdfai.testing.samples import Sampler

JSON = "application/json"
JSON_TYPE = {"content-type": JSON}
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

    @property
    def is_failure(self) -> bool:
        """Whether no answer of success is meant."""
        return self.error is not None or self.status >= 400


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
        self._lock = threading.Lock()
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
        """Once, the next time it streams: these events, each as the contract has it, and then the end.

        A run's event is `{"event": name, "data": object}`; a chat completion's is a chunk.
        """
        if EVENTS not in self._operation(operation).answers:
            raise ValueError(f"{operation} answers no events")
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
        """Once, the next time, streamed or not: an error answer, or the error that httpx would raise."""
        if not 400 <= status < 600:
            raise ValueError(f"A failure has a status from 400 to 599, not {status}")
        if error is not None and not isinstance(error, Exception):
            raise TypeError(f"Give an error, not {error!r}")
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
        operation = self._contract.operations[asked.operation]
        wants_events = asked.fields.get("stream") is True or EVENTS in request.headers.get("accept", "")
        is_streamed = EVENTS in operation.answers and wants_events
        with self._lock:
            self.requests.append(asked)
            step = self._next_step(operation.name, is_streamed)
            if step.error is not None:
                raise step.error
            if step.status >= 400:
                return httpx.Response(
                    step.status, content=_json(step.changes), headers={**JSON_TYPE, **step.headers}
                )
            if is_streamed:
                events = self._events(operation, asked) if step.events is None else step.events
                return httpx.Response(200, text="".join(_lines(events)), headers={"content-type": EVENTS})
            return self._whole(operation, asked, step)

    def _next_step(self, operation: str, is_streamed: bool) -> _Step:
        """What was told first of what fits; a failure fits always."""
        steps = self._script[operation]
        for number, step in enumerate(steps):
            if step.is_failure or (step.events is not None) is is_streamed:
                del steps[number]
                return step
        return _Step(operation=operation)

    def _whole(self, operation: Operation, asked: ReceivedRequest, step: _Step) -> httpx.Response:
        media, content = next(iter(operation.answers.items()))
        if media == JSON:
            answer = {**self._answer(operation, content, asked), **step.changes}
            return httpx.Response(200, content=_json(answer), headers=JSON_TYPE)
        data = step.changes.get("content", b"%PDF-1.7\n")
        return httpx.Response(200, content=data, headers={"content-type": media})

    def _answer(self, operation: Operation, content: Schema, asked: ReceivedRequest) -> Schema:
        schema = self._contract.resolved(content["schema"])
        for example in examples(content, schema):
            return dict(example)
        limit = asked.query.get("limit", 2)
        answer: Schema = self._sampler.value(schema, _wishes(asked), limit=limit)
        for name in sorted(
            asked.body.keys() & schema["properties"].keys() if isinstance(asked.body, dict) else ()
        ):
            if self._contract.allows(asked.body[name], schema["properties"][name]):
                answer[name] = asked.body[name]
        return answer

    def _events(self, operation: Operation, asked: ReceivedRequest) -> Iterator[Schema]:
        schema = self._contract.resolved(operation.answers[EVENTS]["schema"])
        wishes = _wishes(asked)
        if "discriminator" not in schema:
            yield from (self._sampler.value(schema, wishes) for _ in range(CHUNKS))
            return
        own = {f"{kind}_id": [self._sampler.new_id(kind)] for kind in ("thread", "run", "step", "message")}
        for name in RUN:
            variant = {"$ref": schema["discriminator"]["mapping"][name]}
            status = [name.rpartition(".")[2], "in_progress"]
            yield {**self._sampler.value(variant, {**own, **wishes, "status": status}), "event": name}

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


def _wishes(asked: ReceivedRequest) -> dict[str, list[Any]]:
    """What the answer should say, by the names of its properties: the ids and the filters asked for."""
    wishes = {name: [each] for name, each in asked.fields.items() if name.endswith("_id")}
    wishes |= {f"{name.removesuffix('_id')}_id": [each] for name, each in asked.ids.items()}
    wishes |= {name: [asked.query[name]] for name in ("run_id", "purpose") if name in asked.query}
    if asked.operation.startswith("cancel_"):
        wishes["status"] = ["cancelled", "cancelling"]
    if "filter" in asked.query:
        wishes["status"] = [asked.query["filter"]]
    if isinstance(file := asked.fields.get("file"), ReceivedFile):
        wishes |= {"filename": [file.filename], "bytes": [len(file.content)]}
    return wishes


def _json(value: Any) -> bytes:
    # ASCII, which also half a surrogate pair fits into.
    return json.dumps(value).encode("ascii")


def _lines(events: Iterable[Any]) -> Iterator[str]:
    """Events on the wire. What ends a stream is no JSON, and comes by itself."""
    name = ""
    for event in events:
        name = event.get("event", "")
        data = event["data"] if name else event
        named = f"event: {name}\n" if name else ""
        yield f"{named}data: {data if name == 'done' else json.dumps(data)}\n\n"
    if name not in ("done", "error"):
        yield "event: done\ndata: [DONE]\n\n" if name else "data: [DONE]\n\n"

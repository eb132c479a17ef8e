"""How the contract describes an event stream, for Schemathesis, which knows OpenAPI 3.2's way alone."""

import json
from typing import Any

import schemathesis

DONE = "[DONE]"


@schemathesis.deserializer("text/event-stream")
def events(_context: schemathesis.DeserializationContext, response: schemathesis.Response) -> list[Any]:
    """Each event as the contract has it: its name beside its data where it has one, else the data alone."""
    blocks = response.content.decode().split("\n\n")
    assert blocks.pop() == "", "the last event is not whole"
    found = [_event(block) for block in blocks]
    assert found[-1] in ({"event": "done", "data": DONE}, DONE), "the stream was cut off"
    return [event for event in found if event != DONE]


def _event(block: str) -> Any:
    fields = dict(line.split(": ", 1) for line in block.split("\n"))
    data = fields["data"] if fields["data"] == DONE else json.loads(fields["data"])
    return {"event": fields["event"], "data": data} if "event" in fields else data

"""Refusals that are right although the request fits the contract's schemas, and why."""

import re
from typing import Any, NamedTuple

import schemathesis
from schemathesis.core.failures import Failure
from schemathesis.openapi.checks import EnsureResourceAvailability, RejectedPositiveData


class Excuse(NamedTuple):
    """What a server may say to a request that fits the schemas."""

    operation: str
    """Its id, as a regular expression."""
    message: str
    """A regular expression for the whole of it."""
    why: str


STATE = "The object's state does not allow it now; a schema knows no states, and locks are a 400 on the wire."
TOGETHER = "Properties that do not go together; the generators lose properties beside alternatives."
OFFLINE = "The server has no model that can; with an upstream it is accepted."

EXCUSES = [
    Excuse(
        "(add_upload_part|(complete|cancel)_upload)", r"Upload \S+ is (completed|cancelled|expired).*", STATE
    ),
    Excuse("create_thread_message", r"Can't add messages to \S+ while a run \S+ is active\.", STATE),
    Excuse("create_run", r"Thread \S+ already has an active run \S+", STATE),
    Excuse("cancel_run", r"Cannot cancel run with status '\w+'\.", STATE),
    Excuse("submit_tool_outputs", r'Runs in status "\w+" do not accept tool outputs\.', STATE),
    Excuse("submit_tool_outputs", r"Expected tool outputs for call_ids .*", STATE),
    Excuse("complete_upload", r"The parts (come to \d+ bytes|do not have this MD5).*", STATE),
    Excuse(
        "get_vector_store_file_content", r"File \S+ is \w+: only of an indexed file is there a text\.", STATE
    ),
    Excuse("create_vector_store_file(_batch)?", r"File \S+ is already in vector store .*", STATE),
    Excuse("create_vector_store_file_batch", r"Give either file_ids or files\.", TOGETHER),
    Excuse(".*", r"Give either vector_store_ids or vector_stores, not both\.", TOGETHER),
    Excuse(".*", "chunk_overlap_tokens must be at most half of .*", TOGETHER),
    Excuse("create_completion", "The offline model (c|reads text only).*", OFFLINE),
    Excuse("create_embedding", "This server has no model for embeddings.*", OFFLINE),
    Excuse(
        "upload_file",
        r"Unknown parameter: 'expires_after'\.",
        "Schemathesis sends it as JSON; the wire, and the contract's `encoding`, as expires_after[anchor].",
    ),
]


LIMITS = {
    # It wants an array whose items break their schema, finds none, and draws no more for the operation.
    "Cannot generate an array with 1 demanded elements"
}
"""What Schemathesis says when it cannot go on, which is nobody's fault but its own."""


@schemathesis.hook
def filter_failure(
    _context: schemathesis.HookContext,
    failure: Failure,
    case: "schemathesis.Case[Any]",
    response: schemathesis.Response,
) -> bool:
    """Whether it is one that nothing excuses."""
    if isinstance(failure, EnsureResourceAvailability):
        # What was made is there; a 404 that names none of the path's ids means an object of the body's.
        return any(str(id) in response.json()["error"]["message"] for id in case.path_parameters.values())
    if not isinstance(failure, RejectedPositiveData):
        return True
    message = response.json()["error"]["message"]
    operation = case.operation.definition.raw["operationId"]
    return not any(
        re.fullmatch(excuse.operation, operation) and re.fullmatch(excuse.message, message, re.DOTALL)
        for excuse in EXCUSES
    )

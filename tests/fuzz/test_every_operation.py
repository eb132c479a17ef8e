"""Schemathesis against our server, on loopback: `nox -s schemathesis`.

The contract is what it draws requests from and holds answers against. Requests are drawn from a seed, so that
a run finds what the last one found; SCHEMATHESIS_SEED names another. Ids are the server's, so two runs are
alike and not equal.
"""

import os
from collections.abc import Callable

import yaml
from fuzz import endpoint, event_streams, excuses
from fuzz.campaign import SPEC, Outcome, campaign

from pdfai.testing.server import serving

SEED = int(os.environ.get("SCHEMATHESIS_SEED", "20260826"))
KEY = "a-key-for-callers"
CASES = 5000
"""So many a run has at least, or it did not do what it is for."""
SEQUENCES = 500
"""So many more in sequences."""
DELETED = {"delete_thread_message", "delete_vector_store_file"}
"""What these delete may have gone with its thread or store; tests/server sees that they delete."""
OPERATIONS = {
    operation["operationId"]
    for methods in yaml.safe_load(SPEC.read_text())["paths"].values()
    for method, operation in methods.items()
    if method != "parameters"
}


ALONE = ["examples", "coverage", "fuzzing"]
IN_SEQUENCE = ["stateful"]
ROUNDS = 8
"""At most so many, each from a seed of its own: in some, Hypothesis soon runs out of calls to go on with."""

Offer = Callable[..., str]


def test_offline(serve: Offer) -> None:
    """A server that answers from its documents alone keeps to the contract."""
    one = tried(serve(api_keys=(KEY,)), ALONE, cases=CASES)
    # Nothing offline makes vectors or wants functions called; runs end before they can be cancelled.
    assert answered(one) >= OPERATIONS - {"create_embedding", "submit_tool_outputs", "cancel_run", *DELETED}


def test_offline_in_sequence(serve: Offer) -> None:
    """Also when what one call made is used, changed and deleted by others."""
    tried(serve(api_keys=(KEY,)), IN_SEQUENCE, cases=SEQUENCES)


def test_with_an_upstream(serve: Offer) -> None:
    """So does a server that hands on to a model elsewhere, whose runs call functions."""
    with serving(endpoint.app) as upstream_url:
        one = tried(serve(api_keys=(KEY,), upstream_url=upstream_url), ALONE, cases=CASES)
    assert answered(one) >= OPERATIONS - {"submit_tool_outputs", *DELETED}


def test_with_an_upstream_in_sequence(serve: Offer) -> None:
    """There too."""
    with serving(endpoint.app) as upstream_url:
        tried(serve(api_keys=(KEY,), upstream_url=upstream_url), IN_SEQUENCE, cases=SEQUENCES)


def tried(url: str, phases: list[str], *, cases: int) -> Outcome:
    """What came of at least so many cases, in which nothing is wrong."""
    assert {excuses, event_streams}, "imported, so that Schemathesis has them"
    outcome = campaign(url, KEY, phases=phases, seed=SEED)
    for seed in range(SEED + 1, SEED + ROUNDS):
        if outcome.cases.total() >= cases or outcome.failures:
            break
        outcome += campaign(url, KEY, phases=phases, seed=seed)
    print(outcome)  # noqa: T201  # what a run did is its result
    assert not outcome.failures, "\n\n".join(
        f"{' '.join(kind)}\n{what}" for kind, what in outcome.failures.items()
    )
    assert all(status < 500 for statuses in outcome.statuses.values() for status in statuses)
    assert outcome.cases.total() >= cases
    return outcome


def answered(outcome: Outcome) -> set[str]:
    """The operations that did what they were asked at least once."""
    return {operation for operation, statuses in outcome.statuses.items() if statuses[200]}

"""Every answer the contract allows, and many it does not, come out of the models as they went in."""

import copy
import json
import pickle
from collections.abc import Callable
from typing import Any

import pytest
from contract_values import ODD, SCHEMAS, answers, component, mutations, parts
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from pdfai_api import models, strict
from pdfai_api.types import WireObject

ANSWERS = sorted(set(answers()))
OBJECTS = sorted(name for name in parts(ANSWERS) if "properties" in SCHEMAS[name])
LIMITS = {"minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "maxProperties", "pattern"}

# The same examples each time: a failure here is one of the change at hand.
few = settings(
    max_examples=60,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


@pytest.mark.parametrize("name", ANSWERS)
def test_what_the_contract_allows_is_read_and_written_unchanged(name: str) -> None:
    """The strict mode finds nothing in it, and copies are equal."""

    @few
    @given(component(name))
    def survives(answer: Any) -> None:
        with strict.mode():
            model = read(name, answer)
        assert as_text(model.to_dict()) == as_text(answer)
        assert pickle.loads(pickle.dumps(model)) == copy.deepcopy(model) == model  # noqa: S301 (our own bytes)

    survives()


@pytest.mark.parametrize("name", ANSWERS)
def test_what_it_does_not_allow_is_kept_too(name: str) -> None:
    """Nothing raises; the strict mode refuses exactly what a validator of JSON schemas refuses."""

    @few
    @given(mutations(name))
    def survives(answer: Any) -> None:
        check_mutation(name, answer)

    survives()


@pytest.mark.parametrize("name", OBJECTS)
def test_each_property_counts(name: str) -> None:
    """The same for all objects in answers, with each property missing, of another type, or new."""

    @settings(few, max_examples=2)
    @given(component(name))
    def survives(part: Any) -> None:
        check_mutation(name, {**part, "of tomorrow": 1})
        for each in SCHEMAS[name]["properties"]:
            check_mutation(name, {key: value for key, value in part.items() if key != each})
            for odd in ODD:
                check_mutation(name, {**part, each: odd})

    survives()


def check_mutation(name: str, value: Any) -> None:
    assert as_text(read(name, value).to_dict()) == as_text(value)
    try:
        with strict.mode():
            read(name, value)
    except strict.ContractError:
        assert not is_valid(name, value)
    else:
        assert is_valid(name, value)


def read(name: str, value: Any) -> Any:
    """Read as the client does: a model by itself, events by their union."""
    model = getattr(models, name)
    if isinstance(model, type):
        return model.from_dict(value)  # type: ignore[attr-defined]  # it is a WireObject
    reader: Callable[[Any], Any] = getattr(models, f"_{name}")
    return WireObject._complete(reader(value))


def closed(schema: Any) -> Any:
    """A schema that knows nothing but its properties, and no limits, like the strict mode."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {name: closed(item) for name, item in schema.items() if name not in LIMITS}
    return {**kept, "additionalProperties": False} if isinstance(schema.get("properties"), dict) else kept


CLOSED = closed(SCHEMAS)


def is_valid(name: str, value: Any) -> bool:
    schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": CLOSED}}
    return bool(Draft202012Validator(schema).is_valid(value))


def as_text(value: Any) -> str:
    # Not compared as values: to Python, 1 equals True and 1.0.
    return json.dumps(value, sort_keys=True)

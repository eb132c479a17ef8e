"""Documents small enough to compare in a test, and what is said of them."""

from typing import Any

from drift.comparison import Comparison

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
NULLABLE: Schema = {"type": ["string", "null"]}


def document(schema: Schema | bool, **components: Schema | bool) -> Schema:
    """An API that answers this."""
    answer = {"content": {"application/json": {"schema": schema}}}
    operation = {"operationId": "look", "responses": {"200": answer}}
    return {"paths": {"/things": {"get": operation}}, "components": {"schemas": components}}


def component(name: str) -> Schema:
    """A reference to it."""
    return {"$ref": f"#/components/schemas/{name}"}


def thing(*required: str, **properties: Schema) -> Schema:
    """An object."""
    return {"type": "object", "required": [*required], "properties": properties}


def lines(ours: Schema, theirs: Schema, *, also_missing: bool = False) -> list[str]:
    """The differences of two documents."""
    comparison = Comparison(ours, theirs)
    comparison.operations(also_missing=also_missing)
    return [str(each) for each in comparison.differences]

"""What scripts/spec_drift.py sees between two OpenAPI documents, and what it lets pass."""

import copy
import json
from pathlib import Path
from typing import Any

import contract_drift
import pytest
import spec_drift
import yaml

ROOT = Path(__file__).parents[2]
Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
EITHER: Schema = {
    "oneOf": [
        {"type": "object", "properties": {"type": {"const": "text"}, "text": TEXT}},
        {"type": "object", "properties": {"type": {"const": "image"}, "url": TEXT}},
    ]
}


def document(schema: Schema, **components: Schema) -> Schema:
    """An API that answers this."""
    answer = {"content": {"application/json": {"schema": schema}}}
    operation = {"operationId": "look", "responses": {"200": answer}}
    return {"paths": {"/things": {"get": operation}}, "components": {"schemas": components}}


def lines(ours: Schema, theirs: Schema, *, also_missing: bool = False) -> list[str]:
    """The differences of two documents."""
    comparison = contract_drift.Comparison(ours, theirs)
    comparison.operations(also_missing=also_missing)
    return [str(each) for each in comparison.differences]


NULLABLE: Schema = {"type": ["string", "null"]}
NAMED: dict[str, Schema] = {"Word": TEXT, "Perhaps": NULLABLE, "Old": {"type": "string", "nullable": True}}


@pytest.mark.parametrize(
    "written",
    [
        {"type": "string", "nullable": True},
        {"anyOf": [TEXT, {"type": "null"}]},
        {"oneOf": [{"type": "null"}, TEXT]},
        {"oneOf": [{"anyOf": [TEXT]}, {"enum": [None]}]},
        {"anyOf": [{"type": "string", "nullable": True}, TEXT]},
        {"$ref": "#/components/schemas/Word", "nullable": True},
        {"allOf": [{"$ref": "#/components/schemas/Word"}], "nullable": True},
        {"$ref": "#/components/schemas/Perhaps"},
        {"$ref": "#/components/schemas/Old"},
        {"allOf": [{"$ref": "#/components/schemas/Old"}], "description": "in other words"},
        {"anyOf": [{"$ref": "#/components/schemas/Word"}, {"type": "null"}]},
        {"allOf": [{"anyOf": [{"$ref": "#/components/schemas/Word"}, {"type": "null"}]}]},
    ],
)
def test_null_is_null_however_it_is_written(written: Schema) -> None:
    """Every way of 3.0 and 3.1 reads alike, in both directions, and none reads like a plain string."""
    assert lines(document(NULLABLE), document(written, **NAMED)) == []
    assert lines(document(written, **NAMED), document(NULLABLE)) == []
    assert [line.partition(": ")[2] for line in lines(document(TEXT), document(written, **NAMED))] == [
        "null: ours refused, theirs allowed"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"const": "a"}, {"type": "string", "enum": ["a"]}),
        ({"type": "string"}, {"anyOf": [TEXT, {"type": "string", "enum": ["known"]}]}),
        ({"oneOf": [{"enum": ["a"]}, {"enum": ["b"]}]}, {"enum": ["b", "a"]}),
        ({"type": "object"}, {"type": "object", "additionalProperties": True}),
        ({"type": "object", "properties": {"a": TEXT}}, {"properties": {"a": TEXT}}),
        (EITHER, {"anyOf": [{"oneOf": EITHER["oneOf"][1:]}, EITHER["oneOf"][0]]}),
        (
            {"type": "object", "required": ["a", "b"], "properties": {"a": TEXT, "b": TEXT}},
            {
                "allOf": [
                    {"type": "object", "required": ["a"], "properties": {"a": TEXT}},
                    {"required": ["b"], "properties": {"a": {"description": "again"}, "b": TEXT}},
                ]
            },
        ),
        (
            {"type": "integer", "exclusiveMinimum": 0},
            {"type": "integer", "minimum": 0, "exclusiveMinimum": True},
        ),
        ({"type": "integer", "minimum": 1}, {"type": "integer", "minimum": 1.0}),
    ],
)
def test_the_same_in_other_words_is_no_difference(one: Schema, other: Schema) -> None:
    """Constants, unions in unions, parts that hold at once."""
    assert lines(document(one), document(other)) == []
    assert lines(document(other), document(one)) == []


@pytest.mark.parametrize(
    ("ours", "theirs", "line"),
    [
        (TEXT, {"type": "integer"}, "type: ours string, theirs integer"),
        ({"type": "integer"}, {"type": "number"}, "type: ours integer, theirs number"),
        ({"enum": ["a", "b"]}, {"enum": ["b", "c", "d"]}, "enum: ours a, theirs c, d"),
        ({"enum": ["a"]}, TEXT, "enum: ours a, theirs any value"),
        ({"type": "string", "maxLength": 5}, TEXT, "maxLength: ours 5, theirs none"),
        ({"type": "integer", "minimum": 0}, {"type": "integer", "minimum": 1}, "minimum: ours 0, theirs 1"),
        (
            {"type": "integer", "default": 1},
            {"type": "integer", "default": True},
            "default: ours 1, theirs true",
        ),
        ({**NULLABLE, "default": None}, NULLABLE, "default: ours null, theirs none"),
        (TEXT, {"type": "string", "default": "none"}, 'default: ours none, theirs "none"'),
        (
            {"type": "object", "additionalProperties": False},
            {"type": "object"},
            "unnamed properties: ours refused, theirs allowed",
        ),
        (
            {"type": "object", "additionalProperties": TEXT},
            {"type": "object"},
            "unnamed properties: ours typed, theirs allowed",
        ),
        (EITHER, {"oneOf": EITHER["oneOf"][:1]}, "variant image: ours there, theirs missing"),
        (
            {"type": "object"},
            {"type": "object", "anyOf": [{"required": ["a"]}, {"required": ["b"]}]},
            "anyOf required: ours none, theirs a | b",
        ),
    ],
)
def test_a_difference_is_one_line(ours: Schema, theirs: Schema, line: str) -> None:
    """Where, what, and what each says."""
    assert lines(document(ours), document(theirs)) == [f"look answer 200: {line}"]


@pytest.mark.parametrize(
    ("ours", "theirs", "line"),
    [
        ({}, {"a": TEXT}, "Thing.a: property: ours missing, theirs there"),
        ({"a": TEXT}, {}, "Thing.a: property: ours there, theirs missing"),
        (
            {"a": {"type": "array", "items": TEXT}},
            {"a": {"type": "array", "items": {"type": "integer"}}},
            "Thing.a[]: type: ours string, theirs integer",
        ),
        (
            {"a": {"type": "object", "additionalProperties": TEXT}},
            {"a": {"type": "object", "additionalProperties": NULLABLE}},
            "Thing.a{}: null: ours refused, theirs allowed",
        ),
        (
            {"a": EITHER},
            {"a": {"oneOf": [EITHER["oneOf"][0], {"properties": {"type": {"const": "image"}}}]}},
            "Thing.a[image].url: property: ours there, theirs missing",
        ),
    ],
)
def test_a_component_is_told_once_by_its_name(ours: Schema, theirs: Schema, line: str) -> None:
    """However often it is used, and wherever it stands in itself."""

    def used(properties: Schema, name: str) -> Schema:
        reference = {"$ref": f"#/components/schemas/{name}"}
        component = {"type": "object", "properties": {**properties, "inner": reference}}
        return document(
            {"type": "array", "items": {"anyOf": [reference, {"type": "null"}]}}, **{name: component}
        )

    assert lines(used(ours, "Thing"), used(theirs, "ThingObject")) == [line]


def test_one_of_ours_may_stand_for_several_of_theirs() -> None:
    """A variant for several events is compared with each of theirs, all of them."""
    ours = {"oneOf": [{"properties": {"event": {"enum": ["made", "done"]}, "data": TEXT}}]}
    theirs = {
        "oneOf": [
            {"properties": {"event": {"const": "made"}, "data": TEXT}},
            {"properties": {"event": {"const": "done"}, "data": NULLABLE}},
            {"properties": {"event": {"const": "lost"}, "data": TEXT}},
        ]
    }
    assert lines(document(ours), document(theirs)) == [
        "look answer 200[done].data: null: ours refused, theirs allowed",
        "look answer 200: variant lost: ours missing, theirs there",
    ]


def test_operations_are_compared_whole() -> None:
    """Parameters by place, the request's media types, answers with errors by default."""
    ours, theirs = document(TEXT), document(TEXT)
    limit = {"name": "limit", "in": "query", "schema": {"type": "integer"}}
    path = {"name": "thing_id", "in": "path", "required": True, "schema": TEXT}
    ours["paths"] = {
        "/things/{thing_id}": {
            "parameters": [path],
            "post": {
                "operationId": "make",
                "parameters": [limit],
                "requestBody": {"content": {"application/json": {"schema": TEXT}}},
                "responses": {"default": {"content": {"application/json": {"schema": TEXT}}}},
            },
        }
    }
    theirs["paths"] = {
        "/things/{id}": {
            "post": {
                "parameters": [
                    {**path, "name": "id", "schema": {"type": "string", "maxLength": 3}},
                    {**limit, "required": True},
                    {**limit, "in": "header"},
                ],
                "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": TEXT}}},
                "responses": {"429": {"content": {"application/json": {"schema": {"type": "integer"}}}}},
            }
        },
        "/others": {"get": {}},
    }
    expected = [
        "make thing_id: maxLength: ours none, theirs 3",
        "make limit: required: ours false, theirs true",
        "make limit: parameter: ours missing, theirs there",
        "make request: required: ours false, theirs true",
        "make request: application/json: ours there, theirs missing",
        "make request: multipart/form-data: ours missing, theirs there",
        "make answer default: answer: ours there, theirs missing",
        "make answer 429: type: ours string, theirs integer",
    ]
    assert lines(ours, theirs) == expected
    assert lines(ours, theirs, also_missing=True) == [
        *expected,
        "GET /others: operation: ours missing, theirs there",
    ]
    assert lines(ours, {"paths": {}}) == ["make: operation: ours there, theirs missing"]


def test_schemas_that_contain_themselves_end() -> None:
    """Also those that do so through parts, and by the keyword of the draft before."""
    node = {"$ref": "#/components/schemas/Node"}
    plain = document(node, Node={"properties": {"child": node, "word": TEXT}})
    joined = document(
        node, Node={"allOf": [{"properties": {"child": node}}, {"properties": {"child": node, "word": TEXT}}]}
    )
    anchored = document(
        node,
        Node={"$recursiveAnchor": True, "properties": {"child": {"$recursiveRef": "#"}, "word": TEXT}},
    )
    loop = document(node, Node={"oneOf": [node, {"properties": {"child": node}}]})
    assert lines(plain, joined) == lines(plain, anchored) == lines(joined, joined) == []
    assert lines(plain, loop)


@pytest.fixture(scope="module")
def contract() -> Schema:
    content: Schema = yaml.load((ROOT / "spec" / "openapi.yaml").read_text(), Loader=yaml.CSafeLoader)
    return content


def test_the_contract_differs_in_nothing_from_itself_written_for_3_0(contract: Schema) -> None:
    """A reader of the older version sees the same contract."""
    assert lines(contract, as_3_0(contract)) == []


def as_3_0(node: Any) -> Any:
    """A schema, or what contains schemas, in the words of OpenAPI 3.0."""
    if isinstance(node, list):
        return [as_3_0(each) for each in node]
    if not isinstance(node, dict):
        return node
    node = {key: as_3_0(each) for key, each in node.items()}
    if "const" in node:
        node["enum"] = [node.pop("const")]
    if isinstance(node.get("type"), list):
        (node["type"],) = (each for each in node["type"] if each != "null")
        node["nullable"] = True
    for union in ("anyOf", "oneOf"):
        if {"type": "null"} in node.get(union, ()):
            rest = [each for each in node.pop(union) if each != {"type": "null"}]
            node |= {"allOf": rest, "nullable": True} if len(rest) == 1 else {union: rest, "nullable": True}
    return node


def test_a_property_lost_anywhere_is_seen(contract: Schema) -> None:
    """From each object of the contract one is taken; each is told, and nothing else."""
    theirs = copy.deepcopy(contract)
    expected = set()
    for name, schema in theirs["components"]["schemas"].items():
        # One that leads to no other component, and by which no variant is told from another.
        lost = [
            key for key, each in schema.get("properties", {}).items() if not {"$ref", "const"} & words(each)
        ]
        if lost:
            del schema["properties"][lost[-1]]
            expected.add(f"{name}.{lost[-1]}: property: ours there, theirs missing")
    assert len(expected) > 150
    assert {line for line in lines(contract, theirs) if ": property: " in line} == expected


def words(node: Any) -> set[str]:
    """Every key in a schema, however deep."""
    if isinstance(node, list):
        return set().union(*map(words, node))
    return {*node}.union(*map(words, node.values())) if isinstance(node, dict) else set()


LIMIT: Schema = {"where": "look answer 200.a", "what": "maxLength", "why": "ours is longer"}
PROPERTY: Schema = {"where": ["*.b"], "what": "property", "why": "not served"}


class TestTheCommand:
    """Exit codes, the list of deviations, JSON."""

    @pytest.fixture
    def drift(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
        """Compare a contract that lacks a limit and a property; the exit code and what was said."""
        documents = {
            "ours": document({"type": "object", "properties": {"a": TEXT}}),
            "theirs": document({"type": "object", "properties": {"a": {**TEXT, "maxLength": 9}, "b": TEXT}}),
        }
        for name, content in documents.items():
            (tmp_path / f"{name}.json").write_text(json.dumps(content))

        def compare(deviations: Any, *options: str, upstream: str = "theirs.json") -> tuple[int, str, str]:
            (tmp_path / "deviations.yaml").write_text(yaml.safe_dump({"deviations": deviations}))
            files = [f"--contract={tmp_path / 'ours.json'}", f"--deviations={tmp_path / 'deviations.yaml'}"]
            code = spec_drift.main([str(tmp_path / upstream), *files, *options])
            said = capsys.readouterr()
            return code, said.out, said.err

        return compare

    def test_differences_without_a_reason_fail(self, drift: Any) -> None:
        """One line each."""
        code, out, err = drift([LIMIT])
        assert (code, out) == (1, "look answer 200.b: property: ours missing, theirs there\n")
        assert err == "2 differences, 1 without a reason\n"

    def test_differences_with_reasons_pass(self, drift: Any) -> None:
        """Nothing is said of them, except in JSON."""
        assert drift([LIMIT, PROPERTY])[:2] == (0, "")
        code, out, _ = drift([LIMIT, PROPERTY], "--json")
        assert (code, [each["why"] for each in json.loads(out)["differences"]]) == (
            0,
            ["ours is longer", "not served"],
        )

    def test_a_reason_for_nothing_fails(self, drift: Any) -> None:
        """What is no difference any more leaves the list, and so does what differs in another way."""
        moved = {**LIMIT, "theirs": "8"}
        code, out, _ = drift([moved, PROPERTY])
        assert code == 1
        assert out.splitlines()[1] == "look answer 200.a: maxLength: listed, but no difference any more"

    @pytest.mark.parametrize(
        ("deviation", "said"),
        [
            ({"where": "x", "what": "y", "why": " "}, "a deviation needs a reason (why)"),
            (
                {"where": "x", "what": "y", "why": "z", "because": 1},
                "where, what, why, ours, theirs and nothing else",
            ),
            ({"what": "y", "why": "z"}, "a deviation says where"),
        ],
    )
    def test_an_entry_that_is_none_is_refused(self, drift: Any, deviation: Schema, said: str) -> None:
        """A mistake in the list is not a pass."""
        code, _, err = drift([deviation])
        assert code == 2
        assert said in err

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            ("paths: [", "is neither JSON nor YAML"),
            ("{}", "is no OpenAPI document: it has no paths"),
            ("a text", "is no OpenAPI document: it has no paths"),
            ('{"paths": {"/things": {"get": {"responses": [1]}}}}', "is no well-formed OpenAPI document"),
            (
                '{"paths": {"/things": {"get": {"responses": {"200": {"$ref": "#/gone"}}}}}}',
                "#/gone leads nowhere",
            ),
        ],
    )
    def test_a_document_that_is_none_is_refused(
        self, drift: Any, tmp_path: Path, content: str, said: str
    ) -> None:
        """One line, exit code 2."""
        (tmp_path / "broken").write_text(content)
        code, out, err = drift([], upstream="broken")
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert said in err

    def test_a_file_that_is_not_there_is_named(self, drift: Any) -> None:
        """Rather than shown as a traceback."""
        code, _, err = drift([], upstream="nowhere.yaml")
        assert code == 2
        assert err.endswith("nowhere.yaml: No such file or directory\n")


def test_every_deviation_is_of_something_the_contract_has(contract: Schema) -> None:
    """No entry outlives the schema or the operation that it is about."""
    names = {*contract["components"]["schemas"]}
    names |= {
        each["operationId"] for item in contract["paths"].values() for each in item.values() if "tags" in each
    }
    _, deviations = spec_drift.read_deviations(ROOT / "spec" / "deviations.yaml")
    for deviation in deviations:
        first = deviation.where.replace(" ", ".").replace("[", ".").split(".")[0]
        assert any(spec_drift.fits(first, name) for name in names), deviation

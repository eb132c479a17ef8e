"""What scripts/spec_drift.py sees between two OpenAPI documents, and what it lets pass."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import spec_drift
import yaml
from drift.comparison import Comparison
from drift.deviations import Deviation, fits, read_deviations
from drift.json_and_yaml import parsed
from drift_documents import NUMBER, TEXT, Schema, component, document, lines

ROOT = Path(__file__).parents[2]


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


def look(**parts: Any) -> Schema:
    """The operation of a small document, with more or other parts."""
    operation: Schema = document(TEXT)["paths"]["/things"]["get"]
    return {"paths": {"/things": {"get": operation | parts}}}


ANSWER: Schema = {"content": {"application/json": {"schema": TEXT}}}
LIMIT_IN_JSON: Schema = {"name": "a", "in": "query", "content": {"application/json": {"schema": NUMBER}}}


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (look(), {"paths": {**look()["paths"], "x-groups": ["things"]}}),
        (look(), look(responses={"200": ANSWER, "x-code": {"lang": "en"}})),
        (look(), look(responses={"2XX": ANSWER})),
        (look(), look(responses={200: {"content": {"Application/JSON; charset=utf-8": {"schema": TEXT}}}})),
        (look(), look(parameters=None)),
        (
            look(responses={"200": ANSWER, "default": ANSWER}),
            look(responses={"200": ANSWER, "default": ANSWER, "4XX": ANSWER}),
        ),
        (
            look(parameters=[{"name": "X-Id", "in": "header", "schema": TEXT}]),
            look(parameters=[{"name": "x-id", "in": "header", "schema": TEXT}]),
        ),
        (look(parameters=[{"name": "a", "in": "query", "schema": NUMBER}]), look(parameters=[LIMIT_IN_JSON])),
        (
            look(),
            {"paths": {"/things": {"$ref": "#/x-shared", **look()["paths"]["/things"]}}, "x-shared": {}},
        ),
        (document(TEXT), document(component("Word%20or%7E1line"), **{"Word or/line": TEXT})),
        (document(TEXT), document(component("A/oneOf/1"), A={"oneOf": [NUMBER, TEXT]})),
        (document({}), document(component("A"), A=True)),
    ],
)
def test_other_ways_to_write_an_operation_are_no_difference(ours: Schema, theirs: Schema) -> None:
    """Extensions, ranges of statuses, media types with parameters, every JSON Pointer."""
    assert lines(ours, theirs) == []


def test_a_component_that_upstream_lacks_is_told() -> None:
    """And so is one that neither has: nothing was compared."""
    comparison = Comparison(document(TEXT, Event=TEXT), document(TEXT))
    comparison.components("Event", "StreamEvent")
    comparison.components("Gone", "Gone")
    assert list(map(str, comparison.differences)) == [
        "Event: component: ours there, theirs missing",
        "Gone: component: ours missing, theirs missing",
    ]


def test_yaml_is_read_as_json_in_fewer_signs(tmp_path: Path) -> None:
    """Not by the rules of YAML 1.1, in which `on` is true and a date no text."""
    text = "{on: [on, off, yes, no, 2024-01-01, 1_000, 0o7, 1:30], n: [null, ~, true, 1, -2.5, 1e5, 1E-2]}"
    (tmp_path / "words.yaml").write_text(f"base: &base {text}\nsame:\n  <<: *base\nnothing:\n")
    words = ["on", "off", "yes", "no", "2024-01-01", "1_000", "0o7", "1:30"]
    same = {"on": words, "n": [None, None, True, 1, -2.5, 100000.0, 0.01]}
    assert parsed(tmp_path / "words.yaml") == {"base": same, "same": same, "nothing": None}


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
            ({"where": "x", "what": 5, "why": "z"}, "x: what: 5 is no text; put it in quotes"),
            ({"where": ["x"], "what": "y", "why": "z", "theirs": 1}, "x: theirs: 1 is no text"),
            ({"where": [5], "what": "y", "why": "z"}, "5: where: 5 is no text"),
            ("x", "where, what, why, ours, theirs and nothing else"),
        ],
    )
    def test_an_entry_that_is_none_is_refused(self, drift: Any, deviation: Any, said: str) -> None:
        """A mistake in the list is not a pass, and not the document's."""
        code, _, err = drift([deviation])
        assert (code, err.count("\n")) == (2, 1)
        assert said in err
        assert "deviations.yaml: " in err

    @pytest.mark.parametrize(
        "content", ["", "[]", "deviations:", "deviations: []\npairs: []", "pairs: {A: 1}"]
    )
    def test_a_list_that_is_none_is_refused(self, tmp_path: Path, content: str) -> None:
        """An empty file is no empty list."""
        (tmp_path / "listed.yaml").write_text(content)
        with pytest.raises(ValueError, match=r"listed\.yaml: "):
            read_deviations(tmp_path / "listed.yaml")

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
            (
                '{"paths": {"/things": {"get": {"parameters": [{"in": "query"}]}}}}',
                "a parameter of /things has no name",
            ),
            ('{"paths": {"/things": null}}', "is no well-formed OpenAPI document"),
            ("{}".encode("utf-16"), "is not UTF-8"),
            ('{"paths": {}, "x": ' + "[" * 9999 + "]" * 9999 + "}", "is nested too deeply"),
            (
                "paths: {/things: {get: {responses: {200: {content: {application/json:\n"
                "  {schema: &b {allOf: [*b]}}}}}}}}",
                "is nested too deeply, or for ever",
            ),
        ],
    )
    def test_a_document_that_is_none_is_refused(
        self, drift: Any, tmp_path: Path, content: str | bytes, said: str
    ) -> None:
        """One line that names it, exit code 2."""
        (tmp_path / "broken").write_bytes(content.encode() if isinstance(content, str) else content)
        code, out, err = drift([], upstream="broken")
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert said in err
        assert f"spec_drift: {tmp_path / 'broken'} " in err

    def test_a_contract_that_is_none_is_blamed_itself(self, drift: Any, tmp_path: Path) -> None:
        """Rather than the document it is compared with."""
        (tmp_path / "ours.json").write_text(json.dumps(document(component("Gone"))))
        code, _, err = drift([])
        assert (code, "ours.json is no well-formed OpenAPI document: #/comp" in err) == (2, True)

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
    _, deviations = read_deviations(ROOT / "spec" / "deviations.yaml")
    for deviation in deviations:
        first = deviation.where.replace(" ", ".").replace("[", ".").split(".")[0]
        assert any(fits(first, name) for name in names), deviation


def test_every_deviation_says_what_upstream_says() -> None:
    """So that a further change at the same place is told. What is there or missing says that itself."""
    _, deviations = read_deviations(ROOT / "spec" / "deviations.yaml")
    silent = [each for each in deviations if each.theirs is None and not of_presence(each)]
    assert silent == []


def of_presence(deviation: Deviation) -> bool:
    """Whether it is of something that one document has and the other has not."""
    return deviation.what in ("property", "answer") or "/" in deviation.what

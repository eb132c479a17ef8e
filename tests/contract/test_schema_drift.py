"""What a comparison of two documents sees in their schemas, and what is the same in other words."""

import pytest
from drift_documents import NULLABLE, NUMBER, TEXT, Schema, component, document, lines, thing

EITHER: Schema = {
    "oneOf": [
        {"type": "object", "properties": {"type": {"const": "text"}, "text": TEXT}},
        {"type": "object", "properties": {"type": {"const": "image"}, "url": TEXT}},
    ]
}
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
        ({"type": "number", "minimum": 1}, {"allOf": [{"type": "number"}, {"minimum": 1}]}),
        ({"type": "integer", "minimum": 1}, {"allOf": [{"minimum": 1}, NUMBER]}),
        (
            {"type": ["number", "null"], "minimum": 1},
            {"allOf": [{"type": ["number", "null"]}, {"minimum": 1}]},
        ),
        ({"type": "number", "enum": [1, 2]}, {"allOf": [{"type": "number"}, {"enum": [1, 2]}]}),
        ({"type": "number", "enum": [1, 2.5]}, {"enum": [1, 2.5]}),
        ({"type": "integer", "enum": [1, 2]}, {"type": "number", "enum": [1.0, 2.0]}),
        (NUMBER, {"allOf": [{"type": "number"}, NUMBER]}),
        ({"type": "number"}, {"type": ["number", "integer"]}),
        ({"type": "number"}, {"anyOf": [NUMBER, {"type": "number"}]}),
        (
            {"type": "integer", "minimum": 5, "maximum": 7},
            {"allOf": [{"minimum": 1, "maximum": 7}, {"minimum": 5, "maximum": 9}, NUMBER]},
        ),
        (
            {"type": "string", "minLength": 1, "maxLength": 9},
            {"anyOf": [{**TEXT, "minLength": 1, "maxLength": 5}, {**TEXT, "minLength": 2, "maxLength": 9}]},
        ),
        ({"type": "number", "default": 1}, {"type": "number", "default": 1.0}),
        (
            {"type": "object", "default": {"a": 1, "b": [2]}},
            {"type": "object", "default": {"b": [2.0], "a": 1}},
        ),
        ({"type": "object"}, {"type": "object", "additionalProperties": {"description": "any"}}),
        (
            {"type": "object", "anyOf": [{"required": ["a", "c"]}, {"required": ["b"]}]},
            {"allOf": [{"type": "object"}, {"anyOf": [{"required": ["b"]}, {"required": ["c", "a"]}]}]},
        ),
        ({"const": {"a": 1, "b": 2}}, {"type": "object", "enum": [{"b": 2, "a": 1.0}]}),
        ({"type": "array", "items": {}}, {"type": "array"}),
        ({**TEXT, "enum": ["a", None]}, {**NULLABLE, "enum": ["a"]}),
        ({**TEXT, "enum": ["a"], "nullable": True}, {**NULLABLE, "enum": ["a", None]}),
        (NULLABLE, {"type": ["string", None]}),
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
        ({"enum": [1]}, {"enum": [True]}, "type: ours integer, theirs boolean"),
        ({"enum": [1, 2.5]}, {"enum": [2, 2.5]}, "enum: ours 1, theirs 2"),
        ({"const": {"a": 1}}, {"const": {"a": 2}}, 'enum: ours {"a": 1}, theirs {"a": 2}'),
        ({"enum": [["a"]]}, {"enum": [["b"]]}, 'enum: ours ["a"], theirs ["b"]'),
        ({**TEXT, "enum": ["a", None]}, {"enum": ["a", None]}, "null: ours refused, theirs allowed"),
        (thing("x"), thing(), "x: required: ours true, theirs false"),
        (
            {"type": "array", "uniqueItems": True},
            {"type": "array", "uniqueItems": False},
            "uniqueItems: ours true, theirs none",
        ),
        (
            {"type": "array", "items": NULLABLE},
            {"type": "array"},
            "[]: type: ours string, theirs anything",
        ),
    ],
)
def test_a_difference_is_one_line(ours: Schema, theirs: Schema, line: str) -> None:
    """Where, what, and what each says."""
    place = "" if line.startswith("[]") else "." if line.startswith("x: ") else ": "
    assert lines(document(ours), document(theirs)) == [f"look answer 200{place}{line}"]


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


@pytest.mark.parametrize(
    ("used_again", "line"),
    [
        ({"allOf": [component("T"), {"required": ["a"]}]}, "T.a: required: ours false, theirs true"),
        (
            {**component("T"), "additionalProperties": False},
            "T: unnamed properties: ours allowed, theirs refused",
        ),
        ({**component("T"), "minProperties": 1}, "T: minProperties: ours none, theirs 1"),
    ],
)
def test_a_component_that_says_more_elsewhere_is_compared_there(used_again: Schema, line: str) -> None:
    """What it contains is not followed again, but what stands beside the reference is read."""
    plain = document(thing(p=component("T"), q=component("T")), T=thing(a=TEXT))
    assert lines(plain, document(thing(p=component("T"), q=used_again), T=thing(a=TEXT))) == [line]
    node = document(component("T"), T=thing(k=component("T"), a=TEXT))
    assert lines(node, document(component("T"), T=thing(k=used_again, a=TEXT))) == [line]


ALIKE = [thing("a", a=TEXT, b=NUMBER), thing("a", a=TEXT, c=NUMBER), thing("a", a=TEXT, d=NUMBER)]


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (ALIKE, ALIKE[::-1], []),
        (ALIKE, [ALIKE[2], ALIKE[0]], ["look answer 200: variant with a (2): ours there, theirs missing"]),
        (ALIKE[:2], ALIKE, ["look answer 200: variant with a (3): ours missing, theirs there"]),
        (
            ALIKE,
            [ALIKE[0], thing("a", a=TEXT, c=TEXT), ALIKE[2]],
            ["look answer 200[with a (2)].c: type: ours integer, theirs string"],
        ),
        (
            [{"type": "array", "items": thing("a", a=TEXT)}, {"type": "array", "items": thing("b", b=TEXT)}],
            [
                {"type": "array", "items": thing("b", b=NUMBER)},
                {"type": "array", "items": thing("a", a=TEXT)},
            ],
            ["look answer 200[array of objects with b][].b: type: ours string, theirs integer"],
        ),
    ],
)
def test_variants_that_nothing_tells_apart_are_all_compared(
    ours: list[Schema], theirs: list[Schema], expected: list[str]
) -> None:
    """Each with the one it is most like, wherever that stands."""
    assert lines(document({"oneOf": ours}), document({"oneOf": theirs})) == expected


JSON: Schema = {
    "anyOf": [
        TEXT,
        {"type": "object", "additionalProperties": component("Json")},
        {"type": "array", "items": component("Json")},
    ]
}


@pytest.mark.parametrize(
    "components",
    [
        {"Json": {"type": "object", "additionalProperties": component("Json")}},
        {"Json": JSON},
        {"Json": {"oneOf": [{"type": "array", "items": component("Json")}, {"type": "array"}]}},
        {
            "Json": {"allOf": [component("Base"), thing(parent=component("Json"))]},
            "Base": thing(parent=component("Base")),
        },
    ],
)
def test_what_contains_itself_is_compared_once(components: dict[str, Schema]) -> None:
    """Through maps, lists, and parts that grow as they are followed."""
    one = document(component("Json"), **components)
    assert lines(one, document(component("Json"), **components)) == []
    assert lines(one, document(component("Json"), **{**components, "Json": NUMBER}))


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

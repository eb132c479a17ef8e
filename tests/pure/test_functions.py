"""Functions as tools: what a model is told of them, what it may give them, what it gets back."""

import functools
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, InitVar, dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from pathlib import Path, PurePosixPath
from types import GenericAlias
from typing import (
    Annotated,
    Any,
    Literal,
    NamedTuple,
    NewType,
    NotRequired,
    Required,
    TypedDict,
    Unpack,
    cast,
)
from typing import Union as AnyOf
from uuid import UUID

import jsonschema
import pytest
from contract_values import ODD_VALUES, instances
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfai_api.models import DeletedAssistant
from typing_extensions import TypeAliasType

from pdfai.errors import InvalidArgumentError
from pdfai.functions import Function, error_text, function_set, output_text


class Marker:
    """Something that others put into annotations."""

    def __repr__(self) -> str:
        return "Marker()"


UNKNOWN = Marker()


class Unit(StrEnum):
    """An enum of text."""

    CELSIUS = "c"
    FAHRENHEIT = "f"


class Size(IntEnum):
    """An enum of numbers."""

    SMALL = 1


class Mixed(Enum):
    """An enum of this and that."""

    NOTHING = None
    HALF = 0.5


class Shapeless(Enum):
    """An enum of what JSON does not have."""

    PAIR = (1, 2)


@dataclass
class Point:  # noqa: D101  # the docstring is then Python's
    x: int
    y: float = 0.0
    _: KW_ONLY
    tags: list[str] = field(default_factory=list)
    scale: InitVar[int] = 1

    def __post_init__(self, scale: int) -> None:
        if scale < 1:
            raise ValueError("scale is too small")


@dataclass(frozen=True)
class Period:
    """From when
    to when.

    Attributes:
        start: The first year.
    """

    start: int
    end: "int | None" = None


class Film(TypedDict):
    """A film."""

    title: str
    year: "NotRequired[Annotated[int, 'of release']]"
    stars: "Annotated[NotRequired[int], 'one to five']"


class Search(TypedDict, total=False):  # noqa: D101  # nothing to tell
    words: "Required[str]"
    limit: int


@dataclass
class Node:
    """A class that holds itself."""

    children: "list[Node]"


class Branch(TypedDict):
    """Another."""

    twigs: "dict[str, Branch]"


class Nested:
    """What Python 3.12 makes of `type Nested = list[Nested]`, but that it is a class."""

    __value__: Any


Nested.__value__ = list[Nested]

UserId = NewType("UserId", int)
Tags = TypeAliasType("Tags", list[str])


def taking(annotation: Any) -> Function:
    """A function with one parameter, `x`."""

    def take(x): ...  # type: ignore[no-untyped-def]

    take.__annotations__ = {"x": annotation}
    return Function(take)


def schema_of(annotation: Any) -> dict[str, Any]:
    schema: dict[str, Any] = taking(annotation).tool()["function"]["parameters"]["properties"]["x"]
    return schema


def read(annotation: Any, value: Any) -> Any:
    return taking(annotation).arguments(json.dumps({"x": value}))["x"]


def parameters(call: Callable[..., Any]) -> dict[str, Any]:
    told: dict[str, Any] = Function(call).tool()["function"]["parameters"]
    return told


def weather(city: str, unit: Unit = Unit.CELSIUS, days: int = 3) -> str:
    """Foretell the weather
    of a city.

    As far as anybody can.

    Args:
        city: Its name,
            with the country.
        unit (Unit, optional): Of the temperature.

    Returns:
        days: not a parameter here.
    """
    return f"{city} {unit} {days}"


def test_tool() -> None:
    """A model is told the name, the docstring's first paragraph, and the parameters by their annotations."""
    assert Function(weather).tool() == {
        "type": "function",
        "function": {
            "name": "weather",
            "description": "Foretell the weather of a city.",
            "parameters": {
                "type": "object",
                "properties": {
                    "city": {"type": "string", "description": "Its name, with the country."},
                    "unit": {
                        "type": "string",
                        "enum": ["c", "f"],
                        "description": "Of the temperature.",
                        "default": "c",
                    },
                    "days": {"type": "integer", "default": 3},
                },
                "required": ["city"],
                "additionalProperties": False,
            },
        },
    }


def test_tool_is_the_callers() -> None:
    """What the caller changes in a tool is not changed in the function."""
    function = Function(weather)
    function.tool()["function"]["parameters"]["properties"].clear()
    assert function.tool() == Function(weather).tool()


def test_nothing_to_tell() -> None:
    """Without docstring and parameters there is neither description nor requirement."""

    def ping() -> None: ...

    schema = {"type": "object", "properties": {}, "additionalProperties": False}
    assert Function(ping).tool() == {"type": "function", "function": {"name": "ping", "parameters": schema}}


def test_value() -> None:
    """Functions of one callable are equal, and show its name."""
    assert Function(weather) == Function(weather)
    assert len({Function(weather), Function(weather)}) == 1
    assert "name='weather'" in repr(Function(weather))


@pytest.mark.parametrize(
    ("annotation", "schema"),
    [
        (str, {"type": "string"}),
        (int, {"type": "integer"}),
        (float, {"type": "number"}),
        (bool, {"type": "boolean"}),
        (None, {"type": "null"}),
        (Any, {}),
        (object, {}),
        (UserId, {"type": "integer"}),
        (Tags, {"type": "array", "items": {"type": "string"}}),
        (list, {"type": "array", "items": {}}),
        (Sequence[int], {"type": "array", "items": {"type": "integer"}}),
        (tuple, {"type": "array", "items": {}}),
        (tuple[int, ...], {"type": "array", "items": {"type": "integer"}}),
        (
            tuple[int, str],
            {
                "type": "array",
                "prefixItems": [{"type": "integer"}, {"type": "string"}],
                "minItems": 2,
                "maxItems": 2,
            },
        ),
        (tuple[()], {"type": "array", "minItems": 0, "maxItems": 0}),
        (set[str], {"type": "array", "items": {"type": "string"}, "uniqueItems": True}),
        (dict, {"type": "object", "additionalProperties": True}),
        (Mapping[str, int], {"type": "object", "additionalProperties": {"type": "integer"}}),
        (Literal["a", "b"], {"type": "string", "enum": ["a", "b"]}),
        (Literal["a", 1, None], {"enum": ["a", 1, None]}),
        (Literal[Unit.CELSIUS], {"type": "string", "enum": ["c"]}),
        (Size, {"type": "integer", "enum": [1]}),
        (Mixed, {"enum": [None, 0.5]}),
        (int | None, {"anyOf": [{"type": "integer"}, {"type": "null"}]}),
        (Annotated[int, UNKNOWN, "How many"], {"type": "integer", "description": "How many"}),
        (Annotated[int, UNKNOWN], {"type": "integer"}),
        (list[Annotated[str, "ISO"]], {"type": "array", "items": {"type": "string", "description": "ISO"}}),
        ("list[Unit]", {"type": "array", "items": {"type": "string", "enum": ["c", "f"]}}),
        (
            Period,
            {
                "type": "object",
                "description": "From when to when.",
                "properties": {
                    "start": {"type": "integer", "description": "The first year."},
                    "end": {"anyOf": [{"type": "integer"}, {"type": "null"}], "default": None},
                },
                "required": ["start"],
                "additionalProperties": False,
            },
        ),
        (
            Point,
            {
                "type": "object",
                "properties": {
                    "x": {"type": "integer"},
                    "y": {"type": "number", "default": 0.0},
                    "scale": {"type": "integer", "default": 1},
                    "tags": {"type": "array", "items": {"type": "string"}},
                },
                "required": ["x"],
                "additionalProperties": False,
            },
        ),
        (
            Film,
            {
                "type": "object",
                "description": "A film.",
                "properties": {
                    "title": {"type": "string"},
                    "year": {"type": "integer", "description": "of release"},
                    "stars": {"type": "integer", "description": "one to five"},
                },
                "required": ["title"],
                "additionalProperties": False,
            },
        ),
        (
            Search,
            {
                "type": "object",
                "properties": {"words": {"type": "string"}, "limit": {"type": "integer"}},
                "required": ["words"],
                "additionalProperties": False,
            },
        ),
    ],
    ids=str,
)
def test_schema(annotation: Any, schema: dict[str, Any]) -> None:
    """Each annotation has its schema, and each is one to JSON Schema."""
    told = schema_of("Sequence[Unit]" if annotation == "list[Unit]" else annotation)
    assert told == schema
    jsonschema.Draft202012Validator.check_schema(told)


@pytest.mark.parametrize(
    ("annotation", "value", "meaning"),
    [
        (str, "ä", "ä"),
        (int, 3.0, 3),
        (float, 3, 3.0),
        (Any, [{"a": None}], [{"a": None}]),
        (list[Unit], ["c"], [Unit.CELSIUS]),
        (tuple[int, ...], [1, 2], (1, 2)),
        (tuple[int, Unit], [1, "f"], (1, Unit.FAHRENHEIT)),
        (set[int], [1, 2, 2], {1, 2}),
        (frozenset[str], ["a"], frozenset("a")),
        (dict[str, set[int]], {"a": [1]}, {"a": {1}}),
        (Literal[1, True], True, True),
        (Literal[Unit.CELSIUS], "c", Unit.CELSIUS),
        (Mixed, None, Mixed.NOTHING),
        (int | None, None, None),
        (Unit | str, "c", Unit.CELSIUS),
        (Unit | str, "k", "k"),
        (Period | list[Period], [{"start": 1}], [Period(1)]),
        (Period, {"start": 1, "end": 2}, Period(1, 2)),
        (Point, {"x": 1, "tags": ["a"], "scale": 2}, Point(1, tags=["a"])),
        (Film, {"title": "M", "year": 1931.0}, {"title": "M", "year": 1931}),
    ],
    ids=str,
)
def test_meanings(annotation: Any, value: Any, meaning: Any) -> None:
    """The function is given what its annotation names, not JSON."""
    given = read(annotation, value)
    assert given == meaning
    assert type(given) is type(meaning)


@pytest.mark.parametrize(
    ("annotation", "value", "complaint"),
    [
        (str, 1, "x must be text, not 1"),
        (int, "1", 'x must be a whole number, not "1"'),
        (int, 1.5, "x must be a whole number, not 1.5"),
        (int, True, "x must be a whole number, not true"),
        (float, 10**400, "x must be a number, not 1000"),
        (bool, 0, "x must be true or false, not 0"),
        (None, [], "x must be null, not an array"),
        (int, "x" * 999, "..."),
        (Unit, "k", 'x must be one of "c", "f", not "k"'),
        (Literal[1], True, "x must be one of 1, not true"),
        (list[int], {}, "x must be an array, not an object"),
        (list[int], [1, "b"], 'x[1] must be a whole number, not "b"'),
        (tuple[int, int], [1], "x must be an array of 2, not an array"),
        (tuple[int, int], [1, None], "x[1] must be a whole number, not null"),
        (set[Any], [[]], "x is refused: unhashable"),
        (dict[str, int], 3, "x must be an object, not 3"),
        (dict[str, int], {"a": "b"}, 'x.a must be a whole number, not "b"'),
        (int | None, "a", 'x must be a whole number, not "a"'),
        (int | list[int], "a", 'x must be a whole number, not "a", or x must be an array, not "a"'),
        (Period, {}, "x.start is missing"),
        (Period, {"start": 1, "stop": 2}, "x.stop is not known, leave it out; known: start, end"),
        (Point, {"x": 1, "scale": 0}, "x is refused: scale is too small"),
        (
            Film,
            {"title": 1, "year": "?"},
            "x.title must be text, not 1; x.year must be a whole number",
        ),
    ],
    ids=str,
)
def test_complaints(annotation: Any, value: Any, complaint: str) -> None:
    """A model is told what to correct and where, shortly."""
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # what it says is asserted below
        read(annotation, value)
    assert complaint in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "not valid JSON"),
        ('{"city": NaN}', "not valid JSON: NaN is no number"),
        ('{"city": 1e999}', "not valid JSON: 1e999 is no number"),
        ("[" * 100_000, "not valid JSON"),
        ("null", "The whole must be an object, not null"),
        ("", "city is missing"),
        (
            '{"town": "Paris", "days": "two"}',
            "city is missing; town is .*; days must be a whole number",
        ),
    ],
)
def test_arguments_that_do_not_fit(text: str, complaint: str) -> None:
    """Whatever a model writes, it is told in a ValueError all that is wrong."""
    with pytest.raises(ValueError, match=complaint):
        Function(weather).arguments(text)


@pytest.mark.parametrize("text", ["", " \n", "{}"])
def test_no_arguments(text: str) -> None:
    """Models write nothing for nothing."""

    def ping(times: int = 1) -> None: ...

    assert Function(ping).arguments(text) == {}


async def later(city: str) -> str:
    """Wait."""
    return city


class Station:
    """A class with methods."""

    def measure(self, place: str, /, unit: Unit, **more: Any) -> str:
        """Read the thermometer."""
        return f"{place} {unit} {more}"

    @classmethod
    def named(cls, name: str) -> "Station":
        """Find a station."""
        return cls()


@functools.cache
def remembered(city: str) -> str:
    """Remember."""
    return city


def limited(limit: "Nowhere", *, words: str) -> "Nowhere":  # type: ignore[name-defined]  # noqa: F821
    """Have a partial hide what a model need not know."""


@pytest.mark.parametrize(
    ("call", "name", "description", "required"),
    [
        (later, "later", "Wait.", ["city"]),
        (Station.named, "named", "Find a station.", ["name"]),
        (remembered, "remembered", "Remember.", ["city"]),
        (functools.partial(weather, "Paris"), "weather", "Foretell the weather of a city.", None),
        (functools.partial(Station().measure, "roof"), "measure", "Read the thermometer.", ["unit"]),
        (functools.partial(limited, limit=1), "limited", None, ["words"]),
        (functools.partial(limited, 1), "limited", None, ["words"]),
    ],
)
def test_callables(call: Any, name: str, description: str | None, required: list[str] | None) -> None:
    """Async functions, methods and partials are told of like any function; what is bound is not told."""
    told = Function(call).tool()["function"]
    assert told["name"] == name
    assert description in {None, told["description"]}
    assert told["parameters"].get("required") == required


def test_bound_arguments() -> None:
    """What the caller has bound no model can change, not even where any name is taken."""
    function = Function(functools.partial(Station().measure, "roof", user=1))
    keywords = function.arguments('{"unit": "c", "extra": [1]}')
    assert function.call(**keywords) == "roof c {'user': 1, 'extra': [1]}"
    for name in ("user", "self", "place"):
        with pytest.raises(ValueError, match=f"{name} is not known"):
            function.arguments(json.dumps({"unit": "c", name: 2}))


def test_any_keywords() -> None:
    """Functions that take any keywords take any from a model, of the annotated type if there is one."""

    def anything(**more) -> None: ...  # type: ignore[no-untyped-def]

    def numbers(**more: int) -> None: ...

    def searched(**search: Unpack[Search]) -> None: ...

    assert parameters(anything) == {"type": "object", "properties": {}, "additionalProperties": True}
    assert Function(anything).arguments('{"a b": null}') == {"a b": None}
    assert parameters(numbers)["additionalProperties"] == {"type": "integer"}
    with pytest.raises(ValueError, match="a must be a whole number"):
        Function(numbers).arguments('{"a": null}')
    assert parameters(searched) == schema_of(Search)


def test_defaults() -> None:
    """Defaults are stated where a model could write them."""

    def defaults(
        *,
        a: str = "a",
        b: Unit | None = Unit.FAHRENHEIT,
        c: int = None,  # type: ignore[assignment]  # noqa: RUF013  # as people write it
        d: float = math.inf,
        e: list[str] = [],  # noqa: B006
        f: Any = object(),  # noqa: B008
    ) -> None: ...

    told = parameters(defaults)
    assert {name: each["default"] for name, each in told["properties"].items() if "default" in each} == {
        "a": "a",
        "b": "f",
    }
    assert "required" not in told


GOOGLE = """Do it.

    Args:
        a: The first,
            at length.

            And more.
        b (dict[str, int], optional): The second: with a colon.
        **c: The rest.
        d:

    Raises:
        d: never
    """
SPHINX = """Do it.

    :param a: The first,
        at length. And more.
    :param dict b: The second: with a colon.
    :keyword \\*\\*c: The rest.
    :type d: int
    :returns: nothing
    """
NUMPY = """Do it.

    Parameters
    ----------
    a : int
        The first,
        at length. And more.
    b
        The second: with a colon.
    **c
        The rest.

    Returns
    -------
    d
        never
    """


@pytest.mark.parametrize("docstring", [GOOGLE, SPHINX, NUMPY], ids=["Google", "Sphinx", "NumPy"])
def test_descriptions(docstring: str) -> None:
    """Parameters are described as their docstring does it, in each of the three manners."""

    def described(a: int, b: int, c: int, d: int) -> None: ...

    described.__doc__ = docstring
    told = Function(described).tool()["function"]
    assert told["description"] == "Do it."
    assert [each.get("description") for each in told["parameters"]["properties"].values()] == [
        "The first, at length. And more.",
        "The second: with a colon.",
        "The rest.",
        None,
    ]


@pytest.mark.parametrize(
    "docstring", ["Args:\n    a: It.", ":param a: It.", "Parameters\n----------\na, b : int\n    It."]
)
def test_only_parameters_described(docstring: str) -> None:
    """A docstring that begins with its parameters describes nothing else."""

    def described(a: Annotated[int, "This."], b: int) -> None: ...

    described.__doc__ = docstring
    function = Function(described)
    assert "description" not in function.tool()["function"]
    # What an annotation says of itself goes before.
    assert parameters(described)["properties"]["a"]["description"] == "This."


def nameless(*things: int) -> None: ...


def positional(a: int, /) -> None: ...


def größe() -> None: ...  # noqa: PLC2401  # what is tested


def dated(when: list[date]) -> None: ...


def keyed(table: dict[int, str]) -> None: ...


@dataclass
class Holder:
    """A class with a field that has no JSON."""

    path: Path


def holding(held: Holder) -> None: ...


class Thermometer:
    """What has a method."""

    def read(self) -> float:
        """How warm it is."""
        return 20.0


@pytest.mark.parametrize(
    ("call", "complaint"),
    [
        (lambda: None, "A lambda has no name"),
        (größe, "does not take the name 'größe'"),
        (Point, "Give a function.*Point"),
        (3, "Give a function.*not int"),
        (Thermometer.read, "cannot call read: it is a method without its object"),
        (nameless, "cannot call nameless: 'things': .* by name"),
        (positional, "cannot call positional: 'a': .* by name"),
        (dated, "cannot call dated: 'when': datetime.date cannot be written in JSON"),
        (keyed, "cannot call keyed: 'table': .* make the keys str"),
        (holding, "cannot call holding: 'held': 'path': pathlib.Path cannot be written"),
        (limited, "cannot call limited: annotations must name .* 'Nowhere' is not defined"),
    ],
)
def test_refused(call: Any, complaint: str) -> None:
    """What no model could call is refused by the names of function and parameter."""
    with pytest.raises(InvalidArgumentError, match=complaint):
        function_set([call])


@pytest.mark.parametrize(
    ("annotation", "complaint"),
    [
        (Node, "'x': 'children': Node holds itself"),
        (Branch, "'x': 'twigs': Branch holds itself"),
        (Nested, "'x': Nested holds itself"),
        (Shapeless, "'x': a choice needs values"),
        (Enum, "'x': a choice needs values"),
        (Literal[b"a"], "'x': a choice needs values"),
        (bytes, "'x': bytes cannot be written"),
        (type[int], "'x': type"),
        (tuple[int, *tuple[str, ...]], "'x': .*tuple.* cannot be written"),
        ("how many", "annotations must name"),
    ],
    ids=str,
)
def test_annotations_refused(annotation: Any, complaint: str) -> None:
    """Types without JSON and types without end are refused."""
    with pytest.raises(InvalidArgumentError, match=complaint):
        taking(annotation)


def test_function_set() -> None:
    """Functions are found by their names, in the order given."""
    assert list(function_set([weather, later])) == ["weather", "later"]
    with pytest.raises(InvalidArgumentError, match="Two functions are called weather"):
        function_set([weather, functools.partial(weather, days=1)])


class Unspeakable(Exception):  # noqa: N818  # its name is what is told
    """An error that has no words."""

    def __str__(self) -> str:
        raise ValueError("None.")


class Pair(NamedTuple):
    """A tuple with names."""

    left: int
    right: str


class Model:
    """What pydantic's models have."""

    def __repr__(self) -> str:
        return "Model()"

    def model_dump(self, *, mode: str) -> dict[str, str]:
        """The model in this mode."""
        return {"mode": mode}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("as it is\n", "as it is\n"),
        ("caf\udce9", "caf?"),
        (None, "null"),
        (True, "true"),
        (Unit.CELSIUS, "c"),
        (Size.SMALL, "1"),
        (date(2026, 1, 2), "2026-01-02"),
        ([datetime(2026, 1, 2, tzinfo=UTC)], '["2026-01-02T00:00:00+00:00"]'),
        ({"ä": (1, 2.5), Unit.CELSIUS: [], 3: None}, '{"ä": [1, 2.5], "c": [], "3": null}'),
        ([math.nan, -math.inf], '["nan", "-inf"]'),
        ([Decimal("1.10"), PurePosixPath("a/b"), timedelta(hours=1)], '["1.10", "a/b", "1:00:00"]'),
        ([UUID(int=0)], '["00000000-0000-0000-0000-000000000000"]'),
        (Period(1, 2), '{"start": 1, "end": 2}'),
        (Pair(1, "b"), '{"left": 1, "right": "b"}'),
        ({"a": {7}}, '{"a": [7]}'),
        ({"a": 1}.values(), "[1]"),
        (
            DeletedAssistant(id="x", object="assistant.deleted", deleted=True),
            '{"id": "x", "object": "assistant.deleted", "deleted": true}',
        ),
        (Model(), '{"mode": "json"}'),
    ],
    ids=repr,
)
def test_output(value: Any, text: str) -> None:
    """Text is told as it is, anything else as JSON."""
    assert output_text(value) == text


def itself() -> list[Any]:
    """A list that holds itself."""
    whole: list[Any] = []
    whole.append(whole)
    return whole


@pytest.mark.parametrize(
    ("value", "complaint"),
    [
        (object(), "type object has no JSON"),
        (b"a", "type bytes has no JSON"),
        ([Point], "type type has no JSON"),
        (iter("a"), "type str_ascii_iterator has no JSON"),
        ({(1, 2): 3}, r"\(1, 2\) cannot be one"),
        (itself(), "type list is .* holds itself"),
        (10**5000, "type int is .* too large"),
    ],
    ids=["object", "bytes", "class", "iterator", "key", "itself", "number"],
)
def test_no_output(value: Any, complaint: str) -> None:
    """What has no JSON is told by its type."""
    with pytest.raises(TypeError, match=complaint):
        output_text(value)


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (ValueError("no\n  such \udce9 city"), "ValueError: no such ? city"),
        (KeyError("a"), "KeyError: 'a'"),
        (TimeoutError(), "TimeoutError"),
        (OSError("x" * 501), f"OSError: {'x' * 500}..."),
        (Unspeakable(), "Unspeakable"),
    ],
)
def test_error(error: Exception, text: str) -> None:
    """A model is told what went wrong, on one line and in few words."""
    assert error_text(error) == text


def made_of(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Annotations made of others."""
    return st.one_of(
        inner.map(lambda each: GenericAlias(list, (each,))),
        inner.map(lambda each: GenericAlias(tuple, (each, ...))),
        inner.map(lambda each: GenericAlias(dict, (str, each))),
        st.tuples(inner, inner).map(lambda both: cast(Any, AnyOf)[both]),
    )


PLAIN = [str, int, float, bool, None, Any, Unit, Size, Mixed, Literal["odd", 0, True], Period, Film, Search]
ANNOTATIONS = st.recursive(st.sampled_from(PLAIN), made_of, max_leaves=4)


@settings(max_examples=200)
@given(ANNOTATIONS, st.data())
def test_schema_is_what_is_read(annotation: Any, data: st.DataObject) -> None:
    """What fits the schema is accepted, and nothing else is."""
    schema = schema_of(annotation)
    value = data.draw(instances(schema) | ODD_VALUES)
    if jsonschema.Draft202012Validator(schema).is_valid(value):
        read(annotation, value)
    else:
        with pytest.raises(ValueError, match="x"):
            read(annotation, value)

"""From Python annotations to the shapes of JSON values. No I/O.

An annotation that has no shape is a TypeError, which says where it stands and why.
"""

import inspect
import json
import types
from collections import abc
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import InitVar, is_dataclass
from enum import Enum
from types import SimpleNamespace
from typing import (
    Annotated,
    Any,
    Final,
    Literal,
    NewType,
    NotRequired,
    Required,
    Union,
    Unpack,
    get_args,
    get_origin,
    get_type_hints,
)

from pdfai.functions.docstrings import parameter_descriptions, summary
from pdfai.functions.objects import Object, Property
from pdfai.functions.schemas import (
    SCALARS,
    Anything,
    Array,
    Choice,
    Described,
    Either,
    Row,
    Scalar,
    Schema,
    Shape,
    Table,
)

_COLLECTIONS: dict[Any, Callable[[list[Any]], Any]] = {
    **dict.fromkeys([list, abc.Sequence, abc.MutableSequence, abc.Collection, abc.Iterable], list),
    **dict.fromkeys([set, abc.Set, abc.MutableSet], set),
    frozenset: frozenset,
}
_MAPPINGS = {dict, abc.Mapping, abc.MutableMapping}
_UNIONS = {Union, types.UnionType}
_QUALIFIERS = {Required, NotRequired, Final}
_UNCONSTRAINED = {Any, object, inspect.Parameter.empty}


def shape_of(annotation: Any, within: tuple[Any, ...] = ()) -> Shape:  # noqa: PLR0911  # one for each kind
    """What values an annotation stands for; `within` are the types that it is part of."""
    kind, arguments = get_origin(annotation) or annotation, get_args(annotation)
    if kind is Annotated:
        return _annotated(*arguments, within=within)
    if kind in _QUALIFIERS:
        return shape_of(arguments[0], within)
    if kind is Literal:
        return _choice(arguments)
    if kind in _UNIONS:
        return Either(tuple(shape_of(each, within) for each in arguments))
    if kind in _COLLECTIONS:
        return Array(shape_of(arguments[0] if arguments else Any, within), _COLLECTIONS[kind])
    if kind is tuple:
        return _tuple(arguments, annotation, within)
    if kind in _MAPPINGS:
        return _mapping(*arguments or [str, Any], within=within)
    return _named(annotation, within)


def properties_of(
    parameters: Iterable[inspect.Parameter],
    hints: Mapping[str, Any],
    docstring: str | None,
    within: tuple[Any, ...] = (),
) -> tuple[dict[str, Property], Shape | None]:
    """The keywords that a call takes, and what any others may be; None if it takes no others."""
    told = parameter_descriptions(docstring)
    properties: dict[str, Property] = {}
    rest: Shape | None = None
    for parameter in parameters:
        name, hint = parameter.name, hints.get(parameter.name, Any)
        with _told_of(name):
            if parameter.kind in {parameter.POSITIONAL_ONLY, parameter.VAR_POSITIONAL}:
                raise TypeError("a model gives arguments by name, and this one has none")
            if parameter.kind is not parameter.VAR_KEYWORD:
                shape = shape_of(hint, within)
                notes = _description(shape, told.get(name, "")) | _default(shape, parameter.default)
                properties[name] = Property(shape, parameter.default is parameter.empty, notes)
            elif get_origin(hint) is Unpack:
                properties |= _typed_dict(get_args(hint)[0], within).properties
            else:
                rest = shape_of(hint, within)
    return properties, rest


def hints_of(function: Callable[..., Any], names: Container[str]) -> dict[str, Any]:
    """The annotations of the parameters by these names, strings resolved.

    Not those of others, or of the result: what they name may be imported for type checkers only.
    """
    hints = {name: hint for name, hint in inspect.get_annotations(function).items() if name in names}
    if not hints:
        return {}
    return _resolved(SimpleNamespace(__annotations__=hints), getattr(function, "__globals__", {}))


def _resolved(annotated: Any, names: dict[str, Any] | None = None) -> dict[str, Any]:
    try:
        return get_type_hints(annotated, names, include_extras=True)
    except Exception as error:  # an annotation in quotes may be any expression
        raise TypeError(f"annotations must name what their module imports or defines: {error}") from error


def _annotated(annotation: Any, *notes: Any, within: tuple[Any, ...]) -> Shape:
    shape = shape_of(annotation, within)
    description = next((note for note in notes if isinstance(note, str)), "")
    return Described(shape, description) if description else shape


def _choice(values: Iterable[Any]) -> Choice:
    meanings = tuple((each.value if isinstance(each, Enum) else each, each) for each in values)
    if not meanings or any(type(scalar) not in SCALARS for scalar, _ in meanings):
        raise TypeError("a choice needs values, and each must be text, a number, a bool or None")
    return Choice(meanings)


def _tuple(items: tuple[Any, ...], annotation: Any, within: tuple[Any, ...]) -> Shape:
    if annotation is tuple:
        return Array(Anything(), tuple)
    match items:
        case (item, types.EllipsisType()):
            return Array(shape_of(item, within), tuple)
        case _:
            return Row(tuple(shape_of(each, within) for each in items))


def _mapping(key: Any, value: Any, *, within: tuple[Any, ...]) -> Table:
    if key not in {str, Any}:
        raise TypeError("names in JSON are text: make the keys str")
    return Table(shape_of(value, within))


def _named(annotation: Any, within: tuple[Any, ...]) -> Shape:
    if annotation in within:
        raise TypeError(f"{annotation.__name__} holds itself, and a model cannot be told how deep")
    if annotation in _UNCONSTRAINED:
        return Anything()
    if annotation is None or annotation in SCALARS:
        return Scalar(annotation or types.NoneType)
    if isinstance(annotation, NewType):
        return shape_of(annotation.__supertype__, within)
    if isinstance(annotation, InitVar):
        return shape_of(annotation.type, within)
    if hasattr(annotation, "__value__"):  # Python 3.12's `type` statement
        return shape_of(annotation.__value__, (*within, annotation))
    if isinstance(annotation, type):
        return _class(annotation, within)
    raise _inexpressible(annotation)


def _class(cls: type, within: tuple[Any, ...]) -> Shape:
    if issubclass(cls, Enum):
        return _choice(cls)
    if is_dataclass(cls):
        return _dataclass(cls, (*within, cls))
    # Known by what it has: that of typing_extensions is not that of typing.
    if issubclass(cls, dict) and hasattr(cls, "__required_keys__"):
        return _typed_dict(cls, (*within, cls))
    raise _inexpressible(cls)


def _dataclass(cls: type, within: tuple[Any, ...]) -> Object:
    # Where nobody wrote a docstring, Python writes the signature.
    docstring = None if (cls.__doc__ or "").startswith(f"{cls.__name__}(") else cls.__doc__
    parameters = inspect.signature(cls).parameters.values()
    properties, rest = properties_of(parameters, _resolved(cls), docstring, within)
    return Object(properties=properties, rest=rest, build=cls, description=summary(docstring))


def _typed_dict(cls: Any, within: tuple[Any, ...]) -> Object:
    told = parameter_descriptions(cls.__doc__)
    properties: dict[str, Property] = {}
    for name, hint in _resolved(cls).items():
        with _told_of(name):
            shape = shape_of(hint, within)
            is_required = _is_required(hint, otherwise=name in cls.__required_keys__)
            properties[name] = Property(shape, is_required, _description(shape, told.get(name, "")))
    return Object(properties=properties, description=summary(cls.__doc__))


def _is_required(hint: Any, *, otherwise: bool) -> bool:
    # The class itself does not see what stands in quotes, as all annotations may.
    if get_origin(hint) is Annotated:
        return _is_required(get_args(hint)[0], otherwise=otherwise)
    return {Required: True, NotRequired: False}.get(get_origin(hint), otherwise)


def _description(shape: Shape, told: str) -> Schema:
    # What the annotation says of itself stands closer.
    return {"description": told} if told and not isinstance(shape, Described) else {}


def _default(shape: Shape, default: Any) -> Schema:
    scalar = default.value if isinstance(default, Enum) else default
    if type(scalar) not in SCALARS:
        return {}
    try:
        shape.read(scalar, "")
        json.dumps(scalar, allow_nan=False)
    except ValueError:  # `limit: int = None`, or infinity: a model could not write it
        return {}
    return {"default": scalar}


@contextmanager
def _told_of(name: str) -> Iterator[None]:
    try:
        yield
    except TypeError as error:
        raise TypeError(f"{name!r}: {error}") from error


def _inexpressible(annotation: Any) -> TypeError:
    return TypeError(
        f"{inspect.formatannotation(annotation)} cannot be written in JSON: use str, int, float, bool, "
        "None, list, tuple, set, dict, Literal, enums, dataclasses and TypedDicts of these, or Any"
    )

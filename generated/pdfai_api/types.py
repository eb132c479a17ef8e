"""What all models share: absence, reading that never refuses, writing back unchanged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import IO, TYPE_CHECKING, Any, ClassVar, Final, Literal, Self, TypeAlias, dataclass_transform


class Unset(Enum):
    """The type of `UNSET`: an enum of one member, so that `is not UNSET` narrows and copies stay the same object."""

    UNSET = "UNSET"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"


UNSET: Final = Unset.UNSET
"""What an absent property reads as; a property set to it is not sent."""

FileInput: TypeAlias = (
    bytes
    | IO[bytes]
    | tuple[str | None, bytes | IO[bytes]]
    | tuple[str | None, bytes | IO[bytes], str | None]
)
"""A file to upload: its content, or (name, content), or (name, content, content type)."""

Reader: TypeAlias = Callable[[Any], Any]
"""Turns a decoded JSON value into models, and leaves alone what does not fit."""

new = object.__new__


class WireType(type):
    """Makes the annotated properties of a class slots, and those without a default required keywords.

    This is as much of attrs as models need, at a fraction of its price: attrs compiles code for each class it imports.
    """

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> WireType:
        if bases:
            names = namespace.get("__annotations__", ())
            namespace["__slots__"] = tuple(names)
            # A default, always UNSET, would be in the way of the slot; it only says that a property is optional.
            namespace["_properties"] = {each: namespace.pop(each, None) is None for each in names}
        return type.__new__(cls, name, bases, namespace)


@dataclass_transform(kw_only_default=True)
class WireObject(metaclass=WireType):
    """An object of the contract. Its properties are attributes; absent ones, also required ones, read as `UNSET`.

    Reading never raises for what an object holds: values of unexpected types stay as they came. `strict.mode()` does.
    """

    __slots__ = ("__weakref__", "_additional", "_source")

    _properties: ClassVar[Mapping[str, bool]]  # name: required?
    _source: Mapping[str, Any]
    _additional: dict[str, Any] | None

    def __init__(self, **given: Any) -> None:
        if wrong := given.keys() - self._properties.keys():
            raise TypeError(f"{type(self).__name__} has no property {', '.join(sorted(wrong))}")
        if missing := [name for name, required in self._properties.items() if required and name not in given]:
            raise TypeError(f"{type(self).__name__} needs {', '.join(missing)}")
        for name in self._properties:
            setattr(self, name, given.get(name, UNSET))
        self._source, self._additional = {}, None

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> Self:
        """Read a decoded JSON object; TypeError if it is something else."""
        if not isinstance(source, Mapping):
            raise TypeError(f"{cls.__name__} is read from a JSON object, not from {type(source).__name__}")
        model: Self = cls._complete(cls._read(dict(source)))
        return model

    @property
    def additional_properties(self) -> dict[str, Any]:
        """What the contract does not know; kept as it came and written back. Change it to send more."""
        if self._additional is None:  # first asked for; most objects never are
            self._additional = {
                name: value for name, value in self._source.items() if name not in self._properties
            }
        return self._additional

    @staticmethod
    def _read(value: Any) -> Any:
        """Read a decoded JSON value. Each model spells its own out: this is where reading spends its time."""
        raise NotImplementedError

    @staticmethod
    def _complete(model: Any) -> Any:
        """What every answer passes when it has been read; the strict mode puts its check here."""
        return model

    def to_dict(self) -> dict[str, Any]:
        """Write the object as it goes over the wire: as it was read, but for what was changed since."""
        return {name: plain(value) for name, value in self._given().items()}

    def _given(self) -> dict[str, Any]:
        known = {name: value for name in self._properties if (value := getattr(self, name)) is not UNSET}
        return {**known, **self.additional_properties}

    def __eq__(self, other: object) -> bool:
        return self.to_dict() == other.to_dict() if isinstance(other, type(self)) else NotImplemented

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._given().items())})"


class Unknown(WireObject):
    """An object of a kind the contract does not know yet; its properties, all of them additional, read as attributes.

    Its kind can be any string but those of the contract. No type says so; a constant that never comes lets type
    checkers tell it from the others, as in `if tool.type == "function": tool.function`.
    """

    if TYPE_CHECKING:
        event: Literal["unknown to the contract"]
        role: Literal["unknown to the contract"]
        type: Literal["unknown to the contract"]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self.additional_properties.get(name, UNSET)

    @staticmethod
    def _read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        self = new(Unknown)
        self._source, self._additional = value, None
        return self


def plain(value: Any) -> Any:
    """Write models, also inside arrays and maps, as JSON values."""
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, WireObject):
        return value.to_dict()
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items() if item is not UNSET}
    return value


def many(read: Reader) -> Reader:
    """Read each item of an array."""
    return lambda value: [read(item) for item in value] if isinstance(value, list) else value


def each(read: Reader) -> Reader:
    """Read each value of a map."""
    return lambda value: (
        {name: read(item) for name, item in value.items()} if isinstance(value, dict) else value
    )


def either(array: Reader, other: Reader) -> Reader:
    """Read an array one way and all else another."""
    return lambda value: array(value) if isinstance(value, list) else other(value)


def variant(discriminator: str, models: Mapping[str, type[WireObject]]) -> Reader:
    """Read an object as the model its discriminator names, or as `Unknown` if it names none."""
    readers = {tag: model._read for tag, model in models.items()}

    def read(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        tag = value.get(discriminator)
        return (readers.get(tag, Unknown._read) if isinstance(tag, str) else Unknown._read)(value)

    return read

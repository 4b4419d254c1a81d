"""Immutable things that are made of fields: frozen dataclasses and named tuples, but made in a fraction of the time.

The import of `dataclasses` takes longer than a story; `typing.NamedTuple` compiles the text of every annotation.

>>> class Place(Frozen):
...     line: int
...     column: int = 1
>>> replace(Place(3), column=7)
Place(line=3, column=7)
"""

from __future__ import annotations

from collections import namedtuple
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, TypeVar, dataclass_transform


@dataclass_transform(frozen_default=True)
class Frozen:
    """What has annotated fields, with defaults or without, and compares, hashes and prints by them.

    Where many are made, a class writes an `__init__` of its own, which fills `__dict__`: that takes half the time.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _shown: ClassVar[tuple[str, ...]] = ()
    """The fields, or what else there is of it, to compare, hash and print it by."""
    _all: ClassVar[attrgetter[Any]]

    def __init_subclass__(cls) -> None:
        cls._fields = tuple(name for name in cls.__annotations__ if not name.startswith("_"))
        if "_shown" not in cls.__dict__:
            cls._shown = cls._fields
        cls._all = attrgetter(*cls._shown)

    def __init__(self, *given: object, **named: object) -> None:
        fields = dict(zip(self._fields, given, strict=False)) | named
        missing = [name for name in self._fields if name not in fields and not hasattr(type(self), name)]
        if missing or len(fields) < len(given) + len(named) or not fields.keys() <= set(self._fields):
            raise TypeError(f"{type(self).__name__} takes {', '.join(self._fields)}")
        self.__dict__.update(fields)

    def __setattr__(self, name: str, to: object) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} never changes: {name} cannot be set")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"{type(self).__name__} never changes: {name} cannot be deleted")

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return bool(self._all(self) == other._all(other)) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._all(self))

    def __repr__(self) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self._shown)})"

    def __replace__(self, **changes: object) -> Any:
        """Another one with these fields changed (`copy.replace` of Python 3.13)."""
        return type(self)(**{name: getattr(self, name) for name in self._fields} | changes)


def fields(kind: type[Frozen]) -> tuple[str, ...]:
    """The names of the fields, in their order."""
    return kind._fields


F = TypeVar("F", bound=Frozen)


def replace(one: F, **changes: object) -> F:
    """Another one with these fields changed."""
    other: F = one.__replace__(**changes)
    return other


if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple  # noqa: PLC0414  named twice, others may import it
else:

    class _NamedTupleType(type):
        """Makes a named tuple of a class with annotated fields: what `typing` does, but for looking at the types."""

        def __new__(cls, name, bases, body):
            if not bases:
                return super().__new__(cls, name, bases, body)
            names = tuple(body.get("__annotations__", ()))
            defaults = [body.pop(name) for name in names if name in body]
            made = namedtuple(name, names, defaults=defaults, module=body["__module__"])
            for key, attribute in body.items():
                setattr(made, key, attribute)
            return made

    class NamedTuple(metaclass=_NamedTupleType):
        """The base of named tuples, which are no classes below it but tuples."""

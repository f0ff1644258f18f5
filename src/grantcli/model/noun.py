"""How nouns and records are made: frozen, slotted dataclasses, each of which costs a start as little as it can."""

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(kw_only_default=True, frozen_default=True)
def noun(cls: type[T]) -> type[T]:
    """Make ``cls`` a frozen, slotted, keyword-only dataclass that pydantic reads with unknown keys refused."""
    made = _frozen(dataclass(slots=True, kw_only=True, repr=False, eq=False, init=False)(cls))
    made.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
    return made


@dataclass_transform(frozen_default=True)
def record(cls: type[T]) -> type[T]:
    """Make ``cls`` a frozen, slotted dataclass, compared by its fields."""
    return _frozen(dataclass(slots=True, repr=False, eq=False, init=False)(cls))


def _frozen(made: type[T]) -> type[T]:
    """Freeze a class, with what dataclasses would compile anew for each: nine tenths of what a start pays for them."""
    names = tuple(field.name for field in fields(made))  # type: ignore[arg-type]
    values = _values(names)
    setters = [getattr(made, name).__set__ for name in names]

    def same(self: object, other: object) -> Any:
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def restore(self: object, state: list[Any]) -> None:
        for put, value in zip(setters, state, strict=True):
            put(self, value)

    shared: dict[str, Callable[..., Any]] = {
        "__init__": _initialised_when_needed(made),
        "__setattr__": _refuse_to_set,
        "__delattr__": _refuse_to_delete,
        "__eq__": same,
        "__hash__": lambda self: hash(values(self)),
        "__repr__": lambda self: f"{type(self).__qualname__}({_written(names, values(self))})",
        "__getstate__": lambda self: list(values(self)),
        "__setstate__": restore,
    }
    for name, function in shared.items():
        setattr(made, name, function)
    return made


def _refuse_to_set(self: object, name: str, value: object) -> NoReturn:  # noqa: ARG001
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> NoReturn:  # noqa: ARG001
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _initialised_when_needed(made: type) -> Callable[..., None]:
    """Return an ``__init__`` that, when the first of a class is made, compiles the one that takes its place."""

    def first(self: object, *values: object, **named: object) -> None:
        made.__init__ = initialise = _initialiser(made)  # type: ignore[misc]
        initialise(self, *values, **named)

    return first


_UNSAID = object()


def _initialiser(made: type) -> Callable[..., None]:
    """Return the ``__init__`` of a frozen dataclass, putting values straight into the slots.

    That takes half the time of the one that dataclasses write, which asks ``object.__setattr__`` for each field.
    """
    known: dict[str, object] = {"_unsaid": _UNSAID}
    given, puts = ["self"], []
    for one in fields(made):
        name, value = one.name, one.name
        known[f"_put_{name}"] = getattr(made, name).__set__
        if one.kw_only and "*" not in given:
            given.append("*")
        if one.default is not MISSING:
            known[f"_default_{name}"] = one.default
            given.append(f"{name}=_default_{name}")
        elif one.default_factory is not MISSING:
            known[f"_make_{name}"] = one.default_factory
            given.append(f"{name}=_unsaid")
            value = f"_make_{name}() if {name} is _unsaid else {name}"
        else:
            given.append(name)
        puts.append(f"    _put_{name}(self, {value})")
    exec("\n".join([f"def __init__({', '.join(given)}):", *(puts or ["    pass"])]), known)  # noqa: S102
    return known["__init__"]  # type: ignore[return-value]


def _values(names: tuple[str, ...]) -> Callable[[object], tuple[Any, ...]]:
    """Return what reads the fields of a record as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _written(names: tuple[str, ...], values: tuple[Any, ...]) -> str:
    return ", ".join(f"{name}={value!r}" for name, value in zip(names, values, strict=True))

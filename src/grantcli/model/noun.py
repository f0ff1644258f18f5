"""How a noun is made: a frozen, keyword-only record that pydantic reads with unknown keys refused."""

from dataclasses import dataclass, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(kw_only_default=True, frozen_default=True)
def noun(cls: type[T]) -> type[T]:
    """Make ``cls`` a frozen, slotted, keyword-only dataclass whose unknown keys are refused on reading."""
    made = dataclass(frozen=True, slots=True, kw_only=True)(cls)
    made.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
    _remember_quickly(made)
    return made


def _remember_quickly(made: type) -> None:
    """Let pickle know the fields of the class, which it would look up again for each of thousands of records."""
    names = tuple(field.name for field in fields(made))
    put = object.__setattr__

    def restore(self: object, state: list[Any]) -> None:
        for name, value in zip(names, state, strict=True):
            put(self, name, value)

    made.__setstate__ = restore  # type: ignore[attr-defined]

"""Where two outcomes as data (``grantcli/outcome/1``) say different things: the one kept, and the one of now."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

_OWN = frozenset({"schema", "tool", "problems", "application", "answers", "law", "paper"})
_DEEPEST = 40


class Departure(NamedTuple):
    """A place (``expenses.lines[S1].presented``) and what each of the two says there; None where it says nothing."""

    path: str
    kept: object
    now: object


def departures(kept: Mapping[str, object], now: Mapping[str, object], *, both: bool = False) -> list[Departure]:
    """Return the places where the outcomes differ. ``both``: only those that both have, as of two editions of this."""
    return list(_of_tables(_said(kept), _said(now), "", both, 0))


def _said(outcome: Mapping[str, object]) -> dict[str, object]:
    call = outcome.get("call")
    told = {name: value for name, value in outcome.items() if name not in _OWN}
    if isinstance(call, Mapping):
        told["call"] = {name: value for name, value in call.items() if name != "digest"}
    return told


def _between(kept: object, now: object, path: str, both: bool, depth: int) -> Iterator[Departure]:
    if depth > _DEEPEST:
        yield Departure(path, "…", "…")
    elif isinstance(kept, Mapping) and isinstance(now, Mapping):
        yield from _of_tables(kept, now, f"{path}.", both, depth)
    elif isinstance(kept, list) and isinstance(now, list):
        yield from _of_lists(kept, now, path, both, depth)
    elif kept != now or type(kept) is not type(now):
        yield Departure(path, kept, now)


def _of_tables(
    kept: Mapping[str, object], now: Mapping[str, object], before: str, both: bool, depth: int
) -> Iterator[Departure]:
    for name in dict.fromkeys([*kept, *now]):
        if name in kept and name in now:
            yield from _between(kept[name], now[name], f"{before}{name}", both, depth + 1)
        elif not both:
            yield Departure(f"{before}{name}", kept.get(name), now.get(name))


def _of_lists(kept: Sequence[object], now: Sequence[object], path: str, both: bool, depth: int) -> Iterator[Departure]:
    mine, theirs = _by_id(kept), _by_id(now)
    for name in dict.fromkeys([*mine, *theirs]):
        if name in mine and name in theirs:
            yield from _between(mine[name], theirs[name], f"{path}[{name}]", both, depth + 1)
        else:
            yield Departure(f"{path}[{name}]", mine.get(name), theirs.get(name))


def _by_id(items: Sequence[object]) -> dict[str, object]:
    """Return items by their id or rule, by their number where they have none or share it."""
    names = [str(one.get("id") or one.get("rule") or "") if isinstance(one, Mapping) else "" for one in items]
    single = len(set(names)) == len(names) and all(names)
    return dict(zip(names if single else map(str, range(1, len(items) + 1)), items, strict=True))

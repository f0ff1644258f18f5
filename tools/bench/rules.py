"""Forty requirements on one application: our engine, bare closures, and rule engines on the market."""

import sys
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from grantcli.engine.conditions.context import Frame
from grantcli.engine.rules.eligibility import compile_rule
from grantcli.model.condition import Test
from grantcli.model.rule import Rule
from grantcli.model.walk.scope import Scope

from .measure import PEERS, Figure, in_turns
from .sample import edition, facts

COUNT = 40
Requirement = tuple[str, str, Any]


def requirements() -> list[Requirement]:
    """Return forty requirements on facts of the example, as (fact, word, value): what the call's own are made of."""
    plain = {key: answer.value for key, answer in facts().answers.items()}
    found: list[Requirement] = []
    for key, value in plain.items():
        if isinstance(value, bool) or (isinstance(value, str) and len(value) < 12 and value.isascii()):
            found.append((key, "is", value))
        elif isinstance(value, (int, Decimal)):
            found.append((key, "at_most", Decimal(value) + 1))
    return found[:COUNT]


def figures() -> Iterator[Figure]:
    """Measure all in one run."""
    wanted = requirements()
    tasks: dict[str, Callable[[], object]] = {"closures": _closures(wanted), "engine": _engine(wanted)}
    for name, make in {"zen": _zen, "cel (Rust)": _cel_rust, "cel (Python)": _celpy}.items():
        try:
            tasks[name] = make(wanted)
        except ImportError:
            print(f"  ({name}: not installed)")
    best = in_turns(tasks, 7, 20)
    unit = best["closures"]
    for name, seconds in best.items():
        what = f"{len(wanted)} requirements, {_TITLES[name]}"
        yield Figure(what, seconds / unit, note=f"× closures ({seconds * 1e6:.0f} µs)")
    for name in ("zen", "cel (Rust)", "cel (Python)"):
        if name in best:
            yield Figure(f"the engine's time against {_TITLES[name]}", best["engine"] / best[name], 1.0)


_TITLES = {
    "closures": "closures that explain nothing",
    "engine": "our engine, each finding explained",
    "zen": "GoRules ZEN, an expression each",
    "cel (Rust)": "CEL in Rust, an expression each",
    "cel (Python)": "CEL in Python, an expression each",
}


def _closures(wanted: list[Requirement]) -> Callable[[], object]:
    known = {key: answer.value for key, answer in facts().answers.items()}

    def one(key: str, word: str, value: Any) -> Callable[[Mapping[str, object]], bool]:
        if word == "is":
            return lambda answers: answers.get(key) == value
        cents = int(value * 100)
        return lambda answers: answers[key] <= cents  # type: ignore[operator]

    checks = [one(*each) for each in wanted]
    plain = {
        key: int(value * 100) if isinstance(value, (Decimal, int)) and not isinstance(value, bool) else value
        for key, value in known.items()
    }
    return lambda: [check(plain) for check in checks]


def _engine(wanted: list[Requirement]) -> Callable[[], object]:
    scope = Scope(edition().vocabulary)
    rules = [
        compile_rule(Rule(id=key, text=key, cite="x", require=Test(fact=key, word=word, value=value)), scope)  # type: ignore[arg-type]
        for key, word, value in wanted
    ]
    known = Frame(facts())
    return lambda: [rule(known) for rule in rules]


def _names(wanted: list[Requirement]) -> dict[str, str]:
    return {key: key.replace(".", "_") for key, _word, _value in wanted}


def _context(wanted: list[Requirement]) -> dict[str, Any]:
    names = _names(wanted)
    known = {names[key]: facts().answers[key].value for key, _word, _value in wanted}
    return {key: float(value) if isinstance(value, Decimal) else value for key, value in known.items()}


def _expressions(wanted: list[Requirement]) -> list[str]:
    names = _names(wanted)
    return [f"{names[key]} {'==' if word == 'is' else '<='} {_literal(value)}" for key, word, value in wanted]


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else f"{float(value)}"


def _zen(wanted: list[Requirement]) -> Callable[[], object]:
    _reach_peers()
    import zen

    compiled = [zen.compile_expression(text) for text in _expressions(wanted)]
    context = _context(wanted)
    return lambda: [each.evaluate(context) for each in compiled]


def _cel_rust(wanted: list[Requirement]) -> Callable[[], object]:
    _reach_peers()
    import cel

    programs = [cel.compile(text) for text in _expressions(wanted)]
    context = _context(wanted)
    return lambda: [each.execute(context) for each in programs]


def _celpy(wanted: list[Requirement]) -> Callable[[], object]:
    _reach_peers()
    import celpy

    environment = celpy.Environment()
    programs = [environment.program(environment.compile(text)) for text in _expressions(wanted)]
    context = celpy.json_to_cel(_context(wanted))
    return lambda: [each.evaluate(context) for each in programs]


def _reach_peers() -> None:
    if str(PEERS) not in sys.path:
        sys.path.append(str(PEERS))

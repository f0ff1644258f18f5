"""Computed facts: a condition on one, against the same condition on a fact that was answered."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from grantcli.engine.conditions.compiler import compile_condition
from grantcli.engine.conditions.context import Frame
from grantcli.engine.formulas.computed import ComputedFacts
from grantcli.loading.application.facts import read_facts
from grantcli.loading.call.library import load_edition
from grantcli.model.call import Edition
from grantcli.model.computing.stages import Stage
from grantcli.model.facts import Facts
from grantcli.model.vocabulary import Vocabulary
from grantcli.model.walk.scope import Scope

from .measure import Figure, in_turns

_CALL = """
id: misura
title: Una misura
checked: 2026-01-15
sources: {{bando: {{title: Il testo, kind: call}}}}
facts:
  asked: {{kind: money, label: Prestito, question: "Quanto?"}}
  answered: {{kind: money, label: Massimale, question: "Quale massimale?"}}
  mean: {{kind: money, label: Media, cite: bando §1, compute: {{mean: company.years.turnover, newest: 2}}}}
  {fact}
{table}
rules: [{{id: R, text: Entro il massimale, cite: bando §1, require: {{asked: {{at_most: {name}}}}}}}]
"""
_WAYS = {
    "answered": ("", ""),
    "formula": ('ceiling: {kind: money, label: Massimale, cite: bando §1, compute: "min(0.35 * mean, 2500000)"}', ""),
    "table": (
        "",
        "tables: {ceiling: {cite: bando §1, gives: money, rows: [{mean: {up_to: 100000}, value: 50000}, "
        "{mean: {over: 100000, up_to: 1000000}, value: 250000}, {value: 500000}]}}",
    ),
}
_TITLES = {
    "formula": "a condition on a mean of two years in a formula, computed anew",
    "table": "a condition on a mean of two years in a table, computed anew",
}
_ANSWERS = {
    "asked": "300000",
    "answered": "507500",
    "company": {"years": [{"year": "2023", "turnover": "1400000"}, {"year": "2024", "turnover": "1500000"}]},
}


def figures() -> Iterator[Figure]:
    """Measure all in one run."""
    with tempfile.TemporaryDirectory() as folder:
        tasks = {way: _judging(_made(Path(folder) / way, way), way) for way in _WAYS}
    best = in_turns(tasks, 9, 2000)
    plain = best.pop("answered")
    for way, seconds in best.items():
        note = f"× the same on an answered fact ({plain * 1e6:.1f} µs, here {seconds * 1e6:.1f} µs)"
        yield Figure(_TITLES[way], seconds / plain, note=note)


def _made(home: Path, way: str) -> Edition:
    home = home / "misura"
    home.mkdir(parents=True)
    fact, table = _WAYS[way]
    name = "answered" if way == "answered" else "ceiling"
    (home / "call.yaml").write_text(_CALL.format(fact=fact, table=table, name=name), encoding="utf-8")
    edition, problems = load_edition(home)
    if edition is None:
        raise SystemExit("\n".join(map(str, problems)))
    return edition


def _judging(edition: Edition, way: str) -> Callable[[], object]:
    own = {"mean", "ceiling"} if way != "answered" else set()
    vocabulary: Vocabulary = {
        key: fact for key, fact in edition.vocabulary.items() if fact.compute is None or key in own
    }
    scope = Scope(vocabulary)
    computed, judge = ComputedFacts(scope), compile_condition(edition.call.rules[0].require, scope)
    facts, problems = read_facts(_ANSWERS, edition.vocabulary, "file")
    if problems:
        raise SystemExit("\n".join(map(str, problems)))

    def judged() -> object:
        known: Facts = computed.known(facts, Stage.ANSWERS)
        return judge(Frame(known)).verdict

    if judged() != "pass" and way != "table":
        raise SystemExit("the condition holds by hand: 300,000 is under 507,500")
    return judged

"""The Marche example judged whole and explained, against bare closures that check and compute the same."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from grantcli.engine.compiled import compiled
from grantcli.engine.cost_and_aid import settle_money
from grantcli.engine.evaluate import evaluate
from grantcli.model.facts import Facts

from .bare import application, plain
from .measure import Figure, in_turns
from .sample import DAY, edition, facts


def figures() -> Iterator[Figure]:
    """Measure both, once it is sure that they come to the same amounts."""
    supplied = {key: one.value for key, one in facts().supplied.items() if not isinstance(one.value, bool)}
    judge = application(edition().on(DAY), supplied)  # type: ignore[arg-type]
    known = plain(facts())
    bare, whole = judge(known, DAY), evaluate(edition(), facts(), DAY)
    ours = (int(whole.expenses.admitted * 100), int((whole.contribution.amount or 0) * 100))
    if (bare["admitted"], bare["contribution"]) != ours:
        raise SystemExit(f"the closures disagree with the engine: {bare} and {ours}")
    tasks = {"closures": lambda: judge(known, DAY), "engine": lambda: evaluate(edition(), facts(), DAY)}
    best = in_turns(tasks, 9, 20)
    note = f"× closures ({best['closures'] * 1e6:.0f} µs; ours {best['engine'] * 1e6:.0f} µs)"
    yield Figure("engine, Marche example, whole outcome", best["engine"] / best["closures"], 4.0, note=note)
    yield from _sixty()


def _sixty() -> Iterator[Figure]:
    """Measure a plan of sixty admitted lines: its money, and all that is said of it, against a loop that only sums."""
    known = _plan(60)
    amounts = [line.value("amount") for line in known.lists["expenses"]]
    ready = compiled(edition().on(DAY), edition())
    tasks = {
        "sum": lambda: sum(amounts, Decimal(0)),
        "money": lambda: settle_money(ready.money, ready.start(known, DAY), DAY),
        "judged": lambda: evaluate(edition(), known, DAY, drafts=False),
        "whole": lambda: evaluate(edition(), known, DAY),
    }
    best = in_turns(tasks, 9, 20)
    named = {"money": "its money in steps", "judged": "every finding too", "whole": "and the drafted form"}
    for name, words in named.items():
        note = f"× a loop that sums ({best[name] * 1e6:.0f} µs; target 1000 µs)"
        yield Figure(f"60-line plan, {words}", best[name] / best["sum"], None, note=note)


def _plan(size: int) -> Facts:
    """Return the Marche example with so many lines, made of those that nothing refuses."""
    lines = [line for line in facts().lists["expenses"] if line.id in ("S1", "S2", "S3", "S8", "S9", "S11")]
    many = tuple(replace(lines[at % len(lines)], id=f"X{at}") for at in range(size))
    return facts().with_list("expenses", many)

"""The Marche example judged whole and explained, against bare closures that check and compute the same."""

from collections.abc import Iterator

from grantcli.engine.evaluate import evaluate

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
    yield Figure("engine, Marche example, whole outcome", best["engine"] / best["closures"], 5.0, note=note)

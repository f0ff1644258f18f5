"""Whether an activity lies under codes of a call, though its own code may be of another edition of ATECO."""

from ...i18n import _
from ...model.activity import ActivityCode, ActivityLeaf, ActivityReading
from ...model.condition import Test
from ...model.facts import Answer
from ...model.finding import Verdict
from ...model.walk.scope import Scope
from .context import Frame
from .judgement import Judgement
from .lookups import Judge, lacker, looker, namer

_MOST = 4


def speaks_of_activities(test: Test, scope: Scope) -> bool:
    """Return whether a test compares a code of activity."""
    fact = scope.fact(test.fact)
    return fact is not None and fact.kind == "ateco" and test.word in ("under", "is")


def compile_activity(test: Test, scope: Scope) -> Judge:
    """Judge a code by all that it may be in the edition of the call: under in all readings, in none, or in some.

    In some: for a person to decide, with the titles; unknown where a finer code of the same activity would decide.
    """
    prefixes = test.value if isinstance(test.value, tuple) else (str(test.value),)
    look, name, lack = looker(test.fact, scope), namer(test.fact, scope), lacker(test.fact, scope)
    edition = scope.ateco_edition

    def judge(frame: Frame) -> Judgement:
        answer = look(frame)
        if answer is None:
            return lack(frame)
        full = name(frame)
        code = answer.value
        if not isinstance(code, ActivityCode):
            held = any(str(code).startswith(prefix) for prefix in prefixes)
            return Judgement("pass" if held else "fail", ((full, answer),))
        readings = code.readings.get(edition, ())
        verdict = _verdict(readings, prefixes)
        used = ((full, answer), *_reading(full, code, readings, prefixes, scope, verdict))
        if verdict == "unknown" and not code.coarse:
            return Judgement("manual", used)
        return Judgement(verdict, used, (full,) if verdict == "unknown" else ())

    return judge


def _verdict(readings: tuple[ActivityReading, ...], prefixes: tuple[str, ...]) -> Verdict:
    told = {leaf.under(prefix) for one in readings for leaf in one.leaves for prefix in (_best(leaf, prefixes),)}
    if told == {True}:
        return "pass" if all(one.leaves for one in readings) else "unknown"
    return "fail" if told == {False} and all(one.leaves for one in readings) else "unknown"


def _best(leaf: ActivityLeaf, prefixes: tuple[str, ...]) -> str:
    return next((prefix for prefix in prefixes if leaf.under(prefix)), prefixes[0])


def _reading(
    full: str,
    code: ActivityCode,
    readings: tuple[ActivityReading, ...],
    prefixes: tuple[str, ...],
    scope: Scope,
    verdict: Verdict,
) -> tuple[tuple[str, Answer], ...]:
    """Return how a code was read in the edition of the call, as an answer that follows from it; nothing where as is."""
    edition = scope.ateco_edition
    if verdict != "unknown" and any(one.of == edition for one in readings):
        return ()
    leaves = list(dict.fromkeys(leaf for one in readings for leaf in one.leaves))
    inside = [leaf for leaf in leaves if leaf.under(_best(leaf, prefixes))]
    outside = [leaf for leaf in leaves if leaf not in inside]
    told = " ".join(
        [f"{leaf.code} {leaf.title};" for leaf in (*inside[:_MOST], *outside[: _MOST - len(inside[:_MOST])])]
    )
    written = ", ".join(dict.fromkeys(one.of for one in readings)) or "?"
    if verdict != "unknown":
        note = _("{code} di ATECO {written} è, in ATECO {edition} del bando: {told}")
    elif not leaves:
        note = _("{code} di ATECO {written} non ha corrispondenza in ATECO {edition}: lo dice la tabella dell'ISTAT.")
    elif code.coarse:
        note = _("{code} comprende più attività, alcune tra quelle del bando e altre no: serve il codice intero.")
    else:
        note = _(
            "{code} di ATECO {written} può essere più cose in ATECO {edition} del bando ({inside} tra quelle indicate, "
            "{outside} no): {told} lo dice l'attività effettiva, o la visura con il codice di quell'edizione."
        )
    said = note.format(code=code, written=written, edition=edition, told=told, inside=len(inside), outside=len(outside))
    if scope.ateco_inferred:
        said += " " + _("L'edizione del bando è dedotta dalla sua data.")
    value = ", ".join(leaf.code for leaf in leaves[:_MOST]) + (" …" if len(leaves) > _MOST else "")
    return ((f"{full}.{edition}", Answer(value, "derived", said)),)

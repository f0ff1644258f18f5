"""Golden cases: what a case expects of an outcome and did not get."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ...i18n import _
from ...model.call import Call
from ...model.case import Case, Expect
from ...model.finding import Verdict
from ...model.outcome import Line, Outcome
from ..verdict import EXIT_CODES, counts
from .differences import amounts_of


class Difference(NamedTuple):
    """One expectation that was not met: its path in the case, what was expected and what came, in words."""

    path: str
    expected: str
    got: str

    def __str__(self) -> str:
        return _("{path}: atteso {expected}, ottenuto {got}").format(
            path=self.path, expected=self.expected, got=self.got
        )


def differences(case: Case, outcome: Outcome) -> list[Difference]:
    """Return what ``case`` expects and ``outcome`` does not give; nothing where the case holds."""
    expect = case.expect
    found = [*_whole(expect, outcome), *_amounts(expect, outcome), *_by_id(expect, outcome), *_asked(expect, outcome)]
    return [Difference(path, _shown(expected), _shown(got)) for path, expected, got in found if expected != got]


Compared = Iterator[tuple[str, object, object]]


_GRAVITY: tuple[Verdict, ...] = ("pass", "manual", "undetermined", "unknown", "fail")


def _shown(value: object) -> str:
    return "—" if value is None else str(value)


def _whole(expect: Expect, outcome: Outcome) -> Compared:
    if expect.verdict is not None:
        yield "verdict", expect.verdict, outcome.verdict
    if expect.exit is not None:
        code = EXIT_CODES[outcome.verdict] if outcome.call.kind == "call" else 4
        yield "exit", expect.exit, code
    if expect.contribution_status is not None:
        yield "contribution_status", expect.contribution_status, outcome.contribution.status
    if expect.regime is not None:
        yield "regime", expect.regime, outcome.contribution.regime
    if expect.track is not None:
        yield "track", expect.track, outcome.track


def _amounts(expect: Expect, outcome: Outcome) -> Compared:
    got = dict(amounts_of(outcome))
    for path, amount in expect.amounts.items():
        yield f"amounts.{path}", amount, got.get(path)


def _by_id(expect: Expect, outcome: Outcome) -> Compared:
    findings = _verdicts(outcome)
    attachments = {attachment.id: attachment.due for attachment in outcome.attachments}
    deadlines = {one.id: one.at.isoformat() if one.at is not None else None for one in outcome.deadlines}
    for one, verdict in expect.findings.items():
        yield f"findings.{one}", verdict, findings.get(one)
    for one, due in expect.attachments.items():
        yield f"attachments.{one}", due, attachments.get(one)
    for one, at in expect.deadlines.items():
        yield f"deadlines.{one}", at, _as_precise_as(at, deadlines.get(one))
    lines = {line.id: line for line in outcome.expenses.lines}
    for one, expected in expect.lines.items():
        line = lines.get(one)
        fates = () if line is None else _fates(line)
        yield f"lines.{one}", expected, expected if expected in fates else (" · ".join(fates) or None)


def _verdicts(outcome: Outcome) -> dict[str, Verdict]:
    """Return the verdict of every rule; of a rule over expenses, the gravest that it came to on any line."""
    found = {finding.id: finding.verdict for finding in outcome.findings}
    for line in outcome.expenses.lines:
        for finding in line.findings:
            found[finding.id] = max(finding.verdict, found.get(finding.id, "pass"), key=_GRAVITY.index)
    return found


def _fates(line: Line) -> tuple[str, ...]:
    """Return what can be said of a line: its verdict, and the rules that took something away or refuse it."""
    taken = (step.rule for step in line.steps if step.amount)
    refusing = (finding.id for finding in line.findings if finding.verdict != "pass")
    return tuple(dict.fromkeys((line.verdict, *taken, *refusing)))


def _as_precise_as(expected: str, got: str | None) -> str | None:
    """Cut a moment to what the case states of it: a day, an hour, or the whole with its offset."""
    return got if got is None or not got.startswith(expected) else expected


def _asked(expect: Expect, outcome: Outcome) -> Compared:
    for key in expect.missing:
        yield f"missing.{key}", key, key if key in outcome.missing else None
    for key in expect.not_asked:
        yield f"not_asked.{key}", None, key if key in outcome.missing else None
    shown = {one.id for one in outcome.discrepancies}
    for one in expect.discrepancies:
        yield f"discrepancies.{one}", one, one if one in shown else None


_DECIDES: dict[str, Verdict] = {"not_eligible": "fail", "undetermined": "undetermined", "to_verify": "manual"}


def because(outcome: Outcome) -> tuple[str, ...]:
    """Return what the verdict depends on: ids of the rules that decide it, or the facts still to be answered."""
    if outcome.verdict == "incomplete":
        return outcome.missing
    wanted = _DECIDES.get(outcome.verdict)
    return tuple(dict.fromkeys(one.id for one in outcome.findings if counts(one) and one.verdict == wanted))


def untried(call: Call, cases: Iterable[Case]) -> list[str]:
    """Return the ids of the rules that can turn something away, and that no case expects to do so."""
    tried: set[str] = set()
    for case in cases:
        tried.update(one for one, verdict in case.expect.findings.items() if verdict != "pass")
        tried.update(case.expect.lines.values())
    judged = [rule.id for rule in call.rules if rule.require is not None or rule.forbid is not None]
    lines = [rule.id for rule in call.expenses.refused if rule.when is not None]
    limits = [limit.id for limit in call.expenses.limits]
    return [one for one in dict.fromkeys((*judged, *lines, *limits)) if one not in tried]

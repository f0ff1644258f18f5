"""The rules of a call, judged: each gives a finding with its reason, what it lacks and who does not pass."""

from collections.abc import Callable
from typing import NamedTuple

from ...i18n import _, say
from ...model.activity import EDITIONS
from ...model.facts import Facts, Supplied
from ...model.finding import Finding
from ...model.rule import Rule
from ...model.walk.scope import Scope
from ..conditions.compiler import compile_condition
from ..conditions.context import FoundList, Frame, frames_of
from ..conditions.judgement import Judgement, made
from ..conditions.logic import HOLDS, all_of, flip
from ..conditions.lookups import Judge, lister

FindRule = Callable[[Frame], Finding]


class Ruled(NamedTuple):
    """What a rule comes to, and whether its occasion arises."""

    judgement: Judgement
    applies: bool = True
    supplied: str | None = None


RuleAt = Callable[[Frame], Ruled]
_OPEN = frozenset({"unknown", "manual"})
_CAN_BE_SUPPLIED = frozenset({"undetermined", "manual"})
NOT_APPLYING = Ruled(HOLDS, applies=False)


def compile_rule(rule: Rule, scope: Scope) -> FindRule:
    """Return the function from the application's frame to the finding of ``rule``."""
    inside = scope if rule.each is None else scope.within(rule.each)
    when = None if rule.when is None else compile_condition(rule.when, inside)
    body = _missing_rule if rule.status == "missing" else _compile_body(rule, inside)
    judge: RuleAt = body if when is None else _with_occasion(when, body)
    if rule.each is not None:
        judge = _item_by_item(judge, when, lister(rule.each, scope))

    tell = _teller(rule)

    def find(frame: Frame) -> Finding:
        ruled = judge(frame)
        verdict = ruled[0][0]
        if verdict == "pass":
            return tell(ruled)
        if rule.borrowed and verdict == "fail":
            ruled = ruled._replace(judgement=ruled[0]._replace(verdict="manual"))
        if ruled[0][0] in _CAN_BE_SUPPLIED:
            ruled = settled_by(frame.facts.supplied.get(rule.id), ruled)
        found = tell(ruled)
        return with_doubts(found, frame.facts) if found.verdict in _OPEN else found

    return find


def with_doubts(found: Finding, facts: Facts) -> Finding:
    """Return an open finding with the readings of what it lacks, or of the activity it is about, where these differ."""
    doubts = facts.doubts_on(found.missing)
    told = [doubts[key].text for key in found.missing if key in doubts]
    told += [answer.note for key, answer in found.facts.items() if key.rpartition(".")[2] in EDITIONS]
    own = [] if found.look_at is None else [say(found.look_at)]
    return found._replace(look_at=" ".join(dict.fromkeys([*own, *told]))) if told else found


def borrowed_words() -> str:
    """Say what to look at where a rule that was taken from another text does not hold."""
    return _("La regola viene da un altro testo: chiedere a chi gestisce il bando se vale, prima di rinunciare.")


def _missing_rule(frame: Frame) -> Ruled:  # noqa: ARG001
    return Ruled(Judgement("undetermined"))


def _compile_body(rule: Rule, scope: Scope) -> RuleAt:
    """Join what must hold, what must not, and what a person must look at."""
    judges: list[Judge] = []
    if rule.require is not None:
        judges.append(compile_condition(rule.require, scope))
    if rule.forbid is not None:
        forbidden = compile_condition(rule.forbid, scope)
        judges.append(lambda frame: flip(forbidden(frame)))
    if rule.manual is not None:
        manual = Judgement("manual")
        judges.append(lambda frame: manual)  # noqa: ARG005
    if len(judges) == 1:
        only = judges[0]
        return lambda frame: made(Ruled, (only(frame), True, None))
    return lambda frame: Ruled(all_of([judge(frame) for judge in judges]))


def _with_occasion(when: Judge, body: RuleAt) -> RuleAt:
    """Judge ``body`` only where ``when`` holds; an occasion that is unknown is all that is asked for at first."""

    def judge(frame: Frame) -> Ruled:
        occasion = when(frame)
        if occasion[0] == "fail":
            return Ruled(made(Judgement, ("pass", occasion[1], (), ())), applies=False)
        ruled = body(frame)
        if occasion[0] == "pass":
            judgement, applies, supplied = ruled
            return made(Ruled, (_resting_on(judgement, occasion), applies, supplied))
        return ruled if ruled[0][0] == "pass" else Ruled(occasion)

    return judge


def _resting_on(judgement: Judgement, occasion: Judgement) -> Judgement:
    """Add what the occasion rests on, after what the rule does and without the numbers taken for it."""
    answers = tuple([pair for pair in occasion[1] if ":" not in pair[0]])
    verdict, used, missing, who = judgement
    return made(Judgement, (verdict, used + answers, missing, who)) if answers else judgement


def _item_by_item(judge: RuleAt, when: Judge | None, find: Callable[[Frame], FoundList]) -> RuleAt:
    """Judge every item of a list; those that do not pass are named. Of an empty list there is nothing to judge."""

    def judge_all(frame: Frame) -> Ruled:
        found = find(frame)
        if found.items is None:
            if when is not None and when(Frame(frame.facts, item_list=found.path)).verdict == "fail":
                return NOT_APPLYING
            return Ruled(Judgement("unknown", (), (found.path,)))
        judged = [(inner.item.id, judge(inner)) for inner in frames_of(frame, found)]
        joined = all_of([ruled.judgement for _, ruled in judged])
        who = tuple(one for one, ruled in judged if ruled.judgement.verdict == joined.verdict)
        return Ruled(joined._replace(who=who), any(ruled.applies for _, ruled in judged))

    return judge_all


def settled_by(supplied: Supplied | None, ruled: Ruled) -> Ruled:
    """Return ``ruled`` settled by a yes or a no that the user supplied, unchanged where there is none."""
    if supplied is None or not isinstance(supplied.value, bool):
        return ruled
    settled = ruled.judgement._replace(verdict="pass" if supplied.value else "fail")
    return Ruled(settled, ruled.applies, supplied.source)


def _teller(rule: Rule) -> Callable[[Ruled], Finding]:
    """Return what makes the finding of a rule; what never changes of it is looked up once."""
    name, fixed = rule.id, (rule.severity, rule.text, rule.cite, rule.status, rule.moment, rule.group)
    passed, remedy, why = (name, "pass", *fixed), rule.remedy, rule.why
    manual = rule.manual if rule.manual is not None or not rule.borrowed else borrowed_words

    def tell(ruled: Ruled) -> Finding:
        (verdict, used, missing, who), applies, supplied = ruled
        if verdict == "pass":
            return made(Finding, (*passed, applies, dict(used), missing, None, None, why, (), supplied))
        mend = remedy if verdict == "fail" else None
        look_at = (manual() if callable(manual) else manual) if verdict == "manual" else None
        return made(Finding, (name, verdict, *fixed, applies, dict(used), missing, mend, look_at, why, who, supplied))

    return tell

"""Which single answer costs most: each one that decides is turned, and the whole judged again."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...model.call import Edition
from ...model.condition import Condition, Ref, Test
from ...model.facts import Answer, Facts
from ...model.finding import Overall
from ...model.outcome import Outcome
from ...model.vocabulary import Fact
from ...model.walk.call_nouns import conditions_of
from ...model.whatif import AnswerLoss
from ...money import ZERO
from ..evaluate import evaluate

_RANK: dict[Overall, int] = {"not_eligible": 0, "undetermined": 1, "incomplete": 1, "to_verify": 2, "eligible": 3}
_MOST_CHOICES = 12


def costly_answers(edition: Edition, facts: Facts, now: Outcome) -> tuple[AnswerLoss, ...]:
    """Return the answers that cost verdict or contribution, with the value that would give most instead of each.

    Only answers with a few possible values (yes or no, one of some choices) that a failing requirement or the money
    rests on; those that change the verdict come first, then those that cost most.
    """
    losses = (_dearest(key, edition, facts, now) for key in _deciding(now))
    found = [loss for loss in losses if loss is not None]
    return tuple(sorted(found, key=lambda loss: (-_rank(loss), -loss.gain)))


def _deciding(now: Outcome) -> list[str]:
    """Return the facts of the application that failing requirements and the money rest on, and that are known."""
    blocking = (finding for finding in now.findings if finding.verdict == "fail" and finding.severity == "blocking")
    keys = [key for finding in blocking for key in finding.facts]
    call = now.call
    of_money = (call.expenses.limits, call.contribution, call.instruments, call.together)
    keys += [key for part in conditions_of(of_money) for key in _facts_of(part)]
    keys += [one.by for one in call.alternatives if one.by is not None]
    return [key for key in dict.fromkeys(keys) if key in now.facts.answers and "[" not in key]


def _facts_of(part: Condition) -> Iterator[str]:
    if isinstance(part, Test):
        yield part.fact
        if isinstance(part.value, Ref):
            yield part.value.fact


def _dearest(key: str, edition: Edition, facts: Facts, now: Outcome) -> AnswerLoss | None:
    """Return what the answer to ``key`` costs, by the value that would give most; None where it costs nothing."""
    answer = facts.answers[key]
    best: AnswerLoss | None = None
    for value in _others(edition.vocabulary.get(key), answer):
        then = evaluate(edition, facts.with_answers({key: Answer(value, answer.origin)}), now.on)
        loss = _loss(key, answer, value, now, then)
        if loss is not None and (best is None or _weight(loss) > _weight(best)):
            best = loss
    return best


def _weight(loss: AnswerLoss) -> tuple[int, Decimal]:
    return _rank(loss), loss.gain


def _rank(one: AnswerLoss | Outcome) -> int:
    """Return how good a verdict is; of two alike, one that is not paid is the worse."""
    return 2 * _RANK[one.verdict] - one.unfunded


def _others(fact: Fact | None, answer: Answer) -> Sequence[object]:
    if fact is None:
        return []
    if fact.kind == "yes_no":
        return [not answer.value]
    if fact.kind == "choice" and fact.choices:
        return [value for value in fact.choices if value != answer.value][:_MOST_CHOICES]
    return []


def _loss(key: str, answer: Answer, value: object, now: Outcome, then: Outcome) -> AnswerLoss | None:
    amount = then.contribution.amount
    gain = (amount or ZERO) - (now.contribution.amount or ZERO)
    better = _rank(then) > _rank(now)
    worse = _rank(then) < _rank(now)
    if worse or not (better or gain > 0):
        return None
    return AnswerLoss(key, answer, value, then.verdict, amount, then.contribution.status, gain, then.unfunded)

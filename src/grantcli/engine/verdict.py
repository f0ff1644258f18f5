"""The verdict on the whole, and what is still to be asked, most blocking first."""

from collections.abc import Iterable, Iterator

from ..model.call import Call
from ..model.facts import Facts
from ..model.finding import Finding, Overall
from ..model.instruments.payments import PaymentSchedule
from ..model.outcome import AttachmentOutcome, ContributionOutcome, ExpenseTotals, ScoreOutcome
from ..model.vocabulary import Vocabulary
from ..model.walk.scope import COMPUTED, COMPUTED_FIELDS
from ..wording.facts import vocabulary_key
from .computed_facts import awaited

_RANK = {"blocking": 0, "warning": 2, "info": 3}
EXIT_CODES: dict[Overall, int] = {"eligible": 0, "to_verify": 0, "not_eligible": 1, "incomplete": 3, "undetermined": 3}
"""What the command line ends with, by verdict."""
_MONEY, _PAPER, _SCORE, _PAYMENT = 1, 4, 5, 6


def counts(finding: Finding) -> bool:
    """Return whether a finding decides of the whole: blocking, and failed or due to be known at submission."""
    return finding.severity == "blocking" and (finding.verdict == "fail" or finding.moment == "submission")


def overall(
    call: Call, findings: Iterable[Finding], totals: ExpenseTotals, contribution: ContributionOutcome
) -> Overall:
    """Return the verdict on the whole: a blocking fail, else what is unknown, undetermined, or left to a person."""
    verdicts = {finding.verdict for finding in findings if counts(finding)}
    lines = {line.verdict for line in totals.lines}
    if "fail" in verdicts:
        return "not_eligible"
    if "unknown" in verdicts or "unknown" in lines or any(money_missing(call, totals, contribution)):
        return "incomplete"
    support = contribution.support
    untold = bool(call.contribution.regimes or call.instruments) and contribution.amount is None
    untold = untold or (support is not None and support.support is None)
    if "undetermined" in verdicts or untold or totals.status == "undetermined":
        return "undetermined"
    return "to_verify" if "manual" in verdicts or "manual" in lines else "eligible"


def money_missing(call: Call, totals: ExpenseTotals, contribution: ContributionOutcome) -> Iterator[str]:
    """Yield the keys that the amounts wait for."""
    if call.expenses.categories or call.contribution.regimes:
        yield from totals.missing
    if call.expenses.categories or call.contribution.regimes or call.instruments:
        yield from awaited(contribution)
        yield from contribution.support.missing if contribution.support is not None else ()
        yield from (key for one in contribution.withheld_open for key in one.missing)


def to_ask(
    vocabulary: Vocabulary,
    findings: Iterable[Finding],
    money: Iterable[str],
    attachments: Iterable[AttachmentOutcome],
    score: ScoreOutcome,
    payments: Iterable[PaymentSchedule] = (),
) -> tuple[str, ...]:
    """Return the keys of the facts that can still change the outcome, those that block most first.

    First what blocking findings lack, then the amounts, then warnings, papers, score and payments; among equals, what
    more findings wait for. What belongs to a later moment is not asked.
    """
    ranks: dict[str, int] = {}
    waiting: dict[str, int] = {}
    paid = ((_PAYMENT, key) for one in payments for payment in one.payments for key in payment.missing)
    for rank, key in (*_lacks(findings, money, attachments, score), *paid):
        asked = askable(key, vocabulary)
        if is_computed(asked):
            continue
        ranks[asked] = min(rank, ranks.get(asked, rank))
        waiting[asked] = waiting.get(asked, 0) + 1
    return tuple(sorted(ranks, key=lambda key: (ranks[key], -waiting[key])))


def settled_by(keys: tuple[str, ...], facts: Facts) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what to ask where a key lacks an answer because two readings of the answers differ, and these readings.

    In place of the key come the facts that settle it; of a doubt that only a document settles the key is left.
    """
    asked: dict[str, None] = {}
    told: dict[str, None] = {}
    doubts = facts.doubts_on(keys)
    for key in keys:
        doubt = doubts.get(key)
        asked.update(dict.fromkeys((key,) if doubt is None or not doubt.keys else doubt.keys))
        if doubt is not None:
            told[doubt.text] = None
    return tuple(asked), tuple(told)


def _lacks(
    findings: Iterable[Finding], money: Iterable[str], attachments: Iterable[AttachmentOutcome], score: ScoreOutcome
) -> Iterator[tuple[int, str]]:
    for finding in findings:
        if finding.missing and finding.moment == "submission":
            yield from ((_RANK[finding.severity], key) for key in finding.missing)
    yield from ((_MONEY, key) for key in money)
    for attachment in attachments:
        if attachment.missing and attachment.moment == "submission":
            yield from ((_PAPER, key) for key in attachment.missing)
    for criterion in score.criteria:
        yield from ((_SCORE, key) for key in criterion.missing)


def is_computed(key: str) -> bool:
    """Return whether judging itself computes ``key``, so that nobody can be asked for it."""
    list_name, _, field = vocabulary_key(key).partition("[].")
    return key in COMPUTED or (list_name, field) in COMPUTED_FIELDS


def askable(key: str, vocabulary: Vocabulary) -> str:
    """Return the fact to ask for ``key``: of a commune's region, province or name, the commune itself."""
    parent, _, part = key.rpartition(".")
    if part in ("region", "province", "name"):
        fact = vocabulary.get(vocabulary_key(parent))
        if fact is not None and fact.kind == "commune":
            return parent
    return key

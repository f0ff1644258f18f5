"""What State-aid law adds to an outcome: cumulation, de minimis, and figures that do not bear out a declaration."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final, cast

from ..i18n import _
from ..model.finding import Finding, Overall, Verdict
from ..model.outcome import Outcome
from ..wording.formats import day, money
from . import cumulation
from .deminimis import Ledger, ledger, request
from .difficulty import ARTICLE
from .size import ANNEX
from .standing import standing_of

GROUP: Final = cumulation.GROUP
_COMPARED: Final = {
    "company.size_agrees": ("company.declared_size", "company.size", "company.size_agrees"),
    "company.difficulty_agrees": (
        "company.declared_in_difficulty",
        "company.in_difficulty",
        "company.difficulty_agrees",
    ),
}
"""Whether a declaration agrees, to what was declared and what was computed."""


def supplement(outcome: Outcome) -> Outcome:
    """Return the outcome with the findings of the law after its own, and with the account of the undertaking.

    The findings are warnings: they say what an award would be cut by, or what a person must look at; the verdict stays
    the call's. Only a voucher on the same expense blocks, and the account of a de minimis regime, in place of the
    short finding that the engine gives of it. A call that makes another of them a bar writes a rule on the derived
    facts (``aid.deminimis.headroom``…).
    """
    account = tuple(de_minimis(outcome))
    told = any(finding.verdict != "undetermined" for finding in account)
    short = f"{outcome.contribution.regime}.de_minimis"
    own = tuple(finding for finding in outcome.findings if finding.id != short) if told else outcome.findings
    supports = cumulation.supports(outcome)
    added = (*cumulation.findings(outcome, supports), *account, *declarations(outcome))
    standing = replace(standing_of(outcome.facts, outcome.on), cumulation=cumulation.accounts(supports))
    verdict = _verdict(outcome.verdict, added)
    missing = tuple(dict.fromkeys((*outcome.missing, *(key for finding in account for key in finding.missing))))
    return replace(outcome, verdict=verdict, findings=(*own, *added), missing=missing, standing=standing)


def _verdict(verdict: Overall, added: tuple[Finding, ...]) -> Overall:
    """Return the verdict on the whole once the law's blocking findings have been looked at."""
    said = {finding.verdict for finding in added if finding.severity == "blocking"}
    if verdict == "not_eligible" or "fail" in said:
        return "not_eligible"
    if verdict == "incomplete" or "unknown" in said:
        return "incomplete"
    return "undetermined" if "undetermined" in said else verdict


def de_minimis(outcome: Outcome) -> Iterator[Finding]:
    """Yield what becomes of the contribution when the regime that applies is a de minimis one (art. 3(7))."""
    applied = outcome.contribution.regime
    regime = next((regime for regime in outcome.call.contribution.regimes if regime.id == applied), None)
    if regime is None or regime.de_minimis is None:
        return
    on = cast("date | None", outcome.facts.value("award.date")) or outcome.on
    account = ledger(outcome.facts, on, regime.de_minimis)
    if account is None:
        text = _("Il Reg. (UE) {number} non vale alla data della concessione, o non se ne conosce il massimale.")
        said = text.format(number=regime.de_minimis)
        yield Finding("de_minimis", "undetermined", "blocking", said, f"Reg. (UE) {regime.de_minimis}", group=GROUP)
    else:
        yield _account_finding(outcome, account)


def _account_finding(outcome: Outcome, account: Ledger) -> Finding:
    cite = account.ceiling.cite
    if account.missing:
        text = _("De minimis: non si sa quanto è già stato concesso all'impresa unica.")
        return Finding("de_minimis", "unknown", "blocking", text, cite, group=GROUP, missing=account.missing)
    facts = {key: answer for key, answer in outcome.facts.answers.items() if key.startswith("aid.deminimis.")}
    verdict, text, remedy = _judged(account, outcome.contribution.amount)
    look_at = " ".join(account.to_verify) or (text if verdict == "manual" else None)
    return Finding(
        "de_minimis", verdict, "blocking", text, cite, group=GROUP, facts=facts, look_at=look_at, remedy=remedy
    )


def _judged(account: Ledger, amount: Decimal | None) -> tuple[Verdict, str, str | None]:
    """Return the verdict on the amount asked, the sentence, and what the applicant can do."""
    said = {
        "used": money(account.used),
        "ceiling": money(account.ceiling.amount),
        "headroom": money(account.headroom),
        "since": day(account.since),
    }
    left = _("De minimis: dal {since} usati {used} su {ceiling}, ne restano {headroom}.").format(**said)
    if amount is None:
        return "manual", left, None
    grant = request(account, amount)
    if grant.fits:
        return "pass", f"{left} " + _("Il contributo ci sta."), None
    lost = _("Il contributo li supera e perde per intero il beneficio ({cite}).").format(cite=grant.cite)
    if not grant.reduced:
        return "fail", f"{left} {lost}", _("Aspettare che gli aiuti più vecchi escano dal triennio.")
    return (
        "fail",
        f"{left} {lost}",
        _("Chiedere un contributo ridotto a {headroom} (application.requested_contribution).").format(**said),
    )


def declarations(outcome: Outcome) -> Iterator[Finding]:
    """Yield a finding for each declaration that the figures do not bear out, and one for a size to be verified.

    What a rule of the call has judged already is not said twice.
    """
    answers = outcome.facts.answers
    for key, name, cite in (
        ("company.size_agrees", "size_declared", ANNEX),
        ("company.difficulty_agrees", "difficulty_declared", ARTICLE),
    ):
        agrees = answers.get(key)
        if agrees is not None and agrees.value is False and not _judged_by_the_call(key, outcome):
            remedy = _("Correggere la dichiarazione o i dati dei bilanci prima di firmare.")
            facts = {told: answers[told] for told in _COMPARED[key] if told in answers}
            yield Finding(name, "fail", "warning", _not_borne_out(name), cite, group=GROUP, facts=facts, remedy=remedy)
    doubt = answers.get("company.size_to_verify")
    if doubt is not None and doubt.value is True and not _judged_by_the_call("company.size_to_verify", outcome):
        text = _("La dimensione calcolata va verificata.")
        facts = {"company.size_to_verify": doubt}
        yield Finding("size_to_verify", "manual", "info", text, ANNEX, group=GROUP, facts=facts, look_at=doubt.note)


def _judged_by_the_call(key: str, outcome: Outcome) -> bool:
    return any(key in finding.facts for finding in outcome.findings)


def _not_borne_out(name: str) -> str:
    if name == "size_declared":
        return _("La dimensione dichiarata non è quella che danno i bilanci.")
    return _("La dichiarazione sulla difficoltà non corrisponde ai bilanci.")

"""What State-aid law adds to a call: cumulation, de minimis, and figures that do not bear out a declaration."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final, cast

from ..i18n import _
from ..model.finding import Finding, Verdict
from ..model.outcome import Judged, Supplement
from ..model.standing import Standing
from ..wording.citations import annex_one, article, gber, regulation
from ..wording.formats import day, money
from . import cumulation
from .asked_aid import AskedAid, asked_by_regulation
from .deminimis import Ledger, ledger, request
from .difficulty import capital_lost
from .figures import periods
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


def supplement(judged: Judged) -> Supplement:
    """Return the findings of the law after those of the call, and the account of the undertaking.

    The findings are warnings: they say what an award would be cut by, or what a person must look at; the verdict stays
    the call's. Only a voucher on the same expense blocks, and the account of a de minimis regime, in place of the
    short finding that the engine gives of it. A call that makes another of them a bar writes a rule on the derived
    facts (``aid.deminimis.headroom``…).
    """
    supports = cumulation.supports(judged)
    findings = (*_with_account(judged, supports), *declarations(judged))
    standing = standing_of(judged.facts, judged.on)
    group = tuple(difficulty_of_group(judged, standing))
    return Supplement((*findings, *group), replace(standing, cumulation=cumulation.accounts(supports)))


def of_money(judged: Judged) -> tuple[Finding, ...]:
    """Return the findings with those of the law that depend on the money: cumulation, and the de minimis account."""
    return tuple(_with_account(judged, cumulation.supports(judged)))


def _with_account(judged: Judged, supports: Sequence[cumulation.LineSupport]) -> Iterator[Finding]:
    account = tuple(de_minimis(judged))
    drawn_up = any(finding.verdict != "undetermined" or finding.facts for finding in account)
    short = judged.contribution.de_minimis
    yield from judged.findings
    yield from () if short is None or drawn_up else (short,)
    yield from cumulation.findings(judged, supports)
    yield from account


def difficulty_of_group(judged: Judged, standing: Standing) -> Iterator[Finding]:
    """Yield a warning for each linked enterprise whose accounts show that half of its capital is lost.

    Art. 2(18) speaks of the undertaking, and several entities may form one economic unit (notice on the notion of State
    aid, point 11): whether the group is in difficulty is for a person to judge.
    """
    linked = {row.id for row in standing.size.rows if row.role == "linked"} if standing.size is not None else set()
    for item in judged.facts.lists.get("company.links", ()):
        known = periods(item.lists.get("years", ())) if item.id in linked else ()
        limb = capital_lost(known, judged.on) if known else None
        if limb is None or limb.holds is False or not (limb.holds or limb.disputed):
            continue
        name = str(item.value("name") or item.id)
        yield Finding(
            id=f"group_difficulty[{item.id}]",
            verdict="manual",
            severity="warning",
            text=_("{name}, impresa collegata, può essere in difficoltà: {why}.").format(name=name, why=limb.why),
            cite=f"{gber(article('2(18)'))}; {_('comunicazione 2016/C 262/01, punto 11 (unità economica)')}",
            group=GROUP,
            look_at=_("Se il gruppo è un'unità economica la difficoltà si valuta sull'insieme: bilancio consolidato."),
            who=(item.id,),
        )


def de_minimis(judged: Judged) -> Iterator[Finding]:
    """Yield what becomes of the contribution when the regime that applies is a de minimis one (art. 3(7))."""
    on = cast("date | None", judged.facts.value("award.date")) or judged.on
    asked = asked_by_regulation(judged)
    for number, aid in asked.items():
        name = "de_minimis" if len(asked) == 1 else f"de_minimis[{number}]"
        account = ledger(judged.facts, on, number)
        if account is None:
            text = _("Il Reg. (UE) {number} non vale alla data della concessione, o non se ne conosce il massimale.")
            said = text.format(number=number)
            yield Finding(name, "undetermined", "blocking", said, regulation(number), group=GROUP)
        else:
            yield _account_finding(name, judged, account, aid)


def _account_finding(name: str, judged: Judged, account: Ledger, aid: AskedAid) -> Finding:
    cite = account.ceiling.cite
    verdict, text, remedy = _valued(account, aid)
    facts = {key: answer for key, answer in judged.facts.answers.items() if key.startswith("aid.deminimis.")}
    look_at = " ".join(account.to_verify) or (text if verdict == "manual" else None)
    missing = account.missing if verdict == "unknown" else ()
    return Finding(
        name,
        verdict,
        "blocking",
        text,
        cite,
        group=GROUP,
        facts=facts,
        missing=missing,
        look_at=look_at,
        remedy=remedy,
    )


def _valued(account: Ledger, aid: AskedAid) -> tuple[Verdict, str, str | None]:
    """Return the verdict on aid of any form: by its equivalent, or where that is not known by what it is at most."""
    if not aid.of_instruments:
        return _verdict_of(account, aid.amount)
    if aid.amount is None:
        if aid.most is not None and request(account, aid.most).fits:
            verdict, text, _remedy = _verdict_of(account, aid.most)
            return verdict, f"{text} " + _("Ci starebbe anche contato per intero."), None
        left = _verdict_of(account, None)
        untold = _("L'equivalente sovvenzione lordo di questo aiuto non si può calcolare.")
        return ("unknown" if account.missing else "undetermined"), f"{left[1]} {untold}", None
    verdict, text, remedy = _verdict_of(account, aid.amount)
    counted = _("Conta l'equivalente sovvenzione lordo: {amount}.").format(amount=money(aid.amount))
    if remedy is not None:
        least = _("Chiedere un aiuto il cui equivalente non superi {headroom}.")
        remedy = least.format(headroom=money(request(account, aid.amount).reduced))
    return verdict, f"{text} {counted}", remedy


def _verdict_of(account: Ledger, amount: Decimal | None) -> tuple[Verdict, str, str | None]:
    """Return the verdict on the amount asked, the sentence, and what the applicant can do.

    Where an aid cannot be placed the headroom is the most that can be: an amount above it fails all the same.
    """
    said = {
        "used": money(account.used),
        "ceiling": money(account.ceiling.amount),
        "headroom": money(account.headroom),
        "least": money(account.least),
        "since": day(account.since),
    }
    left = _left(account).format(**said)
    grant = None if amount is None else request(account, amount)
    if grant is None or grant.fits is None:
        if account.missing:
            return "unknown", left, None
        both = "" if grant is None else " " + _("Il contributo ci sta secondo una lettura e non secondo l'altra.")
        return "manual", left + both, None
    if grant.fits:
        return "pass", f"{left} " + _("Il contributo ci sta."), None
    lost = _("Il contributo li supera e perde per intero il beneficio ({cite}).").format(cite=grant.cite)
    waive = _(
        "Prima della concessione si può anche rinunciare, in tutto o in parte, ad aiuti già avuti (CGUE C-608/19)."
    )
    first = (
        _("Chiedere un contributo ridotto a {headroom}, con la risposta «Contributo richiesto».").format(
            headroom=money(grant.reduced)
        )
        if grant.reduced
        else _("Aspettare che gli aiuti più vecchi escano dal triennio.")
    )
    return "fail", f"{left} {lost}", f"{first} {waive}"


def _left(account: Ledger) -> str:
    if "aids" in account.missing:
        return _("De minimis: non si sa quanto è già stato concesso all'impresa unica.")
    if account.missing:
        return _("De minimis: dal {since} usati almeno {used} su {ceiling}, ne restano al più {headroom}.")
    if account.settled:
        return _("De minimis: dal {since} usati {used} su {ceiling}, ne restano {headroom}.")
    return _("De minimis: dal {since} usati almeno {used} su {ceiling}, ne restano da {least} a {headroom}.")


def declarations(judged: Judged) -> Iterator[Finding]:
    """Yield a finding for each declaration that the figures do not bear out, and one for a size to be verified.

    What a rule of the call has judged already is not said twice.
    """
    answers = judged.facts.answers
    for key, name, cite in (
        ("company.size_agrees", "size_declared", annex_one()),
        ("company.difficulty_agrees", "difficulty_declared", gber(article("2(18)"))),
    ):
        agrees = answers.get(key)
        if agrees is not None and agrees.value is False and not _judged_by_the_call(key, judged):
            remedy = _("Correggere la dichiarazione o i dati dei bilanci prima di firmare.")
            facts = {told: answers[told] for told in _COMPARED[key] if told in answers}
            yield Finding(name, "fail", "warning", _not_borne_out(name), cite, group=GROUP, facts=facts, remedy=remedy)
    doubt = answers.get("company.size_to_verify")
    if doubt is not None and doubt.value is True and not _judged_by_the_call("company.size_to_verify", judged):
        text = _("La dimensione calcolata va verificata.")
        facts = {"company.size_to_verify": doubt}
        cite = annex_one()
        yield Finding("size_to_verify", "manual", "info", text, cite, group=GROUP, facts=facts, look_at=doubt.note)


def _judged_by_the_call(key: str, judged: Judged) -> bool:
    return any(key in finding.facts for finding in judged.findings)


def _not_borne_out(name: str) -> str:
    if name == "size_declared":
        return _("La dimensione dichiarata non è quella che danno i bilanci.")
    return _("La dichiarazione sulla difficoltà non corrisponde ai bilanci.")

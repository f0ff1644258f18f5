"""The position of an undertaking in State-aid law, in words: its size, its group, its difficulty, its aid."""

from datetime import date

from ..i18n import _, plural
from ..model.facts import Facts
from ..model.finding import Finding
from ..model.outcome import Outcome
from ..model.standing import AidAccount, DifficultyAccount, SizeAccount
from ..model.vocabulary import Vocabulary
from .facts import written
from .formats import money

_END_2019 = date(2019, 12, 31)
_ROOM = "aid.deminimis."
COUNTED = ("partner", "linked", "linked_to_partner")
"""Roles in a group whose figures are added to the applicant's."""


def counts_aid(outcome: Outcome) -> bool:
    """Return whether the room that is left for de minimis aid decides anything here: else nobody need read of it."""
    judged = (*outcome.findings, *outcome.contribution.findings)
    return outcome.contribution.de_minimis is not None or any(
        finding.applies and (is_of_aid(finding) or any(key.startswith(_ROOM) for key in finding.facts))
        for finding in judged
    )


def is_of_aid(finding: Finding) -> bool:
    """Return whether a finding is that of the law on the room for de minimis aid, whose text says all it rests on."""
    return finding.id.startswith("de_minimis")


def size_words(account: SizeAccount, vocabulary: Vocabulary) -> str:
    """Say the size, or which sizes are still possible."""
    fact = vocabulary.get("company.size")
    if account.size is not None:
        return written(account.size, fact)
    possible = _(" o ").join(written(one, fact) for one in account.possible)
    return _("non si può ancora dire: {possible}").format(possible=possible)


def basis_words(account: SizeAccount, vocabulary: Vocabulary) -> str:
    """Say what the size rests on: which accounts, or what takes their place; nothing where there is nothing."""
    fact = vocabulary.get("company.size_basis")
    basis = written(account.basis, fact) if account.basis != "none" and fact is not None else ""
    years = ", ".join(str(year.year) for year in account.years)
    told = _("esercizi {years}").format(years=years) if years else ""
    return ", ".join(part for part in (basis, told) if part)


def group_words(account: SizeAccount) -> str:
    """Say whether the enterprise is autonomous, else how many others count with it."""
    if account.autonomous:
        return _("impresa autonoma")
    others = sum(row.role in COUNTED for row in account.rows)
    return plural("con un'altra impresa", "con altre {n} imprese", others).format(n=others)


def headroom_words(account: AidAccount) -> str:
    """Say how much de minimis aid is left: «at most» where something is not known, two figures for two readings."""
    if account.missing:
        return _("al più {most} (da verificare)").format(most=money(account.headroom))
    if account.least is not None:
        words = _("da {least} a {most} (da verificare)")
        return words.format(least=money(account.least), most=money(account.headroom))
    return money(account.headroom)


def difficulty_words(judged: DifficultyAccount, held: object = None) -> str:
    """Say whether the undertaking is in difficulty; where figures cannot tell, what is ``held`` by its declaration."""
    words = {True: _("In difficoltà"), False: _("Non in difficoltà"), None: _("In difficoltà: non si può ancora dire")}
    if judged.in_difficulty is None and isinstance(held, bool):
        declared = _("{judgement}, come dichiara: i dati non bastano a calcolarlo")
        return declared.format(judgement=words[held])
    return words[judged.in_difficulty]


def declared_difficulty(judged: DifficultyAccount, facts: Facts) -> object:
    """Return what holds of difficulty on the day of a judgement that figures do not decide: what was declared."""
    return facts.value("company.in_difficulty_2019" if judged.on == _END_2019 else "company.in_difficulty")


def role_word(role: str) -> str:
    """Say how a member of the group counts; nothing of the applicant itself."""
    words = {
        "linked": _("collegata"),
        "partner": _("associata"),
        "linked_to_partner": _("gruppo di un'associata"),
        "exempt": _("investitore che non conta"),
        "person": _("persona fisica"),
        "public": _("ente pubblico"),
        "none": _("non conta"),
    }
    return words.get(role, "")

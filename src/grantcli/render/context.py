"""The plain dictionary that templates get: strings, lists and dictionaries, in the language spoken."""

import hashlib
import json
from collections.abc import Mapping

from .. import __version__
from ..i18n import _, language, say
from ..model.outcome import Outcome
from ..wording import formats
from ..wording.applicant import is_firm
from .annex import doubts, others, plans, regimes, rules, scoring
from .application import (
    documents,
    funding,
    group,
    identity,
    instruments,
    payments,
    sections,
    spending,
    standing,
    timeline,
    waterfall,
)
from .memo import answer, missing, money, steps, timing
from .pieces import amounts, laid_out
from .pieces.palette import PALETTE

Plain = dict[str, object]


def context(outcome: Outcome, colours: Mapping[str, str] | None = None) -> Plain:
    """Return the outcome as plain values for ``page``: texts said, amounts and dates written out.

    In the language spoken, as far as the call's texts have it. ``colours`` of the drawings take the place of ours.
    ``fingerprint`` is a digest of everything printed: two papers with one fingerprint say the same.
    """
    plain = _plain(outcome, {**PALETTE, **(colours or {})})
    printed = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    plain["fingerprint"] = hashlib.sha256(printed.encode("utf-8", "backslashreplace")).hexdigest()
    return plain


def heading(outcome: Outcome) -> Plain:
    """Return what every page of an application needs, whatever is on it: language, call, applicant, metadata."""
    return {
        "language": language(),
        "tool": __version__,
        "meta": _meta(outcome),
        "call": _call(outcome),
        "memo": {"applicant": amounts.applicant(outcome)},
        "flag": "",
        "fingerprint": "",
    }


def _plain(outcome: Outcome, colours: Mapping[str, str]) -> Plain:
    company, partners, project = identity.company(outcome), identity.partners(outcome), identity.project(outcome)
    before = laid_out.rows_of(company) + laid_out.rows_of(partners)
    parts: Plain = {
        "company": company,
        "partners": partners,
        "standing": standing.standing(outcome, before),
        "project": project,
        "spending": spending.spending(outcome),
        "funding": funding.funding(outcome),
        "instruments": instruments.instruments(outcome),
        "payments": payments.payments(outcome),
        "timeline": timeline.timeline(outcome),
        "sections": sections.sections(outcome),
        "documents": documents.documents(outcome),
        "rules": rules.rules(outcome),
        "regimes": regimes.regimes(outcome),
        "scoring": scoring.scoring(outcome),
        "plans": plans.plans(outcome),
        "doubts": doubts.doubts(outcome),
        "sources": doubts.sources(outcome),
        "others": others.others(outcome),
    }
    return {
        "language": language(),
        "tool": __version__,
        "meta": _meta(outcome),
        "call": _call(outcome),
        "memo": _memo(outcome),
        "flag": amounts.flag(outcome),
        "procedure": timeline.procedure(outcome),
        "chart": waterfall.waterfall(outcome, colours),
        "group": group.group(outcome, colours),
        "origins": laid_out.origins(company, partners, project),
        "bare": _is_bare(outcome),
        "application": _numbered(_application_titles(outcome), parts),
        "annex": _numbered(_annex_titles(), parts),
        **parts,
    }


def _memo(outcome: Outcome) -> Plain:
    return {
        "applicant": amounts.applicant(outcome),
        "project": answer.subject(outcome),
        "answer": answer.answer(outcome),
        "timing": timing.timing(outcome),
        "money": money.money(outcome),
        "missing": missing.missing(outcome),
        "steps": steps.steps(outcome),
    }


def _meta(outcome: Outcome) -> Plain:
    name = amounts.applicant(outcome)
    return {
        "title": _("{name}: dossier di candidatura").format(name=name),
        "memo_title": _("{name}: memo").format(name=name),
        "application_title": _("{name}: bozza della domanda").format(name=name),
        "annex_title": _("{name}: appendice").format(name=name),
        "sections_title": _("{name}: testi del modulo").format(name=name),
        "checklist_title": _("{name}: elenco dei documenti").format(name=name),
        "subject": say(outcome.call.title),
        "keywords": ", ".join([outcome.call.id, outcome.on.isoformat(), outcome.verdict]),
        "created": outcome.on.isoformat(),
    }


def _call(outcome: Outcome) -> Plain:
    call = outcome.call
    spoken = call.language if isinstance(call.title, str) and call.language != language() else ""
    names = {"it": _("italiano"), "en": _("inglese")}
    return {
        "id": call.id,
        "title": say(call.title),
        "authority": say(call.authority),
        "summary": say(call.summary),
        "programme": [say(text) for text in call.programme],
        "legal_basis": [say(text) for text in call.legal_basis],
        "digest": outcome.digest.removeprefix("sha256:"),
        "on": formats.day(outcome.on),
        "unchecked": say(outcome.unchecked),
        "track": next((say(track.text) for track in call.tracks if track.id == outcome.track), ""),
        "language": call.language if spoken else language(),
        "foreign": _("La nostra trascrizione del bando c'è soltanto in {language}.").format(language=names[spoken])
        if spoken
        else "",
    }


def _is_bare(outcome: Outcome) -> bool:
    """Return whether nothing was answered: then there is no draft to print, only what will be asked."""
    told = (held.origin not in ("derived", "default") for held in outcome.facts.answers.values())
    return not any(told) and not outcome.facts.lists


def _application_titles(outcome: Outcome) -> list[tuple[str, str]]:
    return [
        ("company", _("L'impresa") if is_firm(outcome.facts) else _("Chi presenta la domanda")),
        ("partners", _("I partner")),
        ("standing", _("Dimensione, difficoltà e aiuti")),
        ("project", _("Il progetto")),
        ("spending", _("Le spese")),
        ("funding", _("Il contributo")),
        ("instruments", _("Le forme dell'aiuto")),
        ("payments", _("Quando arrivano i soldi")),
        ("timeline", _("Il calendario")),
        ("sections", _("Le sezioni del modulo")),
        ("documents", _("I documenti")),
    ]


def _annex_titles() -> list[tuple[str, str]]:
    return [
        ("rules", _("Le regole")),
        ("regimes", _("I regimi a confronto")),
        ("plans", _("I piani delle rate")),
        ("scoring", _("Il punteggio")),
        ("doubts", _("Lacune e divergenze")),
        ("sources", _("Le fonti")),
        ("others", _("Le altre risposte")),
        ("declaration", _("Che cosa è questo documento")),
    ]


def _numbered(titles: list[tuple[str, str]], parts: Plain) -> list[Plain]:
    shown = [(key, title) for key, title in titles if not _is_empty(key, parts.get(key, True))]
    return [{"id": key, "number": number, "title": title} for number, (key, title) in enumerate(shown, start=1)]


def _is_empty(key: str, part: object) -> bool:
    if key == "scoring" and isinstance(part, dict):
        return bool(part["status"] == "none")
    if key in ("company", "partners", "project", "others", "doubts", "documents", "payments") and isinstance(
        part, dict
    ):
        return not any(part.values())
    return not part

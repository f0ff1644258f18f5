"""The whole: a call, what is known of an application, and a day become an outcome."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from ..i18n import Text, _
from ..model.call import Edition
from ..model.computing.stages import Stage
from ..model.facts import Answer, Facts
from ..model.finding import Finding
from ..model.instruments.payments import PaymentSchedule
from ..model.outcome import (
    AttachmentOutcome,
    Judged,
    Outcome,
    ScoreOutcome,
    SectionOutcome,
    Supplement,
)
from ..wording import formats
from ..wording.facts import label_of
from .compiled import Compiled, compiled
from .computed_facts import with_contribution, with_line_totals, with_partner_totals, with_score
from .conditions.context import Frame
from .conditions.judgement import Open
from .cost_and_aid import Costed, settle_money
from .for_applicant import answers_in_vain, for_applicant, had_by_applicant
from .payments import sums_of
from .rules.scoring import misfits, score_finding
from .rules.timeline import Timeline, filing_day, submitted_on, window_finding
from .verdict import money_missing, overall, settled_by, to_ask
from .window import window_of

Law = Callable[[Judged], Supplement]


def by_the_call_alone(judged: Judged) -> Supplement:
    """Return the findings of the call, with its own short one on de minimis: the law that looks at nothing else."""
    short = judged.contribution.de_minimis
    return Supplement(judged.findings if short is None else (*judged.findings, short))


def evaluate(
    edition: Edition,
    facts: Facts,
    on: date,
    *,
    drafts: bool = True,
    papers: bool = True,
    law: Law = by_the_call_alone,
) -> Outcome:
    """Judge ``facts`` (derived answers included) by the call as it is on ``on``, or on a later day of filing.

    The window for applying is that of the day of filing itself: ``application.submitted_at`` where known, else ``on``.

    ``drafts`` false leaves out the sections of the form and which disagreements touch the application: for those who
    want no paper, and many outcomes. ``papers`` false leaves out whatever is neither verdict, money nor what these wait
    for: documents, payments, deadlines, computed values, warnings. ``law`` adds what lies outside the call before the
    verdict is reached.

    Pure: same call, facts and day, same outcome. A programme or a project is costed all the same; whether it can be
    applied for is the caller's question.
    """
    edition = for_applicant(edition, facts)
    filed = filing_day(facts, on)
    call = edition.on(max(filed, on))
    ready = compiled(call, edition)
    known = ready.start(facts, on)
    track = known.answers.get("track")
    costed = settle_money(ready.money, known, on)
    known = with_contribution(costed.facts, costed.contribution)
    if known.lists and ready.needs_item_totals:
        known = with_partner_totals(with_line_totals(known, costed.totals), costed.totals, costed.contribution)
    known = ready.computed.known(known, Stage.CONTRIBUTION)
    score = ready.scoring(Frame(known))
    frame = Frame(ready.computed.known(with_score(known, score), Stage.SCORE))
    window = compiled(edition.on(filed), edition).timeline
    judged = _judge_rules(ready, facts, frame, costed, on, window)
    open_ended = window_finding(ready.call, window_of(ready.call, filed).state)
    judged = judged if open_ended is None else replace(judged, findings=(*judged.findings, open_ended))
    below = score_finding(ready.call.scoring, score)
    judged = judged if below is None else replace(judged, findings=(*judged.findings, below))
    if papers:
        outcome = _outcome(edition, ready, drafts, judged, law(judged), frame, score, track, window)
    else:
        outcome = _plain_outcome(edition, ready, judged, law(judged), score, track)
    frame.frames.clear()  # frames of lists hold one another: let go, they need no collector
    return outcome


def _judge_rules(ready: Compiled, facts: Facts, frame: Frame, costed: Costed, on: date, window: Timeline) -> Judged:
    """Judge the rules beside the money; the short finding on de minimis is left to the law."""
    totals, contribution = costed.totals, costed.contribution
    rules = [rule(frame) for rule in ready.rules]
    short = contribution.de_minimis
    granted = (finding for finding in contribution.findings if finding is not short)
    findings = (*window.judge(frame, on), *rules, *totals.findings, *granted)
    return Judged(ready.call, on, facts, findings, totals, contribution)


def _outcome(
    edition: Edition,
    ready: Compiled,
    drafts: bool,
    judged: Judged,
    law: Supplement,
    frame: Frame,
    score: ScoreOutcome,
    track: Answer | None,
    window: Timeline,
) -> Outcome:
    """Put the outcome together: the verdict on all findings, the papers, what is still to be asked."""
    call, totals, contribution, findings = ready.call, judged.expenses, judged.contribution, law.findings
    attachments = tuple(attachment(frame) for attachment in ready.attachments)
    payments = ready.payments.schedules(sums_of(contribution), frame)
    asked, readings = _asked(edition, judged, findings, attachments, score, payments)
    return Outcome(
        call=call,
        vocabulary=edition.vocabulary,
        digest=edition.digest,
        on=judged.on,
        verdict=overall(call, findings, totals, contribution),
        facts=judged.facts,
        findings=findings,
        expenses=totals,
        contribution=contribution,
        attachments=attachments,
        deadlines=ready.timeline.place(frame, window),
        scoring=score,
        sections=_sections(ready, frame) if drafts else (),
        payments=payments,
        track=_track_id(track),
        missing=asked,
        missing_figures=tuple(dict.fromkeys(_missing_figures(ready, judged))),
        discrepancies=ready.discrepancies.shown,
        untouched=ready.discrepancies.untouched(frame) if drafts else frozenset(),
        warnings=(*readings, *_warnings(ready, judged.facts, judged.on, track)),
        computed=tuple(ready.computed.told(frame.facts)),
        standing=law.standing,
        filed=_filed(ready, judged, frame),
    )


def _filed(ready: Compiled, judged: Judged, frame: Frame) -> bool:
    """Return whether the answers say that the application was handed in by the day of the evaluation."""
    day = submitted_on(judged.facts)
    return (day is not None and day <= judged.on) or (ready.sent is not None and ready.sent(frame).verdict == "pass")


def _plain_outcome(
    edition: Edition, ready: Compiled, judged: Judged, law: Supplement, score: ScoreOutcome, track: Answer | None
) -> Outcome:
    """Put the outcome together without papers."""
    asked, _readings = _asked(edition, judged, law.findings, (), score, ())
    return Outcome(
        call=ready.call,
        vocabulary=edition.vocabulary,
        digest=edition.digest,
        on=judged.on,
        verdict=overall(ready.call, law.findings, judged.expenses, judged.contribution),
        facts=judged.facts,
        findings=law.findings,
        expenses=judged.expenses,
        contribution=judged.contribution,
        attachments=(),
        deadlines=(),
        scoring=score,
        track=_track_id(track),
        missing=asked,
        missing_figures=tuple(dict.fromkeys(_missing_figures(ready, judged))),
    )


def _asked(
    edition: Edition,
    judged: Judged,
    findings: tuple[Finding, ...],
    attachments: tuple[AttachmentOutcome, ...],
    score: ScoreOutcome,
    payments: tuple[PaymentSchedule, ...],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is still to be asked, and the readings of the answers that differ."""
    lacking = (*findings, *(finding for line in judged.expenses.lines for finding in line.findings))
    money = money_missing(judged.call, judged.expenses, judged.contribution)
    untold = to_ask(edition.vocabulary, lacking, money, attachments, score, payments)
    return settled_by(tuple(had_by_applicant(untold, judged.facts, edition.vocabulary)), judged.facts)


def _sections(ready: Compiled, frame: Frame) -> tuple[SectionOutcome, ...]:
    return tuple(section for find in ready.sections if (section := find(frame)) is not None)


def _track_id(track: Answer | None) -> str | None:
    known = track is not None and track.value and not isinstance(track.value, Open)
    return str(track.value) if track is not None and known else None


def _missing_figures(ready: Compiled, judged: Judged) -> Iterator[str]:
    """Yield the ids of what our text lacks, the user may supply, and the outcome waits for."""
    contribution = judged.contribution
    open_ones = [one for one in judged.findings if one.verdict == "undetermined" and one.severity != "info"]
    if open_ones:
        suppliable = ready.suppliable.among({one.id for one in open_ones})
        yield from (one.id for one in open_ones if one.id in suppliable)
    yield from judged.expenses.missing_figures
    if contribution.amount is None or open_ones:
        yield from (name for name in ready.missing_values if name not in judged.facts.supplied)
    if contribution.amount is None:
        for regime in contribution.regimes:
            if regime.estimates is None and (regime.applies or contribution.regime is None):
                yield from regime.missing_figures
    if contribution.support is not None:
        yield from contribution.support.missing_figures


def _warnings(ready: Compiled, facts: Facts, on: date, track: Answer | None) -> Iterator[Text]:
    """Yield what the reader should know beside the findings."""
    day = filing_day(facts, on)
    if ready.call.kind == "programme":
        yield _(
            "È un programma: si può calcolare il costo di un progetto, ma non c'è un bando aperto a cui fare domanda."
        )
    elif ready.call.kind == "project":
        yield _("È un progetto già avviato: non si può fare domanda.")
    for amendment in ready.call.amendments:
        if amendment.since <= day and not amendment.verified:
            yield amendment.text
    if day > on:
        yield _("L'invio è segnato al {day}, dopo il giorno della valutazione: vale il bando di quel giorno.").format(
            day=formats.day(day)
        )
    if track is not None and isinstance(track.value, Open) and track.value.verdict == "undetermined":
        yield _("Il testo che abbiamo non basta a dire in quale graduatoria rientra la domanda.")
    asked_for = ready.suppliable.among(facts.supplied) if facts.supplied else frozenset()
    for name in (name for name in facts.supplied if name not in asked_for):
        yield _("È stato fornito «{name}», che questo bando non chiede: non è stato usato.").format(name=name)
    for key in answers_in_vain(ready.call, facts, ready.vocabulary):
        yield _("«{label}» è una risposta che chi presenta questa domanda non può dare: non è stata usata.").format(
            label=label_of(key, ready.vocabulary)
        )
    yield from misfits(ready.call.scoring, facts)

"""The status of one application on a day: the outcome in short, and what amendments changed since a day."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ..assessment.assess import assess
from ..engine.comparison.differences import outcome_changes
from ..i18n import say
from ..model.application import Application
from ..model.call import Edition
from ..model.outcome import Outcome
from ..render.deadlines_calendar import events, whose
from ..render.file_names import identity_of
from ..report.changes import change_words
from ..report.data.values import euro_or_none
from ..wording.aid_forms import form_word
from ..wording.applicant import applicant_name, unnamed
from ..wording.facts import label_of
from ..wording.figures import lacking_words
from ..wording.meaning import excluding, meaning, window_deadline
from ..wording.terms import certainty_of
from ..wording.verdicts import failed_words
from .application_status import AmendmentEffect, ApplicationStatus, DatedTerm, DueDocument, FormAmount


def status_of(
    application: Application, edition: Edition, day: date, since: date | None = None, warnings: int = 0
) -> ApplicationStatus:
    """Judge an application on a day; with ``since``, also by its call as it stood then, both on the same day."""
    outcome = assess(edition, application.facts, day, drafts=False)
    amended = [one for one in edition.call.amendments if since is not None and since < one.since <= day]
    before = _as_it_stood(edition, since) if since is not None and amended else None
    return ApplicationStatus(
        client=applicant_name(outcome.facts) or unnamed(outcome.facts),
        call=outcome.call.id,
        title=say(outcome.call.title),
        on=day.isoformat(),
        verdict=outcome.verdict,
        unfunded=outcome.unfunded,
        reasons=tuple(_reasons(outcome)),
        amounts=tuple(_amounts(outcome)),
        missing=tuple((key, label_of(key, outcome.vocabulary)) for key in outcome.to_ask),
        missing_figures=outcome.missing_figures,
        lacking=lacking_words(outcome.missing_figures, outcome.call),
        documents=tuple(_documents(outcome)),
        terms=tuple(_terms(outcome)),
        warnings=warnings,
        amendments=tuple((one.since.isoformat(), say(one.text)) for one in amended),
        effects=() if before is None else tuple(_effects(before, application, outcome)),
        events=tuple(events(outcome, identity_of(outcome), whose(outcome))),
    )


def _as_it_stood(edition: Edition, since: date) -> Edition:
    """Return the call without what came after a day."""
    return replace(edition, versions=tuple(one for one in edition.versions if one.since <= since))


def _effects(before: Edition, application: Application, outcome: Outcome) -> Iterator[AmendmentEffect]:
    old = assess(before, application.facts, outcome.on, drafts=False)
    for one in outcome_changes(old, outcome):
        yield AmendmentEffect(one.path, *change_words(one))


def _reasons(outcome: Outcome) -> Iterator[str]:
    """Yield why it is not admissible: that the window is not open, and what else excludes; or why it is not paid."""
    if outcome.verdict == "not_eligible":
        others = [one for one in excluding(outcome) if window_deadline(one, outcome) is None]
        if not others:
            yield meaning(outcome)
        yield from (failed_words(say(one.text)) for one in others)
    elif outcome.unfunded:
        yield from (failed_words(say(one.text)) for one in outcome.unpaying)


def _amounts(outcome: Outcome) -> Iterator[FormAmount]:
    """Yield what each instrument gives, by its form or of several of one form by its label; what the regimes give."""
    got, label = outcome.contribution, say(outcome.call.contribution.form)
    if got.support is None:
        yield FormAmount("", label, euro_or_none(got.amount), got.status)
        return
    if outcome.call.contribution.regimes:
        yield FormAmount("", label, euro_or_none(got.support.granted), got.status)
    given = [one for one in got.support.instruments if one.applies is not False]
    several = Counter(one.form for one in given)
    for one in given:
        label = form_word(one.form) if several[one.form] == 1 else say(one.label)
        yield FormAmount(one.form, label, euro_or_none(one.amount), one.status)


def _documents(outcome: Outcome) -> Iterator[DueDocument]:
    for one in outcome.attachments:
        if one.due != "not_due":
            yield DueDocument(one.id, say(one.title), one.due, one.moment)


def _terms(outcome: Outcome) -> Iterator[DatedTerm]:
    for one in outcome.deadlines:
        if one.at is not None:
            at = one.at.date() if one.whole_day else one.at.replace(tzinfo=None)
            doubt = "; ".join(certainty_of(one))
            yield DatedTerm(one.id, say(one.text), one.what, at.isoformat(), one.whole_day, doubt, one.cite)

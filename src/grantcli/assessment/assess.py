"""An application assessed: what follows from its facts, what the call makes of them, what State-aid law adds."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from ..engine.evaluate import evaluate
from ..engine.for_applicant import had_by_applicant, with_kind
from ..engine.other_plans import OtherPlan, with_other_plans
from ..law.derive import derive, sources_of
from ..law.supplement import of_money, supplement
from ..model.call import Edition
from ..model.facts import Facts
from ..model.outcome import Judged, Outcome, Supplement


def assess(edition: Edition, facts: Facts, on: date, *, drafts: bool = True) -> Outcome:
    """Return the outcome of what is known of an application, by a call and State-aid law as they are on ``on``.

    The outcome's ``facts`` are those given and the derived answers. ``drafts`` false leaves out what only papers show.
    Pure: same call, facts and day, same outcome.
    """
    known = derive(with_kind(edition.on(on), facts), edition.vocabulary, on)
    outcome = evaluate(edition, known, on, drafts=drafts, law=supplement)
    sources = {key: found for key in outcome.missing if (found := sources_of(key))}
    had = {key: tuple(had_by_applicant(found, known, edition.vocabulary)) for key, found in sources.items()}
    return replace(outcome, sources=had)


def assess_plainly(edition: Edition, facts: Facts, on: date) -> Outcome:
    """Return the same outcome with verdict, money and what these wait for alone: for many calls, or many companies.

    Of the law it has what can decide; it has no papers, payments, deadlines, warnings, nor the account of the firm.
    """
    known = derive(with_kind(edition.on(on), facts), edition.vocabulary, on)
    return evaluate(edition, known, on, papers=False, law=_deciding_law)


def _deciding_law(judged: Judged) -> Supplement:
    return Supplement(of_money(judged))


def assess_plans(
    outcome: Outcome, edition: Edition, plans: Iterable[tuple[Facts, ...]], *, hasty: bool = False
) -> Iterator[OtherPlan]:
    """Yield what would come of other lists of expenses, of an application already assessed.

    ``hasty``: of a plan whose amount is surely open nothing else is looked at.
    """
    return with_other_plans(edition, outcome.facts, outcome.on, plans, of_money, hasty=hasty)

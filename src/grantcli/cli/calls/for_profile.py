"""What the calls of a list are to one company: possible, missing answers, impossible and why."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from ...i18n import _
from ...problem import Place, Problem, errors
from ...report.calls import Fits, ListedFit
from ..library import Library

_MOST_REASONS = 2


def fits_of(profile: Path, library: Library, day: date) -> tuple[Fits, list[Problem]]:
    """Return how each call that one can apply for fits the company of a profile (or an application), and problems."""
    from ...batch.inputs import one_file
    from ...matching.companies import Companies
    from ...matching.match import match
    from ...matching.unjudged import problems_of
    from ...matching.words import chance_word, fit_words, mark_of, unmet_words

    if not profile.is_file():
        return {}, [Problem(Place(str(profile)), "", _("il file non esiste"), kind="missing_file")]
    editions = list(library.values())
    companies = Companies(editions, library)
    found = [match(one, editions, day) for one in companies.read([one_file(profile)])]
    if not found and not any(errors(companies.problems)):
        problem = Problem(Place(str(profile)), "", _("non c'è nessuna impresa da confrontare"), kind="nothing")
        return {}, [*companies.problems, problem]
    fits = {}
    for one in (fit for company in found for fit in company.fits):
        missing = f" ({len(one.missing)})" if one.chance == "missing" else ""
        words = " · ".join(part for part in (f"{chance_word(one)}{missing}", fit_words(one)) if part)
        reasons = tuple(unmet_words(unmet) for unmet in one.reasons[:_MOST_REASONS])
        fits[one.call.id] = ListedFit(one.chance, words, mark_of(one), reasons, one.missing, one.unfunded)
    broken = problems_of(each for company in found for each in company.unjudged)
    return fits, [*companies.problems, *(replace(one, warning=True) for one in broken)]

"""Lint of who applies: what looks at kinds of applicant that the call does not admit, figures that one cannot have."""

from collections.abc import Iterator

from ...i18n import _, say
from ...model.computing.call_figure import FactFigure
from ...model.condition import Condition, Test, parts
from ...model.vocabulary import APPLICANT_KIND
from ...model.walk.call_nouns import Steps, nouns_of
from ...model.walk.had_by import is_had_by
from ...model.walk.named_facts import inner_scope
from ...model.walk.scope import Scope
from ..call.address_problem import AddressProblem
from .subject import Check, Linted

_FIGURES = ("rate", "amount", "share", "most", "lump_sum", "fixed")


def check_kinds(linted: Linted) -> Iterator[AddressProblem]:
    """Who may apply is said, at least one kind, and no condition looks for another."""
    call = linted.call
    if call.applicants is not None and not call.applicants.who:
        text = _("non è detto chi può fare domanda")
        yield AddressProblem(("applicants", "who"), "nobody_applies", text, "who: [firm, person]")
    for steps, noun in nouns_of(call):
        for part in _own_conditions(noun):
            if isinstance(part, Test) and part.fact == APPLICANT_KIND and isinstance(part.value, tuple):
                yield from _not_admitted(linted, steps, part.value)


def _own_conditions(noun: object) -> Iterator[Condition]:
    """Yield the conditions of a noun itself, each followed by all that it is made of."""
    for name in ("when", "require", "forbid"):
        yield from parts(getattr(noun, name, None))


def _not_admitted(linted: Linted, steps: Steps, wanted: tuple[object, ...]) -> Iterator[AddressProblem]:
    applicants = linted.call.applicants
    if applicants is None:
        text = _("guarda «{fact}», ma il bando non dice chi può fare domanda").format(fact=APPLICANT_KIND)
        yield AddressProblem(steps, "applicants_unsaid", text, "applicants: {who: [firm, team], cite: …}")
        return
    for kind in wanted:
        if kind not in applicants.who:
            text = _("«{kind}» non è tra chi può fare domanda").format(kind=kind)
            yield AddressProblem(steps, "not_among_applicants", text, ", ".join(applicants.who), warning=True)


def check_figures(linted: Linted) -> Iterator[AddressProblem]:
    """A figure that follows from what an applicant cannot have is only for the others, and says so with ``when``."""
    call, vocabulary = linted.call, linted.edition.vocabulary
    said = {steps for steps, noun in nouns_of(call) if _says_who(getattr(noun, "when", None))}
    for steps, noun in nouns_of(call):
        if call.applicants is None or any(steps[:count] in said for count in range(len(steps) + 1)):
            continue
        scope = inner_scope(noun, Scope(vocabulary, call.areas))
        for figure in (getattr(noun, name, None) for name in _FIGURES):
            key = scope.path(figure.fact) if isinstance(figure, FactFigure) else ""
            without = [kind for kind in call.applicants.who if key and not is_had_by(kind, key, vocabulary)]
            if isinstance(figure, FactFigure) and without:
                who = ", ".join(_words(kind, linted) for kind in without)
                text = _("«{fact}» non lo ha: {who}").format(fact=figure.fact, who=who)
                hint = _("dire con «when» a chi spetta (applicant.who)")
                yield AddressProblem(steps, "figure_not_had", text, hint, warning=True)


def _says_who(condition: Condition | None) -> bool:
    return any(isinstance(part, Test) and part.fact == APPLICANT_KIND for part in parts(condition))


def _words(kind: str, linted: Linted) -> str:
    choices = linted.edition.vocabulary[APPLICANT_KIND].choices or {}
    return say(choices.get(kind)) or kind


APPLICANT_CHECKS: tuple[Check, ...] = (check_kinds, check_figures)

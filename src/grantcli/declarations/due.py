"""Which declarations go with an application: those that a document of the call asks for, those of our own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ..i18n import Text, say
from ..model.attachment import Attachment
from ..model.facts import Facts
from ..model.outcome import Outcome
from ..model.paper.declaration import Blank, Block, DeclarationForm, FilledDeclaration
from .filling import GAP, begin, no_signer
from .parts import filled_parts
from .persons import declarant_of

_SIGNING = ("application.signed_in", "application.signed_on")


def declarations_of(
    outcome: Outcome, forms: Mapping[str, DeclarationForm], blocks: Mapping[str, Block], only: Iterable[str] = ()
) -> Iterator[FilledDeclaration]:
    """Yield the declarations of an application, filled, in the order of the call's documents, then of their ids.

    Those that a document of the call asks for where it is due, or where that is not decided yet; of the others those
    whose own occasion arises. ``only`` names some: those are made, due or not.
    """
    wanted = set(only)
    asked = [(forms[one.declaration], one) for one in outcome.call.attachments if one.declaration is not None]
    due = {one.id: one.due for one in outcome.attachments}
    taken = set()
    for form, paper in asked:
        taken.add(form.id)
        if form.id in wanted if wanted else due.get(paper.id) != "not_due":
            yield from _each(outcome, form, blocks, paper)
    for ident, form in sorted(forms.items()):
        if ident in taken:
            continue
        if ident in wanted if wanted else _arises(outcome, form):
            yield from _each(outcome, form, blocks, None)


def lacking_answers(
    outcome: Outcome, forms: Mapping[str, DeclarationForm], blocks: Mapping[str, Block]
) -> tuple[str, ...]:
    """Return the full keys that the declarations asked for by due documents of the call still lack, each once."""
    named = {one.declaration for one in outcome.call.attachments}
    found = (one for one in declarations_of(outcome, forms, blocks) if one.id in named)
    return tuple(dict.fromkeys(key for one in found for key, _label in one.lacking))


def _arises(outcome: Outcome, form: DeclarationForm) -> bool:
    """Return whether a declaration goes with an application unasked: these are acts for bodies that speak Italian."""
    if outcome.call.language != "it":
        return False
    return form.due is not None and begin(outcome).judge(form.due).verdict == "pass"


def _each(
    outcome: Outcome, form: DeclarationForm, blocks: Mapping[str, Block], paper: Attachment | None
) -> Iterator[FilledDeclaration]:
    if form.each is None:
        person = declarant_of(outcome, principal=form.signer == "principal")
        yield _filled(outcome, form, blocks, paper, person)
        return
    asked = next((one.who for one in outcome.attachments if paper is not None and one.id == paper.id and one.who), ())
    for person in outcome.facts.lists.get(form.each, ()):
        whom = begin(outcome, person=person, inside=form.each)
        if person.id in asked if asked else whom.judge(form.whom).verdict != "fail":
            yield _filled(outcome, form, blocks, paper, person)


def _filled(
    outcome: Outcome,
    form: DeclarationForm,
    blocks: Mapping[str, Block],
    paper: Attachment | None,
    person: Facts | None,
) -> FilledDeclaration:
    filling = begin(outcome, person=person, inside=form.each or "")
    filling = replace(filling, sheet_names=paper.sheets if paper is not None else {})
    parts = filled_parts(form.parts, blocks, filling)
    refused: list[Text] = [one.text for one in form.contradictions if filling.judge(one.when).verdict == "pass"]
    signed = tuple(filling.value(key) for key in _SIGNING)
    signer = _signer(person)
    return FilledDeclaration(
        form.id,
        form.title if paper is None else say(paper.title, "it"),
        form.short,
        form.cite,
        form.norm,
        signer,
        parts,
        tuple(filling.lacking.items()),
        (*refused, *filling.contradictions),
        paper.id if paper is not None else "",
        say(paper.form, "it") if paper is not None and paper.form is not None else "",
        (paper.model or "free") if paper is not None else "free",
        (paper.template or "") if paper is not None else "",
        signer.text if form.each and signer.known else "",
        form.note or "",
        signed,
        dict(filling.values),
        person.id if form.each and person is not None else "",
    )


def _signer(person: Facts | None) -> Blank:
    """Return the name of who signs, or a space for it."""
    name = person.value("name") if person is not None else None
    if person is None or not name:
        return Blank(GAP, "application.signer", no_signer(), known=False)
    return Blank(str(name), f"people[{person.id}].name")

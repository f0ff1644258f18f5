"""``grantcli explain CODE`` or ``RULE --call X``: what it means, why, an example, and what to do."""

from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..codes import CODES
from ..i18n import _
from ..model.call import Edition
from ..problem import Place, Problem
from ..report.explanations import (
    ExplainedRule,
    code_data,
    codes_data,
    rule_data,
    show_code,
    show_codes,
    show_rule,
)
from ..wording.code_words import explanation
from .library import Library, folders, known_ids
from .reading import find_call, tell
from .shell.exits import BAD_INPUT, DONE
from .shell.setting import Setting
from .shell.terminal import give_data, program, screen

if TYPE_CHECKING:
    from ..model.case import Case

ABOUT = _(
    "Un codice è quello che accompagna un problema o un avviso (G101); senza, sono elencati tutti. Con --call spiega "
    "una regola, una voce o un allegato del bando: da dove viene, che cosa guarda, quale caso la fa scattare."
)


def run(
    ctx: typer.Context,
    what: Annotated[
        str | None, typer.Argument(metavar=_("CODICE"), help=_("Il codice, o la sigla di una regola."))
    ] = None,
    call: Annotated[
        str | None,
        typer.Option("--call", metavar=_("BANDO"), help=_("Il bando della regola."), autocompletion=known_ids),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive la spiegazione in JSON."))] = False,
) -> int:
    """Print the explanation of a code, of a rule, or the list of codes."""
    setting: Setting = ctx.obj
    if call is not None and what is not None:
        return _rule(what, call, setting, as_json)
    if what is None:
        return _list(setting, as_json)
    found = explanation(what)
    if found is None:
        tell([_unknown_code(what)], setting)
        return BAD_INPUT
    if as_json:
        give_data(code_data(found), setting)
    else:
        show_code(found, screen(setting))
    return DONE


def _list(setting: Setting, as_json: bool) -> int:
    if as_json:
        give_data(codes_data(), setting)
    else:
        show_codes(screen(setting), program(setting))
    return DONE


def _unknown_code(what: str) -> Problem:
    near = get_close_matches(what.upper(), CODES.values(), 1) or get_close_matches(what, CODES, 1)
    hint = _("forse «{near}»?").format(near=near[0]) if near else _("di una regola serve anche --call BANDO")
    return Problem(Place(what), "", _("nessun problema ha questo codice"), hint, "unknown_code")


def _rule(what: str, call: str, setting: Setting, as_json: bool) -> int:
    library = Library(folders(setting))
    edition = find_call(call, library, setting)
    if edition is None:
        return BAD_INPUT
    rules = _rules_called(what, edition, _cases(edition, library))
    if not rules:
        tell([_unknown_rule(what, edition)], setting)
        return BAD_INPUT
    if as_json:
        give_data(rule_data(rules, edition.call, edition.vocabulary), setting)
    else:
        show_rule(rules, edition.call, edition.vocabulary, screen(setting))
    return DONE


def _rules_called(what: str, edition: Edition, cases: "list[Case]") -> list[ExplainedRule]:
    from ..loading.call.addresses import nouns, path_of

    return [
        ExplainedRule(path_of(steps), noun, _tried(_id_of(noun), cases))
        for steps, noun in nouns(edition.call)
        if steps and _id_of(noun).casefold() == what.casefold()
    ]


def _id_of(noun: Any) -> str:
    return str(getattr(noun, "id", ""))


def _tried(ident: str, cases: "list[Case]") -> list[str]:
    """Return the names of the cases that make a rule turn something away."""
    return [
        case.name
        for case in cases
        if case.expect.findings.get(ident, "pass") != "pass" or ident in case.expect.lines.values()
    ]


def _cases(edition: Edition, library: Library) -> "list[Case]":
    from ..loading.cases import load_cases

    return [case for folder in library.folder(edition.call.id) for case in load_cases(folder, edition)[0]]


def _unknown_rule(what: str, edition: Edition) -> Problem:
    from ..loading.call.addresses import nouns

    known = list(dict.fromkeys(_id_of(noun) for steps, noun in nouns(edition.call) if steps and _id_of(noun)))
    near = get_close_matches(what, known, 1)
    hint = _("forse «{near}»?").format(near=near[0]) if near else _("le regole: grantcli calls show {id} --all")
    text = _("il bando non ha nulla con questa sigla")
    return Problem(Place(edition.call.id), what, text, hint.format(id=edition.call.id), "unknown_rule")

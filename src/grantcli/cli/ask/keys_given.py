"""Answers given as options: ``--set DATO=VALORE``, read as they are understood when typed; keys of ``--edit``."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import typer

from ...i18n import _
from ...model.call import Edition
from ...model.facts import Facts
from ...problem import Place, Problem, errors

_ITEM = re.compile(r"(.+)\[([^\[\]]+)\]")


def pairs(texts: list[str]) -> dict[str, str | None]:
    """Return the answers of ``--set`` by key, None for one to be taken back; a usage error says what is wrong."""
    return dict(_pair(text) for text in texts)


def _pair(text: str) -> tuple[str, str | None]:
    key, mark, value = text.partition("=")
    if not mark or not key.strip():
        message = _("«{text}» non va: si scrive DATO=VALORE, come company.active=sì").format(text=text)
        raise typer.BadParameter(message, param_hint="--set")
    return key.strip(), value.strip() or None


def with_settings(
    edition: Edition, facts: Facts, settings: Mapping[str, str | None], day: date
) -> tuple[Facts | None, list[Problem]]:
    """Return the facts with the answers set, or None and all that is wrong; the same facts where none is set."""
    from ...loading.cases import overlay

    if not settings:
        return facts, []
    lost = [problem for key in settings if (problem := _lost_item(key, facts, "--set")) is not None]
    if lost:
        return None, lost
    told = {key: _spelled(edition, key, value, day) for key, value in settings.items()}
    changed, problems = overlay(facts, told, edition)
    seen = [_hinted(problem, edition).in_file("--set") for problem in problems]
    return (None if any(errors(problems)) else changed), seen


def _hinted(problem: Problem, edition: Edition) -> Problem:
    """Return a problem that says how what is no answer of its own is given: a field of an item, what was supplied."""
    first, _dot, rest = problem.path.partition(".")
    if problem.kind != "unknown_fact" or not rest:
        return problem
    if first == "supplied":
        words = _("serve anche la fonte: si scrive nel file, sotto «supplied», o lo chiede l'intervista alla fine")
        return replace(problem, hint=words)
    fact = edition.vocabulary.get(first)
    if fact is None or fact.kind != "list":
        return problem
    ident, _dot, field = rest.partition(".")
    example = f"{first}[{ident}].{field}" if field else f"{first}[{ident}]"
    return replace(
        problem, hint=_("di una voce: {example}; tutta la lista: --edit {list}").format(example=example, list=first)
    )


def _spelled(edition: Edition, key: str, value: str | None, day: date) -> object:
    """Return a value as a file would spell it: ``12.500``, ``30`` and ``15/7/22`` have their usual sense here too."""
    from ...interview.understanding import sign_of, understand
    from ...registry.values import write_value
    from ...wording.facts import described

    fact = described(key, edition.vocabulary)
    if value is None or sign_of(value) == "unknown":
        return None
    if fact is None or fact.kind == "list":
        return value
    understood, refusal = understand(fact, value, day)
    return value if refusal is not None or understood is None else write_value(fact, understood) or value


def unknown_key(key: str, edition: Edition, facts: Facts) -> Problem | None:
    """Return the problem that nothing can be asked under a key, with the nearest one; None where it can."""
    from ...registry.spelling import nearest
    from ...wording.facts import described

    lost = _lost_item(key, facts, "--edit")
    if lost is not None:
        return lost
    item = _ITEM.fullmatch(key)
    fact = described(item[1] if item else key, edition.vocabulary)
    if fact is not None and not fact.derived:
        return None
    close = nearest(key, [one for one, told in edition.vocabulary.items() if "[]" not in one and not told.derived])
    text = _("«{key}» non è un dato che si possa chiedere").format(key=key)
    hint = _("forse «{near}»?").format(near=close) if close else _("l'elenco: grantcli ask … --review")
    return Problem(Place("--edit"), key, text, hint=hint, kind="unknown_fact")


def _lost_item(key: str, facts: Facts, option: str) -> Problem | None:
    """Return the problem that a key goes through an item that is not there."""
    from ...interview.paths import item_of, items_at

    reached = ""
    for part in key.split("].")[:-1] if not key.endswith("]") else key[:-1].split("]."):
        name, bracket, ident = f"{reached}{part}".rpartition("[")
        items = items_at(facts, name) or () if bracket else ()
        if bracket and item_of(items, ident) is None:
            known = ", ".join(one.id for one in items) or _("nessuna")
            text = _("«{item}» non c'è in «{list}»").format(item=ident, list=name)
            return Problem(
                Place(option), key, text, hint=_("ci sono: {items}").format(items=known), kind="unknown_item"
            )
        reached = f"{reached}{part}]."
    return None

"""The partners that an application does not type but names: a table of them, and a profile for each."""

from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from ...filing import is_regular
from ...i18n import _
from ...model.facts import Facts
from ...model.vocabulary import Fact, Vocabulary
from ...problem import Place, Problem
from ..parser.tree import Leaf, MappingNode, Series, Tree
from .profile import load_profile

PARTNERS: Final = "partners"
_PROFILE: Final = Fact(kind="text", label={"it": "Profilo", "en": "Profile"}, optional=True)


class NamedPartners(NamedTuple):
    """The answers of an application without the tables that ``partners`` names, these, and profiles by partner."""

    rest: MappingNode
    tables: tuple[Leaf, ...]
    profiles: dict[int, Leaf]


def without_partner_files(node: MappingNode) -> NamedPartners:
    """Take apart ``partners``: tables of them beside typed ones, of which ``company`` may be the path of a profile."""
    told = node.entries.get(PARTNERS)
    parts = told.items if isinstance(told, Series) else (told,) if isinstance(told, Leaf) else ()
    tables = tuple(part for part in parts if isinstance(part, Leaf) and not part.is_null)
    typed = [part for part in parts if not isinstance(part, Leaf)]
    profiles: dict[int, Leaf] = {}
    for at, part in enumerate(typed):
        company = part.entries.get("company") if isinstance(part, MappingNode) else None
        if isinstance(part, MappingNode) and isinstance(company, Leaf) and not company.is_null:
            profiles[at] = company
            typed[at] = part._replace(entries={key: one for key, one in part.entries.items() if key != "company"})
    if not tables and not profiles:
        return NamedPartners(node, (), {})
    kept: dict[str, Tree] = {key: part for key, part in node.entries.items() if key != PARTNERS}
    if typed and isinstance(told, Series):
        kept[PARTNERS] = Series(tuple(typed), told.mark)
    return NamedPartners(MappingNode(kept, node.keys, node.mark), tables, profiles)


def with_partner_files(
    facts: Facts, named: NamedPartners, folder: Path, vocabulary: Vocabulary, name: str
) -> tuple[Facts, list[Problem]]:
    """Return the facts with the partners of the tables after those typed, each over its profile.

    Paths start from ``folder`` (in a table from the table's own); ``name`` is the file that names them.
    """
    if not named.tables and not named.profiles:
        return facts, []
    fact, problems = vocabulary[PARTNERS], []
    partners = list(facts.lists.get(PARTNERS, ()))
    for at, leaf in named.profiles.items():
        place = Place(name, *leaf.mark)
        partners[at], told = _over_profile(partners[at], folder / leaf.text, place, fact, vocabulary)
        problems += told
    for leaf in named.tables:
        items, told = _table(folder / leaf.text, Place(name, *leaf.mark), fact, vocabulary)
        problems += told
        partners += items
    return facts.with_list(PARTNERS, tuple(partners)), problems


def _table(path: Path, place: Place, fact: Fact, vocabulary: Vocabulary) -> tuple[list[Facts], list[Problem]]:
    if not is_regular(path):
        text = _("la tabella dei partner «{file}» non esiste").format(file=path.name[:40])
        hint = _("il percorso parte dalla cartella di questo file")
        return [], [Problem(place, PARTNERS, text, hint, "missing_partners")]
    from ..importers.aid_ledger import read_ledger

    rows, problems = read_ledger(path, replace(fact, items={**(fact.items or {}), "profile": _PROFILE}), name=PARTNERS)
    items = []
    for row in rows:
        profile = row.answers.get("profile")
        item = replace(row, answers={key: told for key, told in row.answers.items() if key != "profile"})
        if profile is not None:
            item, told = _over_profile(item, path.parent / str(profile.value), place, fact, vocabulary)
            problems += told
        items.append(item)
    return items, problems


def _over_profile(
    item: Facts, path: Path, place: Place, fact: Fact, vocabulary: Vocabulary
) -> tuple[Facts, list[Problem]]:
    """Return a partner with what its profile says under what is said of it here."""
    if not is_regular(path):
        text = _("il profilo «{file}» non esiste").format(file=path.name[:40])
        return item, [Problem(place, PARTNERS, text, kind="missing_profile")]
    profile, problems = load_profile(path, vocabulary)
    known = fact.items or {}
    answers = {key: told for key, told in profile.answers.items() if key in known}
    lists = {key: items for key, items in profile.lists.items() if key in known}
    return replace(item, answers={**answers, **item.answers}, lists={**lists, **item.lists}), problems

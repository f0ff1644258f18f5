"""``domanda.yaml`` as an Application: its call, its day, the company's profile, the answers and what was supplied."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ...i18n import _
from ...model.application import Application
from ...model.call import Edition
from ...model.facts import Facts
from ...model.vocabulary import Vocabulary
from ...problem import Place, Problem
from ..parser.parsing import parse_text, read_tree
from ..parser.reader import BAD, Reader
from ..parser.suggestions import did_you_mean
from ..parser.tree import Leaf, MappingNode, Tree, is_null
from .aids import with_files, without_files
from .disagreement import differences, place_of
from .expense_checks import totals, twice
from .expense_files import with_plans, without_plans
from .facts import FactReader
from .partner_files import with_partner_files, without_partner_files
from .profile import load_profile, over, parse_profile
from .self_contained import files_named

__all__ = ["find_edition", "load_application", "load_profile", "over", "parse_application"]
_OWN = ("call", "on", "company")


def load_application(path: Path, library: Mapping[str, Edition]) -> tuple[Application | None, list[Problem]]:
    """Read an application to one of the calls of ``library``; relative paths in it start from its folder.

    None only where the file or its call is not known; else what could be read, beside the problems of the rest.
    """
    tree, problems = read_tree(path)
    if tree is None:
        return None, problems
    return _read(tree, problems, str(path), path, library)


def parse_application(
    text: str,
    name: str,
    library: Mapping[str, Edition],
    folder: Path | None = None,
    *,
    beside: Mapping[str, str] | None = None,
) -> tuple[Application | None, list[Problem]]:
    """Read an application from text (standard input), shown as ``name``; its paths start from ``folder``.

    ``beside``: texts by name, where the application comes with them alone, as in a paper that carries it: its
    profile is one of them, and nothing of the disk is read for it.
    """
    tree, problems = parse_text(text, name)
    if tree is None:
        return None, problems
    if beside is not None and (foreign := files_named(tree, beside)):
        text = _("nomina un altro file («{file}»), che qui non c'è: non viene letto").format(file=foreign.text[:40])
        return None, [*problems, Problem(Place(name, *foreign.mark), "", text, kind="names_a_file")]
    return _read(tree, problems, name, (folder or Path()) / name, library, beside)


def _read(
    tree: Tree,
    problems: list[Problem],
    name: str,
    path: Path,
    library: Mapping[str, Edition],
    beside: Mapping[str, str] | None = None,
) -> tuple[Application | None, list[Problem]]:
    reader = Reader(name)
    reader.problems = problems
    if not isinstance(tree, MappingNode):
        reader.tell(tree.mark, "", _("qui serve una tabella di chiavi e valori"), "not_a_mapping")
        return None, problems
    edition = _edition(tree, library, reader)
    if edition is None:
        return None, problems
    day = _day(tree, reader)
    profile = _profile(tree, path, edition.vocabulary, reader, beside)
    rest = {key: part for key, part in tree.entries.items() if key not in _OWN}
    if profile.rest is not None:
        rest["company"] = profile.rest
    plans = without_plans(MappingNode(rest, tree.keys, tree.mark))
    partners = without_partner_files(plans.rest)
    named = without_files(partners.rest)
    facts = FactReader(reader, "file").read(named.rest, edition.vocabulary, edition.call)
    facts, told = with_partner_files(facts, partners, path.parent, edition.vocabulary, name)
    problems += _discreet(told)
    facts, told = with_plans(facts, plans, path.parent, edition.vocabulary, edition.call, name)
    problems += _discreet(told)
    facts, told = with_files(facts, named, path.parent, edition.vocabulary, over(profile.facts, facts), name)
    problems += _discreet(told)
    problems += differences(profile.facts, facts, edition.vocabulary, name)
    whole = over(profile.facts, facts)
    problems += [*_lost_partners(whole), *twice(whole), *totals(whole)]
    return Application(edition.call.id, whole, day, path, profile.path), sorted(problems)


def _discreet(problems: list[Problem]) -> list[Problem]:
    """Return what is wrong with other files that the application names, without much of their text."""
    return [problem.quoting_little() for problem in problems]


def _lost_partners(facts: Facts) -> list[Problem]:
    """Report expenses that name a partner who is not in the list of partners."""
    partners = {partner.id for partner in facts.lists.get("partners", ())}
    problems = []
    for line in facts.lists.get("expenses", ()):
        named = line.answers.get("partner")
        if named is not None and named.value not in partners:
            text = _("la spesa {id} è del partner «{partner}», che non c'è in «partners»")
            said = text.format(id=line.id, partner=named.value)
            hint = did_you_mean(str(named.value), partners)
            problems.append(
                Problem(place_of(named.note), f"expenses[{line.id}].partner", said, hint, "unknown_partner")
            )
    return problems


def _edition(tree: MappingNode, library: Mapping[str, Edition], reader: Reader) -> Edition | None:
    node = tree.entries.get("call")
    if not isinstance(node, Leaf) or node.is_null:
        text = _("manca «call»: a quale bando si riferisce la domanda?")
        hint = _("l'elenco: grantcli calls list")
        reader.tell(tree.key_mark("call"), "call", text, "missing_call", hint)
        return None
    found = find_edition(node.text, library)
    if found is None:
        text = _("nessun bando si chiama «{id}»").format(id=node.text)
        hint = did_you_mean(node.text, library) or _("l'elenco: grantcli calls list")
        reader.tell(node.mark, "call", text, "unknown_call", hint)
    return found


def find_edition(name: str, library: Mapping[str, Edition]) -> Edition | None:
    """Return the call of that id or alias."""
    if name in library:
        return library[name]
    return next((edition for edition in library.values() if name in edition.call.aliases), None)


def _day(tree: MappingNode, reader: Reader) -> date | None:
    node = tree.entries.get("on")
    if node is None or is_null(node):
        return None
    day = reader.read(date, node, "on")
    return None if day is BAD else day


class _Profile(NamedTuple):
    """The facts of the profile an application names, and what it writes of the company itself."""

    path: Path | None
    facts: Facts
    rest: Tree | None


def _is_missing(file: Path) -> bool:
    """Return whether nothing is there; where one may not look, reading says why."""
    try:
        return not file.exists()
    except OSError:
        return False


def _profile(
    tree: MappingNode, path: Path, vocabulary: Vocabulary, reader: Reader, beside: Mapping[str, str] | None
) -> _Profile:
    company = tree.entries.get("company")
    named, rest = company, None
    if isinstance(company, MappingNode):
        named = company.entries.get("profile")
        kept = {key: part for key, part in company.entries.items() if key != "profile"}
        rest = MappingNode(kept, company.keys, company.mark)
    if named is None or is_null(named):
        return _Profile(None, Facts(), rest)
    if not isinstance(named, Leaf):
        return _Profile(None, Facts(), named)
    file = path.parent / named.text
    if beside is not None:
        facts, problems = parse_profile(beside[named.text], named.text, vocabulary)
        reader.problems += problems
        return _Profile(file, facts, rest)
    if _is_missing(file):
        text = _("il profilo «{file}» non esiste").format(file=named.text)
        reader.tell(named.mark, "company", text, "missing_profile", _("il percorso parte dalla cartella della domanda"))
        return _Profile(file, Facts(), rest)
    facts, problems = load_profile(file, vocabulary)
    reader.problems += _discreet(problems)
    return _Profile(file, facts, rest)

"""The ledger of aid that an application or a profile does not type but names: tables, files of the aid register."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ...filing import is_regular, open_regular
from ...i18n import _
from ...model.facts import Facts
from ...model.vocabulary import Vocabulary
from ...problem import Place, Problem
from ..parser.tree import Leaf, MappingNode, Series, Tree
from .disagreement import place_of

AIDS = "aids"


class Named(NamedTuple):
    """The answers of a file without the files that its ``aids`` name, and those files."""

    rest: MappingNode
    files: tuple[Leaf, ...]


def without_files(node: MappingNode) -> Named:
    """Take apart ``aids``: one file, or a list of files and typed items; paths are plain texts."""
    told = node.entries.get(AIDS)
    parts = told.items if isinstance(told, Series) else (told,)
    files = tuple(part for part in parts if isinstance(part, Leaf) and not part.is_null)
    if not files:
        return Named(node, ())
    typed = tuple(part for part in parts if part is not None and not isinstance(part, Leaf))
    kept = {key: part for key, part in node.entries.items() if key != AIDS}
    entries: dict[str, Tree] = {**kept, AIDS: Series(typed, told.mark)} if isinstance(told, Series) and typed else kept
    return Named(MappingNode(entries, node.keys, node.mark), files)


def with_files(
    facts: Facts, named: Named, folder: Path, vocabulary: Vocabulary, known: Facts, name: str
) -> tuple[Facts, list[Problem]]:
    """Return the facts with the aid of the files after that typed; paths start from ``folder``.

    ``known`` says whose aid to look for in the register (``tax_codes``); ``name`` is the file that names these. An
    aid with the id and the figures of one given before is the same one, and counts once.
    """
    problems: list[Problem] = []
    for file in named.files:
        items, told = _read(folder / file.text, Place(name, *file.mark), vocabulary, known)
        problems += told
        fresh, repeated = _fresh(items, facts.lists.get(AIDS, ()))
        problems += repeated
        facts = facts.with_list(AIDS, (*facts.lists.get(AIDS, ()), *fresh))
    return facts, problems


def tax_codes(facts: Facts) -> dict[str, str]:
    """Return the tax codes of the applicant (id empty) and of its ties, to look for them in a register of aid."""
    own = {str(facts.value(key)): "" for key in ("company.tax_code", "company.vat_number") if facts.value(key)}
    ties = {
        str(item.value("tax_code")): item.id for item in facts.lists.get("company.links", ()) if item.value("tax_code")
    }
    return {code.upper(): id for code, id in {**ties, **own}.items()}


def _read(path: Path, place: Place, vocabulary: Vocabulary, known: Facts) -> tuple[tuple[Facts, ...], list[Problem]]:
    if not is_regular(path):
        text = _("il file degli aiuti «{file}» non esiste").format(file=path.name[:40])
        hint = _(
            "il percorso parte dalla cartella di questo file; gli aiuti si possono anche scrivere qui, uno per riga"
        )
        return (), [Problem(place, AIDS, text, hint, "missing_ledger")]
    from ..importers.aid_ledger import read_ledger
    from ..importers.envelopes import is_packed

    if _is_xml(path) or is_packed(path):
        return _read_register(path, place, known)
    items, problems = read_ledger(path, vocabulary[AIDS], tax_codes(known))
    return tuple(_with_own_id(item, path.stem) for item in items), problems


def _is_xml(path: Path) -> bool:
    if path.suffix.casefold() == ".xml":
        return True
    try:
        with open_regular(path) as file:
            return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    except OSError:
        return False


def _read_register(path: Path, place: Place, known: Facts) -> tuple[tuple[Facts, ...], list[Problem]]:
    codes = tax_codes(known)
    if not codes:
        text = _("per cercare gli aiuti nel registro serve il codice fiscale dell'impresa")
        return (), [Problem(place, AIDS, text, "company.tax_code", "no_tax_code")]
    from ..importers.rna import read_rna

    items, problems = read_rna(path, codes)
    text = _("nel registro «{file}» aiuti trovati: {count}").format(file=path.name, count=len(items))
    hint = _("un file del registro copre un mese: il conto è intero solo con tutti i mesi del triennio")
    return items, [Problem(place, AIDS, text, hint, "register_read", warning=True), *problems]


def _with_own_id(item: Facts, stem: str) -> Facts:
    return item if "id" in item.answers else replace(item, id=f"{stem}-{item.id}")


def _fresh(items: tuple[Facts, ...], told: tuple[Facts, ...]) -> tuple[list[Facts], list[Problem]]:
    """Return the items not given before, and a problem for each that has the id of another aid."""
    known = {item.id: _figures(item) for item in told}
    fresh: list[Facts] = []
    problems: list[Problem] = []
    for item in items:
        if item.id not in known:
            known[item.id] = _figures(item)
            fresh.append(item)
        elif known[item.id] != _figures(item):
            problems += _repeated(item)
    return fresh, problems


def _figures(item: Facts) -> tuple[object, ...]:
    return tuple(item.value(field) for field in ("date", "amount", "regulation"))


def _repeated(item: Facts) -> Iterator[Problem]:
    text = _("due aiuti diversi hanno la sigla «{id}»").format(id=item.id)
    yield Problem(place_of(item.note), f"{AIDS}[{item.id}]", text, kind="repeated_id")

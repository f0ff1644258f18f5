"""What goes into the zip of an application: papers, declarations, plan, dates, and what is left to do."""

from collections.abc import Callable, Iterator
from pathlib import Path

from ...i18n import _, say
from ...problem import Place, Problem
from .bundle import BundleFile, faults_told, placed, zipped
from .components import lacking_component
from .declared import DeclarationPapers, Declaring
from .papers import Making, makers
from .word import without_word

Makers = dict[str, Callable[[Making, str], bytes]]


def practice(making: Making) -> bytes:
    """Return the zip with everything that can be written here; what the call would not take has a warning."""
    declared = _declarations(making)
    how = makers()
    files = [*_application(making, how), *_declared(declared), *_rest(making, how)]
    made = placed(files, making.outcome)
    if any(one.faults for one in made):
        where = Place(making.name("practice", ".zip", 1))
        hint = _("quali e perché è detto nell'indice dello zip")
        making.tell(Problem(where, "", faults_told(made), hint, kind="not_fileable", warning=True))
    return zipped(made, making.outcome, making.identity, list(_to_do(making, declared)))


def _application(making: Making, how: Makers) -> Iterator[BundleFile]:
    yield from _part(making, "01_domanda", "application", _("Bozza della domanda"), how)
    if making.holds("sections"):
        yield from _part(making, "01_domanda", "sections", _("Sezioni del modulo"), how, ("docx",))


def _rest(making: Making, how: Makers) -> Iterator[BundleFile]:
    if lacking_component(["xlsx"]) is None:
        yield from _part(making, "03_progetto", "plan", _("Piano dei costi con formule"), how, ("xlsx",))
    if making.holds("checklist"):
        yield from _part(making, "04_documenti", "checklist", _("Elenco dei documenti"), how, ("pdf",))
    yield from _part(making, "05_studio", "memo", _("Memo"), how, ("pdf",))
    yield from _part(making, "05_studio", "annex", _("Appendice: regole e fonti"), how, ("pdf",))
    yield from _part(making, "05_studio", "outcome", _("Esito in dati"), how, ("json",))
    yield from _part(making, "05_studio", "deadlines", _("Scadenze per il calendario"), how, ("ics",))


def _part(
    making: Making, folder: str, kind: str, title: str, how: Makers, suffixes: tuple[str, ...] = ()
) -> Iterator[BundleFile]:
    name = making.name(kind, "", 1).partition("_")[0].lower()
    for suffix in suffixes or ("pdf", "docx"):
        if suffix != "docx" or without_word() is None:
            yield BundleFile(folder, name, f".{suffix}", title, how[suffix](making, kind))


def _declarations(making: Making) -> list[DeclarationPapers]:
    if making.folder is None:
        return []
    formats = ["pdf", *(["docx"] if without_word() is None else [])]
    declaring = Declaring(making.outcome, making.house, making.tell, Path(making.folder))
    return declaring.papers(formats)


def _declared(found: list[DeclarationPapers]) -> Iterator[BundleFile]:
    from ...render.file_names import declaration_name

    taken: dict[str, int] = {}
    for one in found:
        filled = one.filled
        bare = declaration_name(filled.number, filled.short, filled.who)
        mark = taken[bare] = taken.get(bare, 0) + 1 if one.makers else 0
        name = declaration_name(filled.number, filled.short, filled.who, mark)
        title = f"{filled.title} ({filled.who})" if filled.who else filled.title
        for suffix, make in one.makers.items():
            yield BundleFile("02_dichiarazioni", name, suffix, title, make())


def _to_do(making: Making, declared: list[DeclarationPapers]) -> Iterator[str]:
    """Yield what a person still has to fill in or to settle, a line each."""
    from ...wording.facts import label_of

    outcome = making.outcome
    for key in outcome.to_ask:
        yield _("Alla domanda manca: {label} ({key})").format(label=label_of(key, outcome.vocabulary), key=key)
    for one in declared:
        for sentence in one.filled.contradictions:
            text = _("Non scritta: {title}. {why}")
            yield text.format(title=one.filled.title, why=say(sentence))
    for label, titles in _blanks(declared).items():
        yield _("Da completare: {label} ({titles})").format(label=label, titles="; ".join(titles))
    if lacking := without_word():
        yield _("Documenti Word non scritti: {why}").format(why=lacking.hint)
    if lacking := lacking_component(["xlsx"]):
        yield _("Piano dei costi non scritto: {why}").format(why=lacking.hint)


def _blanks(declared: list[DeclarationPapers]) -> dict[str, list[str]]:
    """Return the blanks of all declarations, each with the titles of those that have it."""
    found: dict[str, list[str]] = {}
    for one in declared:
        for _key, label in one.filled.lacking if not one.filled.contradictions else ():
            titles = found.setdefault(label, [])
            if one.filled.title not in titles:
                titles.append(one.filled.title)
    return found

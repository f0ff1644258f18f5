"""``grantcli company import BILANCIO.xbrl``: accounts into a profile, never over an answer that is there."""

from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from ...i18n import _
from ...loading.application.import_merge import Figure
from ...loading.application.import_records import ImportRecord
from ...model.facts import Facts
from ...model.vocabulary import Vocabulary
from ...problem import Place, Problem, errors, reason_of
from ...report.company import Imported, ImportedFile, import_data, show_import
from ..claiming import content_of, unchanged_file
from ..confirming import confirmed
from ..reading import tell
from ..shell.exits import BAD_INPUT, DONE
from ..shell.setting import Setting
from ..shell.terminal import give_data, print_message, screen, typed
from .tie_import import of_tie

ABOUT = _(
    "Ogni dato portato resta segnato come importato. Dove il profilo dice altro, la differenza è mostrata e vale il "
    "profilo, salvo --replace."
)


class Held(NamedTuple):
    """The profile as it is: its text, its answers, what was imported before, whether it has no ``company:``."""

    text: str
    facts: Facts
    recorded: list[ImportRecord]
    flat: bool


def run(
    ctx: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(metavar=_("BILANCIO.xbrl"), help=_("I bilanci da portare nel profilo."))
    ],
    into: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help=_("Il profilo (altrimenti company.yaml)."))
    ] = Path("company.yaml"),
    replace: Annotated[
        bool, typer.Option("--replace", help=_("Mette i dati del bilancio al posto di quelli diversi."))
    ] = False,
    tie: Annotated[
        str | None, typer.Option("--tie", metavar="ID", help=_("Il legame del profilo di cui sono i bilanci."))
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help=_("Scrive senza chiedere."))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive JSON."))] = False,
) -> int:
    """Show what accounts would put in the profile, from where and what differs; write it once that is confirmed."""
    from ...loading.application.profile import profile_vocabulary

    vocabulary, problems = profile_vocabulary()
    before = content_of(into)
    start, wrong = _held(into, vocabulary)
    tell([*problems, *wrong], ctx.obj)
    if start is None:
        return BAD_INPUT
    taken = _taken(files, into, start, vocabulary, _Wish(replace, tie), ctx.obj)
    if taken is None:
        return BAD_INPUT
    held, shown = taken
    if as_json:
        give_data(import_data(shown, str(into), replace), ctx.obj)
    else:
        for one in shown:
            show_import(one, vocabulary, screen(ctx.obj), profile=str(into), replaced=replace)
    if held.text == start.text:
        return DONE
    if not _wanted(into, yes, ctx.obj):
        return BAD_INPUT
    return unchanged_file(into, before, lambda: _written(held.text, into, ctx.obj), ctx.obj)


def _taken(
    files: list[Path], into: Path, held: Held, vocabulary: Vocabulary, wish: "_Wish", setting: Setting
) -> tuple[Held, list[ImportedFile]] | None:
    """Return the profile with the figures of all files, and what each of them says; None where one has problems."""
    shown = []
    for file in files:
        merged, told = _merged(file, into, held, vocabulary, wish)
        tell(told, setting)
        if merged is None:
            return None
        figures, held, sources = merged
        shown.append(ImportedFile(file.name, _rows(figures, sources)))
    return held, shown


def _written(text: str, into: Path, setting: Setting) -> int:
    wrong = _write(into, text)
    tell(wrong, setting)
    if wrong:
        return BAD_INPUT
    print_message(_("Ora: grantcli company show {file}").format(file=typed(into)), setting)
    return DONE


class _Wish(NamedTuple):
    """How accounts go into a profile: over what differs or not, into which of its ties (None: the company)."""

    replace: bool
    tie: str | None


def _wanted(into: Path, yes: bool, setting: Setting) -> bool:
    """Ask whether to write; without a terminal the option must have said it."""
    return yes or confirmed(_("Scrivere in {file}?").format(file=into), into, setting)


def _write(into: Path, text: str) -> list[Problem]:
    from ...writing.session import write_whole

    try:
        write_whole(into, text)
    except OSError as error:
        return [Problem(Place(str(into)), "", reason_of(error), kind="cannot_write")]
    return []


def _held(into: Path, vocabulary: Vocabulary) -> tuple[Held | None, list[Problem]]:
    from ...loading.parser.parsing import read_text
    from .profiles import read_profile

    if not into.exists():
        return Held(
            _("# Il profilo di un'impresa, comune a tutte le sue domande.\n") + "company:\n", Facts(), [], False
        ), []
    text, problems = read_text(into, str(into))
    if text is None:
        return None, problems
    facts, _known, problems = read_profile(into, vocabulary)
    return (None if any(errors(problems)) else _as_held(text, facts)), problems


def _as_held(text: str, facts: Facts) -> Held:
    from ...loading.application.import_records import IMPORTED, records
    from ...loading.parser.parsing import parse_text
    from ...loading.parser.reader import Reader
    from ...loading.parser.tree import MappingNode

    tree = parse_text(text, "")[0]
    entries = tree.entries if isinstance(tree, MappingNode) else {}
    return Held(text, facts, records(entries.get(IMPORTED), Reader("")), "company" not in entries)


class _Merged(NamedTuple):
    """What one file says beside the profile, the profile with it, and by key the place of each answer in the file."""

    figures: list[Figure]
    held: Held
    sources: dict[str, str]


def _merged(
    file: Path, into: Path, held: Held, vocabulary: Vocabulary, wish: _Wish
) -> tuple[_Merged | None, list[Problem]]:
    """Put one file's figures into the text of the profile, which is not written yet."""
    from ...loading.application.facts import read_facts
    from ...loading.application.import_merge import figures_of
    from ...loading.importers.xbrl import read_xbrl

    accounts, problems = read_xbrl(file)
    if any(errors(problems)):
        return None, problems
    imported, told = read_facts(accounts.as_data(), vocabulary, "import", file=str(file))
    problems += told
    sources = dict(accounts.sources)
    if wish.tie is not None:
        imported, sources, wrong = of_tie(imported, sources, wish.tie, held.facts, into)
        problems += wrong
    else:
        problems += _of_another(imported, held.facts, file)
    if any(errors(problems)):
        return None, problems
    figures = figures_of(imported, held.facts, vocabulary)
    after, wrong = _merged_text(figures, file, into, held, vocabulary, wish.replace)
    return (None if after is None else _Merged(figures, after, sources)), problems + wrong


def _of_another(imported: Facts, held: Facts, file: Path) -> list[Problem]:
    """Refuse the accounts of another firm: their tax code is neither of those that the profile gives."""
    code = imported.value("company.tax_code")
    known = [held.value(key) for key in ("company.tax_code", "company.vat_number") if held.value(key)]
    if code is None or not known or code in known:
        return []
    text = _("il bilancio è di un'altra impresa: codice fiscale {code}, nel profilo {known}")
    said = text.format(code=code, known=known[0])
    return [Problem(Place(str(file)), "company.tax_code", said, kind="other_company")]


def _merged_text(
    figures: list[Figure], file: Path, into: Path, held: Held, vocabulary: Vocabulary, replace: bool
) -> tuple[Held | None, list[Problem]]:
    from ...loading.application.import_merge import flattened
    from ...loading.application.profile import parse_profile
    from .profile_text import record_of, with_figures

    fresh = [one for one in figures if one.held is None or (replace and one.differs)]
    if not fresh:
        return held, []
    records = {one.key: one for one in held.recorded} | {one.path: record_of(one, file.name) for one in fresh}
    text = with_figures(held.text, fresh, held.facts, list(records.values()), held.flat, vocabulary)
    after = parse_profile(text, str(into), vocabulary)[0] if text is not None else Facts()
    if text is None or not _as_wanted(flattened(held.facts), flattened(after), fresh):
        hint = _("scrivere «company:» e i suoi «years» come tabella, un anno per riga")
        said = _("il profilo è scritto in un modo che non si può completare: non è stato toccato")
        return None, [Problem(Place(str(into)), "", said, hint=hint, kind="cannot_edit")]
    return Held(text, after, list(records.values()), held.flat), []


def _as_wanted(before: dict[str, object], after: dict[str, object], fresh: list[Figure]) -> bool:
    """Return whether the profile says what it said, with the fresh figures over it, and nothing else."""
    keys = [f"{one.path.rpartition('.')[0]}.year" for one in fresh if one.list]
    years = {key: after[key] for key in keys if key in after}
    return after == {**before, **years, **{one.path: one.value for one in fresh}}


def _rows(figures: list[Figure], sources: dict[str, str]) -> tuple[Imported, ...]:
    return tuple(
        Imported(one.key, one.value, one.held.value if one.held else None, sources.get(one.key, "")) for one in figures
    )

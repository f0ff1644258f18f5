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
from ..reading import tell
from ..shell.exits import BAD_INPUT, DONE
from ..shell.terminal import messages, screen

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
) -> int:
    """Merge accounts into the profile and show what was written, what was the same and what differs."""
    from ...loading.application.profile import profile_vocabulary

    vocabulary, problems = profile_vocabulary()
    held, wrong = _held(into, vocabulary)
    tell([*problems, *wrong], ctx.obj)
    if held is None:
        return BAD_INPUT
    for file in files:
        merged, told = _merged(file, into, held, vocabulary, replace)
        tell(told, ctx.obj)
        if merged is None:
            return BAD_INPUT
        figures, held = merged
        _show(figures, file, into, vocabulary, replace, ctx)
    words = _("Ora: grantcli company show {file}").format(file=into)
    messages(ctx.obj).print(words, soft_wrap=True, markup=False)
    return DONE


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


def _merged(
    file: Path, into: Path, held: Held, vocabulary: Vocabulary, replace: bool
) -> tuple[tuple[list[Figure], Held] | None, list[Problem]]:
    """Write one file's figures into the profile; the profile is written only when all of it went well."""
    from ...loading.application.facts import read_facts
    from ...loading.application.import_merge import figures_of
    from ...loading.importers.xbrl import read_xbrl

    accounts, problems = read_xbrl(file)
    if any(errors(problems)):
        return None, problems
    imported, told = read_facts(accounts.as_data(), vocabulary, "import", file=str(file))
    problems += [*told, *_of_another(imported, held.facts, file)]
    if any(errors(problems)):
        return None, problems
    figures = figures_of(imported, held.facts, vocabulary)
    after, wrong = _written(figures, file, into, held, vocabulary, replace)
    return (None if after is None else (figures, after)), problems + wrong


def _of_another(imported: Facts, held: Facts, file: Path) -> list[Problem]:
    """Refuse the accounts of another firm: their tax code is neither of those that the profile gives."""
    code = imported.value("company.tax_code")
    known = [held.value(key) for key in ("company.tax_code", "company.vat_number") if held.value(key)]
    if code is None or not known or code in known:
        return []
    text = _("il bilancio è di un'altra impresa: codice fiscale {code}, nel profilo {known}")
    said = text.format(code=code, known=known[0])
    return [Problem(Place(str(file)), "company.tax_code", said, kind="other_company")]


def _written(
    figures: list[Figure], file: Path, into: Path, held: Held, vocabulary: Vocabulary, replace: bool
) -> tuple[Held | None, list[Problem]]:
    from ...loading.application.import_merge import flattened
    from ...loading.application.profile import parse_profile
    from ...writing.session import write_whole
    from .profile_text import record_of, with_figures

    fresh = [one for one in figures if one.held is None or (replace and one.differs)]
    if not fresh:
        return held, []
    records = {one.key: one for one in held.recorded} | {one.path: record_of(one, file.name) for one in fresh}
    text = with_figures(held.text, fresh, held.facts, list(records.values()), held.flat)
    after = parse_profile(text, str(into), vocabulary)[0] if text is not None else Facts()
    if text is None or not _as_wanted(flattened(held.facts), flattened(after), fresh):
        hint = _("scrivere «company:» e i suoi «years» come tabella, un anno per riga")
        said = _("il profilo è scritto in un modo che non si può completare: non è stato toccato")
        return None, [Problem(Place(str(into)), "", said, hint=hint, kind="cannot_edit")]
    try:
        write_whole(into, text)
    except OSError as error:
        return None, [Problem(Place(str(into)), "", reason_of(error), kind="cannot_write")]
    return Held(text, after, list(records.values()), held.flat), []


def _as_wanted(before: dict[str, object], after: dict[str, object], fresh: list[Figure]) -> bool:
    """Tell whether the profile says what it said, with the fresh figures over it, and nothing else."""
    years = {f"{one.list}.{one.item}.year": after.get(f"{one.list}.{one.item}.year") for one in fresh if one.list}
    return after == {**before, **years, **{one.path: one.value for one in fresh}}


def _show(
    figures: list[Figure], file: Path, into: Path, vocabulary: Vocabulary, replace: bool, ctx: typer.Context
) -> None:
    from ...report.company import Imported, show_import

    rows = [Imported(one.key, one.value, one.held.value if one.held else None) for one in figures]
    show_import(rows, vocabulary, screen(ctx.obj), file=file.name, profile=str(into), replaced=replace)

"""``grantcli calls new ID``: the skeleton of a call, to be rewritten rule by rule."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from ...assets import shipped
from ...filing import new_folder, real
from ...i18n import _
from ...problem import Place, Problem, reason_of
from ..library import Library, folders
from ..reading import tell, today
from ..shell.exits import BAD_INPUT, DONE
from ..shell.setting import Setting
from ..shell.terminal import print_message, screen, typed

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def run(
    ctx: typer.Context,
    ident: Annotated[str, typer.Argument(metavar="ID", help=_("Nome del bando: lettere minuscole, cifre, trattini."))],
    into: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help=_("Dove scriverne la cartella (altrimenti qui)."))
    ] = Path(),
    record: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help=_("Una scheda del catalogo nazionale degli incentivi (JSON).")),
    ] = None,
    words: Annotated[
        str | None,
        typer.Option("--record", metavar=_("SCHEDA"), help=_("Quale scheda del file: numero, o parole del titolo.")),
    ] = None,
) -> int:
    """Write the folder of a new call: call, cases, example, notes."""
    if not _ID.fullmatch(ident):
        message = _("«{id}» non va: solo lettere minuscole, cifre e trattini, come lazio-export-2026").format(id=ident)
        raise typer.BadParameter(message, param_hint="ID")
    folder = into / ident
    taken = Library(folders(ctx.obj)).folder(ident)
    if taken and real(taken[0]) != real(folder):
        text = _("un bando con questo nome c'è già in {folder}: sceglierne un altro").format(folder=taken[0])
        tell([Problem(Place(ident), "", text, kind="duplicate_call")], ctx.obj)
        return BAD_INPUT
    files = _files(ident, record, words, ctx.obj)
    if files is None:
        return BAD_INPUT
    try:
        with new_folder(folder):
            written = [_write(folder / name, text) for name, text in files.items()]
    except OSError as error:
        tell([Problem(Place(str(folder)), "", reason_of(error), kind="cannot_write")], ctx.obj)
        return BAD_INPUT
    for path in written:
        screen(ctx.obj).print(str(path), soft_wrap=True, markup=False)
    words = _("Ora: grantcli calls check {folder}, poi grantcli calls test {folder}").format(folder=typed(folder))
    print_message(words, ctx.obj)
    return DONE


def _files(ident: str, record: Path | None, words: str | None, setting: Setting) -> dict[str, str] | None:
    """Return the texts of the folder's files by name; None after reporting why a record cannot be used."""
    if record is None:
        return {file.as_posix(): _filled(file, ident) for file in _skeleton()}
    from .from_catalogue import catalogue_files, chosen_record

    chosen, problems = chosen_record(record, words)
    tell(problems, setting)
    return None if chosen is None else catalogue_files(chosen, ident, today())


def _skeleton() -> list[Path]:
    root = shipped("templates") / "new"
    return sorted(path.relative_to(root) for path in root.rglob("*") if path.is_file())


def _filled(file: Path, ident: str) -> str:
    day = today()
    values = {
        "ID": ident,
        "TODAY": day.isoformat(),
        "OPENS": (day + timedelta(days=30)).isoformat(),
        "DURING": (day + timedelta(days=60)).isoformat(),
        "CLOSES": (day + timedelta(days=90)).isoformat(),
        "AFTER": (day + timedelta(days=91)).isoformat(),
    }
    text = (shipped("templates") / "new" / file).read_text(encoding="utf-8")
    return re.sub(r"@(\w+)@", lambda match: values[match[1]], text)


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path

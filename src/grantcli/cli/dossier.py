"""``grantcli dossier FILE``: the application on paper, with the checklist of what must accompany it."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ..i18n import _, speaking
from ..model.outcome import Outcome
from ..problem import Place, Problem, reason_of
from .reading import File, On, ReadApplication, day_of, only_calls, read_application, tell, today, with_differences
from .shell.exits import BAD_INPUT, DONE
from .shell.setting import Setting
from .shell.terminal import give_data, screen

FORMATS = ("pdf", "html", "json")
ABOUT = _("Scrive dossier e lista degli allegati nella lingua del bando; stampa i nomi dei file scritti.")


def run(
    ctx: typer.Context,
    file: File,
    into: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help=_("Cartella in cui scrivere (altrimenti dossier)."))
    ] = Path("dossier"),
    formats: Annotated[
        str, typer.Option("--format", metavar="pdf,html,json", help=_("Formati, separati da virgole (altrimenti pdf)."))
    ] = "pdf",
    on: On = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive in JSON esito e file scritti."))] = False,
) -> int:
    """Judge the application and write its papers."""
    wanted = _formats(formats)
    day = day_of(on) if on else None
    reading = read_application(file, ctx.obj)
    if reading is None or not only_calls(reading, ctx.obj):
        return BAD_INPUT
    outcome = _judged(reading, day or reading.application.on or today())
    try:
        files = [_shown(path, ctx.obj, as_json) for path in _written(outcome, wanted, into)]
    except OSError as error:
        text = _("non si può scrivere: {why}").format(why=reason_of(error))
        tell([Problem(Place(str(error.filename or into)), "", text, kind="cannot_write")], ctx.obj)
        return BAD_INPUT
    if as_json:
        give_data(_data(outcome, files), ctx.obj)
    return DONE


def _shown(path: Path, setting: Setting, as_json: bool) -> str:
    """Print the name of a file as it is written, unless it goes into the document."""
    if not as_json:
        screen(setting).print(str(path), soft_wrap=True, markup=False)
    return str(path)


def _data(outcome: Outcome, files: list[str]) -> dict[str, object]:
    return {
        "schema": "grantcli/dossier/1",
        "call": outcome.call.id,
        "on": outcome.on.isoformat(),
        "verdict": outcome.verdict,
        "files": files,
    }


def _judged(reading: ReadApplication, day: date) -> Outcome:
    """Judge in the language of the call, so that the reasons of the law are said in that of the paper."""
    from ..assessment.assess import assess

    with speaking(reading.edition.call.language):
        return with_differences(assess(reading.edition, reading.application.facts, day), reading)


def _formats(text: str) -> list[str]:
    wanted = [word.strip().lower() for word in text.split(",") if word.strip()]
    wrong = [word for word in wanted if word not in FORMATS]
    if wrong or not wanted:
        message = _("«{text}» non è un formato fra: {known}").format(text=text, known=", ".join(FORMATS))
        raise typer.BadParameter(message, param_hint="--format")
    return wanted


def _written(outcome: Outcome, wanted: list[str], into: Path) -> Iterator[Path]:
    into.mkdir(parents=True, exist_ok=True)
    makers: dict[str, Callable[[Outcome], Iterator[tuple[str, bytes]]]] = {"pdf": _pdf, "html": _html, "json": _json}
    for kind in wanted:
        for name, content in makers[kind](outcome):
            yield _put(into / name, content)


def _put(path: Path, content: bytes) -> Path:
    """Write whole or not at all: a reader never sees half a file."""
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_bytes(content)
    return unfinished.replace(path)


def _pdf(outcome: Outcome) -> Iterator[tuple[str, bytes]]:
    from ..render.context import context
    from ..render.html import page
    from ..render.pdf import draw

    plain = context(outcome)
    yield "dossier.pdf", draw(page("dossier", plain))
    yield "checklist.pdf", draw(page("checklist", plain))


def _html(outcome: Outcome) -> Iterator[tuple[str, bytes]]:
    from ..render.context import context
    from ..render.html import page

    plain = context(outcome)
    yield "dossier.html", page("dossier", plain, standalone=True).encode()
    yield "checklist.html", page("checklist", plain, standalone=True).encode()


def _json(outcome: Outcome) -> Iterator[tuple[str, bytes]]:
    import json

    from ..report.data.outcome import as_data

    yield "outcome.json", json.dumps(as_data(outcome), ensure_ascii=False, indent=2).encode() + b"\n"

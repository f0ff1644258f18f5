"""``grantcli calls list``: the calls at hand."""

from pathlib import Path
from typing import Annotated, get_args

import typer

from ...i18n import _
from ...model.amounts.aid_form import InstrumentForm
from ...model.vocabulary import Fact
from ...problem import errors
from ..library import Library, folders
from ..reading import On, day_of, tell, today
from ..shell.exits import BAD_INPUT, DONE
from ..shell.terminal import give_data, program, screen
from .for_profile import fits_of

FORMS: tuple[str, ...] = get_args(InstrumentForm)
ABOUT = _(
    "Prima gli aperti, poi quelli annunciati e quelli che tornano, poi i chiusi; con --for prima ciò che l'impresa "
    "può chiedere, in fondo ciò che non può, e perché. Le forme: {forms}."
).format(forms=", ".join(FORMS))

OfRegion = Annotated[
    str | None, typer.Option("--region", metavar=_("REGIONE"), help=_("Solo i bandi di una regione, o di tutte."))
]
OfForm = Annotated[
    str | None,
    typer.Option(
        "--form",
        metavar=_("FORMA"),
        help=_("Solo i bandi che danno aiuti di questa forma."),
        autocompletion=lambda incomplete: [one for one in FORMS if one.startswith(incomplete)],
    ),
]


def run(
    ctx: typer.Context,
    on: On = None,
    is_open: Annotated[bool, typer.Option("--open", help=_("Solo i bandi a cui oggi si può fare domanda."))] = False,
    search: Annotated[
        str | None, typer.Option("--search", metavar=_("PAROLE"), help=_("Solo i bandi che contengono queste parole."))
    ] = None,
    region: OfRegion = None,
    form: OfForm = None,
    profile: Annotated[
        Path | None, typer.Option("--for", metavar=_("PROFILO"), help=_("Che cosa può chiedere questa impresa."))
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive l'elenco in JSON."))] = False,
) -> int:
    """Print the calls as they are on the day."""
    from ...engine.window import window_of
    from ...report.calls import forms_of, has_words, is_for_region, list_data, show_list

    day = day_of(on) if on else today()
    code, wanted = _region(region), _form(form)
    library = Library(folders(ctx.obj))
    standing = [edition.on(day) for edition in library.all().values()]
    calls = [(call, window_of(call, day)) for call in standing if has_words(call, search or "")]
    calls = [pair for pair in calls if pair[1].state == "open" or not is_open]
    calls = [pair for pair in calls if code is None or is_for_region(pair[0], code)]
    calls = [pair for pair in calls if wanted is None or wanted in forms_of(pair[0])]
    fits, problems = fits_of(profile, library, day) if profile is not None else ({}, [])
    tell([*library.problems, *problems], ctx.obj)
    if any(errors(problems)):
        return BAD_INPUT
    if as_json:
        give_data(list_data(calls, day, fits), ctx.obj)
    else:
        show_list(calls, today(), screen(ctx.obj), fits, program=program(ctx.obj))
    return DONE if standing else BAD_INPUT


def _region(named: str | None) -> str | None:
    """Return the ISTAT code of a region named by code or name; a usage error says what is wrong."""
    if named is None:
        return None
    from ...registry.values import read_value

    value, refusal = read_value(Fact(kind="region", label=""), named)
    if refusal is not None:
        raise typer.BadParameter(
            "; ".join(part for part in (refusal.text, refusal.hint) if part), param_hint="--region"
        )
    return str(value)


def _form(named: str | None) -> str | None:
    if named is None or named in FORMS:
        return named
    message = _("«{text}» non è fra: {known}").format(text=named, known=", ".join(FORMS))
    raise typer.BadParameter(message, param_hint="--form")

"""``grantcli company show FILE``: a profile and what State-aid law makes of it."""

from typing import Annotated

import typer

from ... import __version__
from ...i18n import _
from ..reading import On, day_of, tell, today
from ..shell.exits import BAD_INPUT, DONE
from ..shell.terminal import give_data, screen
from .profiles import Profile, read_profile


def run(
    ctx: typer.Context,
    file: Profile,
    on: On = None,
    as_json: Annotated[bool, typer.Option("--json", help=_("Scrive il risultato in JSON."))] = False,
) -> int:
    """Print the profile with its size, the group, difficulty and aid on the day."""
    from ...law.derive import derive
    from ...law.standing import standing_of
    from ...problem import errors
    from ...report.company import company_data, show_company

    day = day_of(on) if on else today()
    facts, vocabulary, problems = read_profile(file)
    tell(problems, ctx.obj)
    if any(errors(problems)):
        return BAD_INPUT
    known = derive(facts, vocabulary, day)
    standing = standing_of(known, day)
    if as_json:
        give_data(company_data(known, standing, day, __version__), ctx.obj)
    else:
        show_company(known, standing, vocabulary, day, screen(ctx.obj))
    return DONE

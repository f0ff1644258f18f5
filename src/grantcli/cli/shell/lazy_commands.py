"""Commands whose code is loaded when they run, and whose help is short, in the user's language and quick to print."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from importlib import import_module
from typing import Any, Self

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from ...i18n import _
from .examples import examples_of

Summaries = Callable[[], Mapping[str, str]]
"""A table of commands: name to one line of help, made when asked for, so that it is in the language spoken then."""


class _Shaped:
    """What commands and groups share: the usage line and the list of options in the user's language."""

    def format_usage(self: Any, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=_bold(_("Uso:")) + " ")

    def collect_usage_pieces(self: Any, ctx: Any) -> list[str]:
        """Return what follows the command's name on its usage line."""
        given = [param for param in self.get_params(ctx) if isinstance(param, TyperArgument)]
        pieces = [
            self.options_metavar,
            *(_placeholder(param) for param in given),
            getattr(self, "subcommand_metavar", ""),
        ]
        return [piece for piece in pieces if piece]

    def format_options(self: Any, ctx: Any, formatter: Any) -> None:
        """Write arguments, options and, for a group, its commands."""
        given = [param for param in self.get_params(ctx) if not getattr(param, "hidden", False)]
        arguments = [
            (param.human_readable_name, param.help or "") for param in given if isinstance(param, TyperArgument)
        ]
        options = [_option_row(param, ctx) for param in given if isinstance(param, TyperOption)]
        self.format_commands(ctx, formatter)
        for title, rows in ((_("Argomenti"), arguments), (_("Opzioni"), options)):
            _section(formatter, title, rows)
        _lines(formatter, _("Esempi"), examples_of(ctx.command_path))

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write nothing: a command has no commands."""

    def get_help_option(self: Any, ctx: Any) -> Any:
        """Return the help option, described in the user's language."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Mostra questo aiuto.")
        return option

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Parse as usual; a usage error knows the command it happened in."""
        try:
            return super().parse_args(ctx, args)  # type: ignore[misc]
        except typer.TyperException as error:
            error.ctx = getattr(error, "ctx", None) or ctx  # type: ignore[attr-defined]
            raise


class Command(_Shaped, TyperCommand):
    """A command that takes no argument too many."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse as usual, naming in the user's language what is too much."""
        ctx.allow_extra_args = True
        rest: list[str] = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            ctx.fail(_("argomento di troppo: «{extra}»").format(extra=" ".join(rest)))
        return rest


class Commands(_Shaped, TyperGroup):
    """A group that knows its commands by name, one line of help and module each; modules are imported when they run."""

    summaries: Summaries
    modules: Mapping[str, str]
    package = "grantcli.cli"

    @classmethod
    def named(cls, name: str) -> Callable[[str], Self]:
        """Return the function that makes the group ``name`` below another one, given its line of help."""
        return lambda summary: cls(
            name=name, help=summary, rich_markup_mode=None, options_metavar="", subcommand_metavar=_("COMANDO …")
        )

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Parse as usual; a group named alone says which commands it has."""
        if not args and ctx.parent is not None and not ctx.resilient_parsing:
            ctx.fail(_("manca il comando, uno fra: {names}").format(names=", ".join(self.summaries())))
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Return the names in the order of the table."""
        return list(self.summaries())

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Return an outline of the command: its name and its line of help."""
        line = self.summaries().get(cmd_name)
        return None if line is None else TyperCommand(cmd_name, help=line, rich_markup_mode=None)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """Find the command named first and load it; a wrong name is answered with the nearest one."""
        name = args[0]
        if name in self.summaries():
            return name, self.load(name), args[1:]
        if ctx.resilient_parsing:
            return None, None, args[1:]
        raise self.unknown(name, ctx)

    def load(self, name: str) -> Any:
        """Import the module of the command ``name`` and return the command."""
        module = import_module(f"{self.package}.{self.modules[name]}")
        return built(name, module, self.summaries()[name])

    def unknown(self, name: str, ctx: Any) -> Exception:
        """Return the usage error that there is no such command."""
        near = get_close_matches(name, self.summaries(), n=1, cutoff=0.5)
        hint = _(" (forse «{near}»?)").format(near=near[0]) if near else ""
        return typer.BadParameter(_("il comando «{name}» non esiste").format(name=name) + hint, ctx=ctx)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """Write the commands, a line each."""
        _section(formatter, _("Comandi"), list(self.summaries().items()))


def built(name: str, module: Any, summary: str, shape: type[Command] = Command) -> Any:
    """Return what a module offers: its group where it has one, else the command made of its function ``run``."""
    group = getattr(module, "group", None)
    if group is not None:
        return group(summary)
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    text = "\n\n".join(part for part in (summary, getattr(module, "ABOUT", "")) if part)
    app.command(name, cls=shape, help=text, options_metavar=_("[OPZIONI]"))(module.run)
    return typer.main.get_command(app)


def _placeholder(param: TyperArgument) -> str:
    name = f"{param.human_readable_name}…" if param.nargs == -1 else param.human_readable_name
    return name if param.required else f"[{name}]"


def _option_row(param: TyperOption, ctx: Any) -> tuple[str, str]:
    record = param.get_help_record(ctx)
    return (record[0] if record else ""), param.help or ""


def _section(formatter: Any, title: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        formatter.write_paragraph()
        formatter.write(f"{_bold(title)}\n")
        formatter.indent()
        formatter.write_dl(rows)
        formatter.dedent()


def _lines(formatter: Any, title: str, lines: tuple[str, ...]) -> None:
    """Write lines as they are, so that they can be copied: nothing is wrapped."""
    if lines:
        formatter.write_paragraph()
        formatter.write(f"{_bold(title)}\n")
        formatter.write("".join(f"  {line}\n" for line in lines))


def _bold(text: str) -> str:
    return typer.style(text, bold=True)

"""What is wrong with a command line, in the user's language, and where to read how it is used."""

from collections.abc import Callable
from difflib import get_close_matches
from typing import Any

from ...i18n import _

_Words = Callable[[Any], str]


def usage_words(error: Any) -> str:
    """Say what is wrong with the line; ``error`` is one of typer's usage errors, known by its class."""
    for kind in type(error).__mro__:
        if kind.__name__ in _BY_KIND:
            return _BY_KIND[kind.__name__](error)
    return str(error.format_message())


def where_to_read(error: Any) -> str:
    """Return the line that names the help of the command at hand."""
    ctx = getattr(error, "ctx", None)
    return _("Come si usa: {command} --help").format(command=ctx.command_path if ctx else "grantcli")


def _parameter_name(error: Any) -> str:
    param = error.param
    if param is None:
        return str(error.param_hint or "")
    return str(param.human_readable_name if param.param_type_name == "argument" else max(param.opts, key=len))


def _no_such_option(error: Any) -> str:
    words = _("l'opzione «{name}» non esiste").format(name=error.option_name)
    near = get_close_matches(error.option_name, error.possibilities or (), n=1)
    return words + (_(" (forse «{near}»?)").format(near=near[0]) if near else "")


def _missing(error: Any) -> str:
    told = str(getattr(error.param, "help", None) or "").rstrip(".")
    words = _("manca {name}").format(name=_parameter_name(error))
    return f"{words}: {told[:1].lower()}{told[1:]}" if told else words


def _bad_value(error: Any) -> str:
    least = getattr(getattr(error.param, "type", None), "min", None)
    if least is not None:
        return f"{_parameter_name(error)}: " + _("serve un numero intero, da {least} in su").format(least=least)
    return f"{_parameter_name(error)}: {error.message}" if _parameter_name(error) else str(error.message)


def _bad_option(error: Any) -> str:
    flags = {name for param in error.ctx.command.params if getattr(param, "is_flag", False) for name in param.opts}
    if error.option_name in flags:
        return _("l'opzione «{name}» non vuole un valore").format(name=error.option_name)
    return _("l'opzione «{name}» vuole un valore").format(name=error.option_name)


_BY_KIND: dict[str, _Words] = {
    "NoSuchOption": _no_such_option,
    "MissingParameter": _missing,
    "BadOptionUsage": _bad_option,
    "BadParameter": _bad_value,
    "UsageError": lambda error: str(error.message),
}

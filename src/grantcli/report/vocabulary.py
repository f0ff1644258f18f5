"""The facts that calls may ask for, a line each, so that they can be searched."""

from rich.console import Console
from rich.text import Text

from ..i18n import say
from ..model.vocabulary import Fact, Vocabulary


def show_facts(vocabulary: Vocabulary, console: Console) -> None:
    """Print each fact on one line, never wrapped: key, kind, label, the answers it knows; fields under their list."""
    for key, fact in vocabulary.items():
        _show(key, fact, console)
        for name, field in (fact.items or {}).items():
            _show(f"{key}[].{name}", field, console)


def _show(key: str, fact: Fact, console: Console) -> None:
    line = Text.assemble((key, "bold"), f"  {fact.kind}  ", say(fact.label))
    if fact.choices:
        line.append(f": {', '.join(fact.choices)}", style="dim")
    console.print(line, soft_wrap=True)

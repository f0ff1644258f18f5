"""Problems to mend, a line each as editors understand it (``file:line:column: key: sentence``), and how many."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from ..i18n import _, plural
from ..problem import Problem, on_one_line


def show_problems(problems: Sequence[Problem], console: Console) -> None:
    """Print every problem, then the count: a line each for editors and pipes, folded between words on a terminal."""
    for problem in problems:
        console.print(line_of(problem), soft_wrap=not console.is_terminal)
    if problems:
        console.print(Text(count_words(problems), style="bold"))


def count_words(problems: Sequence[Problem]) -> str:
    """Say how many problems and warnings there are."""
    warnings = sum(1 for problem in problems if problem.warning)
    wrong = len(problems) - warnings
    parts = []
    if wrong:
        parts.append(plural("{n} problema", "{n} problemi", wrong).format(n=wrong))
    if warnings:
        parts.append(plural("{n} avviso", "{n} avvisi", warnings).format(n=warnings))
    return ", ".join(parts)


def line_of(problem: Problem) -> Text:
    """Return a problem as one line."""
    line = Text.assemble((on_one_line(str(problem.place)), "cyan"), ": ")
    if problem.warning:
        line.append(_("avviso: "), style="bold yellow")
    if problem.path:
        line.append(on_one_line(problem.path), style="bold").append(": ")
    line.append(on_one_line(problem.text))
    if problem.hint:
        line.append(f" ({on_one_line(problem.hint)})", style="dim")
    return line.append(f" [{problem.code}]", style="dim")

"""Problems are a line each for editors; on a terminal they fold between words."""

from io import StringIO

from rich.console import Console

from grantcli.problem import Place, Problem
from grantcli.report.problems import show_problems

WORDS = "la sede legale risulta in un altro ufficio del registro delle imprese"


def shown(terminal: bool) -> list[str]:
    out = StringIO()
    show_problems(
        [Problem(Place("a.yaml", 1, 2), "company", WORDS)],
        Console(file=out, width=30, force_terminal=terminal, no_color=True),
    )
    return out.getvalue().splitlines()


def test_a_pipe_has_one_line_for_each():
    assert WORDS in shown(terminal=False)[0]


def test_a_terminal_cuts_no_word():
    lines = shown(terminal=True)
    assert len(lines) > 2
    assert all(any(word in line for line in lines) for word in WORDS.split())

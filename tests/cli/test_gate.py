"""What a file says reaches a terminal as signs: on every road to it, whatever the characters."""

import io
import json
import re

from hypothesis import given
from hypothesis import strategies as st
from rich.table import Table
from rich.text import Text

from grantcli.cli.shell.gate import GatedConsole
from grantcli.cli.shell.signs import escaped, visible

EVIL = "\x1b]0;x\x07\x1b[2J\x9b31m\u202egpj\u2066\r\x00\x7f"
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def printed(what, **more) -> str:
    stream = io.StringIO()
    GatedConsole(file=stream, markup=False, highlight=False, width=200, **more).print(what)
    return stream.getvalue()


def table() -> Table:
    made = Table(title=EVIL, caption=EVIL)
    made.add_column(EVIL)
    made.add_row(EVIL, Text(EVIL))
    return made


def test_nothing_of_a_text_is_obeyed():
    for what in (EVIL, Text(EVIL), table()):
        assert not OBEYED.search(printed(what))
    assert "␛" in printed(EVIL)


def test_the_styles_of_the_program_itself_get_through():
    coloured = printed(Text(EVIL, style="bold red"), force_terminal=True, color_system="standard")
    assert set(re.findall("\x1b[^m]*m", coloured)) == {"\x1b[1;31m", "\x1b[0m"}
    assert not OBEYED.search(re.sub("\x1b\\[[0-9;]*m", "", coloured))


def test_a_text_in_brackets_is_a_text():
    assert printed("[bold]a[/nothing] [link=x]b") == "[bold]a[/nothing] [link=x]b\n"


@given(st.text(st.characters()))
def test_any_text(text):
    assert not OBEYED.search(visible(text))
    assert len(visible(text)) == len(text)
    line = json.dumps(text, ensure_ascii=False)
    assert not OBEYED.search(escaped(line))
    assert json.loads(escaped(line)) == text

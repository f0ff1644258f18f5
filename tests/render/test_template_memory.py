"""Compiled templates remembered: found again, never when damaged, writable by others, or of another program."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from grantcli.render.template_memory import TemplateMemory, memory

TEXT = "{% for one in many %}{{ one }};{% endfor %}"


class Counted(Environment):
    """Counts what it has to compile."""

    compiled = 0

    def _generate(self, *args, **kept):
        self.compiled += 1
        return super()._generate(*args, **kept)


def compilations(folder: Path, text: str = TEXT) -> int:
    made = Counted(loader=DictLoader({"a": text}), bytecode_cache=TemplateMemory(folder))
    assert made.get_template("a").render(many=[1, 2]) == "1;2;"
    return made.compiled


def test_a_template_is_compiled_once_and_again_when_its_text_changes(tmp_path):
    assert [compilations(tmp_path / "m") for _time in range(2)] == [1, 0]
    assert compilations(tmp_path / "m", TEXT + "{# changed #}") == 1


@pytest.mark.parametrize("content", [b"", b"x" * 200])
def test_what_is_damaged_is_compiled_again(content, tmp_path):
    compilations(tmp_path)
    (file,) = tmp_path.glob("*.template")
    file.write_bytes(content)
    assert [compilations(tmp_path) for _time in range(2)] == [1, 0]


def test_what_others_may_write_is_not_run(tmp_path):
    compilations(tmp_path)
    (file,) = tmp_path.glob("*.template")
    file.chmod(0o666)
    assert compilations(tmp_path) == 1


def test_another_program_finds_nothing(tmp_path, monkeypatch):
    compilations(tmp_path)
    monkeypatch.setattr("grantcli.render.template_memory.__version__", "9")
    assert compilations(tmp_path) == 1


def test_without_a_cache_nothing_is_kept(monkeypatch):
    monkeypatch.setenv("GRANTCLI_NO_CACHE", "1")
    assert memory() is None

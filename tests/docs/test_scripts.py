"""The script of the page for scripts works as printed; the table of exits has every code."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from grantcli.cli.shell import exits

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "scripts.md").read_text(encoding="utf-8")
EXAMPLE = ROOT / "calls" / "marche-transizione-digitale-2022" / "example" / "domanda.yaml"


def test_a_folder_is_screened_as_the_page_says(tmp_path: Path) -> None:
    found = re.search(r"```bash screening\n(.*?)```", PAGE, re.DOTALL)
    assert found
    folder, programs = tmp_path / "domande", tmp_path / "bin"
    folder.mkdir()
    programs.mkdir()
    (programs / "grantcli").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m grantcli "$@"\n')
    (programs / "grantcli").chmod(0o755)
    shutil.copy(EXAMPLE, folder / "a.yaml")
    refused = EXAMPLE.read_text(encoding="utf-8").replace("  active: true", "  active: false")
    (folder / "b.yaml").write_text(refused, encoding="utf-8")
    (folder / "c.yaml").write_text("call: boh\n", encoding="utf-8")
    done = subprocess.run(
        ["bash", "-c", found[1], "screen", str(folder), "2022-06-20"],
        env={**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    lines = [line.split() for line in done.stdout.splitlines()]
    assert [line[:2] for line in lines] == [
        ["a.yaml", "to_verify"],
        ["b.yaml", "not_eligible"],
        ["c.yaml", "unread"],
    ]
    assert lines[0][3] == "estimate"
    assert lines[2][2].startswith("G")


def test_every_exit_has_its_meaning() -> None:
    tree = ast.parse(Path(exits.__file__).read_text(encoding="utf-8"))
    constants = [
        node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, int)
    ]
    assert len(constants) >= 10
    assert sorted(exits.MEANINGS) == sorted(constants)
    for code in constants:
        assert f"| {code} | " in PAGE

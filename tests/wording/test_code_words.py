"""Every kind of problem has a code that never changes, and an explanation in both languages."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from grantcli.codes import CODES, GROUPS
from grantcli.wording.code_words import explanation, group_entries

SOURCE = Path(__file__).parent.parent.parent / "src" / "grantcli"
MAKERS = {
    "Problem": 4,
    "Refusal": 0,
    "refused": 0,
    "AddressProblem": 1,
    "CellRefusal": 1,
    "RecordRefusal": 0,
    "PlanDoubt": 1,
}
"""What makes a problem, or the beginning of one, and where its kind stands among the arguments."""
TELLERS = {"tell", "tell_key", "_tell", "_problem", "_stop", "_duplicates"}
"""Functions of many files that hand a kind on; where it stands is read from each file's own definition."""
ADD = "add to src/grantcli/codes.py (the next number of its group): "
EXPLAIN = "add to src/grantcli/wording/explanations/{group}.toml: "


def kinds_in(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    own = {node.name: _position(node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in MAKERS or name in TELLERS:
            at = MAKERS.get(name, own.get(name))
            yield from _literals(node, at)


def _position(node: ast.FunctionDef) -> int | None:
    names = [one.arg for one in node.args.args if one.arg not in ("self", "cls")]
    return names.index("kind") if "kind" in names else None


def _literals(node: ast.Call, at: int | None) -> Iterator[str]:
    if at is None:  # the method of a class of another file: a cursor's has the kind second, a reader's fourth
        at = 3 if len(node.args) >= 4 else 2 if getattr(node.func, "attr", "") == "tell_key" else 1
    named = [word.value for word in node.keywords if word.arg == "kind"]
    for value in named or node.args[at : at + 1]:
        for one in [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]:
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                yield one.value


def test_every_kind_in_the_source_has_a_code() -> None:
    rooms = [path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).parts[0] != "interview"]
    found = {kind: str(path.relative_to(SOURCE)) for path in rooms for kind in kinds_in(path)}
    assert len(found) > 150, "the guard saw too few kinds: it guards nothing"
    assert not {kind: path for kind, path in found.items() if kind not in CODES}, ADD


def test_every_problem_names_its_kind() -> None:
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Problem":
                whole = len(node.args) >= 5 or any(word.arg in ("kind", None) for word in node.keywords)
                assert whole, f"{path}:{node.lineno} makes a problem without a kind"


def test_codes_are_given_once_and_belong_to_a_group() -> None:
    assert len(set(CODES.values())) == len(CODES)
    assert not [code for code in CODES.values() if not re.fullmatch(r"G[1-9]\d\d", code) or code[1] not in GROUPS]


@pytest.mark.parametrize("digit", sorted(GROUPS))
def test_every_code_is_explained_in_the_file_of_its_group(digit: str) -> None:
    group = GROUPS[digit]
    entries = group_entries(group)
    kinds = {kind for kind, code in CODES.items() if code[1] == digit}
    assert not kinds - set(entries), EXPLAIN.format(group=group)
    assert not set(entries) - kinds, "explained, but of another group or no kind at all"
    for kind, entry in entries.items():
        assert set(entry) == {"it", "en", "example"}, kind
        assert [len(entry["it"]), len(entry["en"])] == [3, 3], f"{kind}: means, why, what to do"
        assert all([*entry["it"], *entry["en"], entry["example"]]), kind
        assert entry["it"] != entry["en"], kind


def test_a_code_is_found_by_itself_and_by_its_kind() -> None:
    by_code, by_kind = explanation("g101"), explanation("missing_file")
    assert by_code is not None
    assert by_code == by_kind
    assert by_code.means == "Il file indicato non esiste."
    assert explanation("G101", "en") != by_code
    assert explanation("G000") is None

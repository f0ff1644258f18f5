"""Every way in which a file can fail to be a tree: a problem with its place and its kind, never an exception."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grantcli.loading.parser.parsing import parse_text, read_tree
from grantcli.loading.parser.tree import MOST_BYTES, Leaf, MappingNode, Series, Tree, from_plain, to_plain


def told(text: str) -> list[tuple[str, int, int]]:
    return [(p.kind, p.place.line, p.place.column) for p in parse_text(text, "f.yaml")[1]]


def read_bytes(tmp_path: Path, data: bytes) -> tuple[Tree | None, list[tuple[str, int, int]]]:
    file = tmp_path / "f.yaml"
    file.write_bytes(data)
    tree, problems = read_tree(file, "f.yaml")
    assert all(problem.place.file == "f.yaml" for problem in problems)
    return tree, [(p.kind, p.place.line, p.place.column) for p in problems]


def test_scalars_stay_text_and_know_their_place() -> None:
    tree, problems = parse_text('a: NO\nb: [01.10, "0.1", ~]\n', "f.yaml")
    assert problems == []
    assert isinstance(tree, MappingNode)
    assert tree.entries["a"] == Leaf("NO", plain=True, mark=(1, 4))
    assert tree.key_mark("b") == (2, 1)
    series = tree.entries["b"]
    assert isinstance(series, Series)
    assert series.items == (Leaf("01.10", True, (2, 5)), Leaf("0.1", False, (2, 12)), Leaf("~", True, (2, 19)))
    assert to_plain(tree) == {"a": "NO", "b": ["01.10", "0.1", None]}


def test_columns_count_characters_not_bytes() -> None:
    tree, _problems = parse_text("è: {città: x}\n", "f.yaml")
    assert isinstance(tree, MappingNode)
    inner = tree.entries["è"]
    assert isinstance(inner, MappingNode)
    assert inner.entries["città"].mark == (1, 12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("empty", 0, 0)),
        ("# solo un commento\n", ("empty", 0, 0)),
        ("~\n", ("empty", 0, 0)),
        ("a: 1\na: 2\n", ("duplicate_key", 2, 1)),
        ("a: {b: 1,\n    b: 2}\n", ("duplicate_key", 2, 5)),
        ("a: 1\n---\nb: 2\n", ("many_documents", 2, 1)),
        ("a:\n\t- b\n", ("tab", 2, 1)),
        ("a: b: c\n", ("colon", 1, 5)),
        ("testo: il bando: una prova\n", ("colon", 1, 16)),
        ("a: @b\n", ("reserved", 1, 4)),
        ("a: `b\n", ("reserved", 1, 4)),
        ("a: [1, 2\n", ("unclosed", 1, 4)),
        ('a: "b\n', ("unclosed", 1, 4)),
        ("a: 1\n b: 2\nc: 3\n", ("syntax", 2, 3)),
        ("a: *nowhere\n", ("no_anchor", 1, 4)),
        ("a: &x [1, *x]\n", ("recursive_alias", 1, 11)),
        ("a: {<<: {b: 1}}\n", ("merge_key", 1, 5)),
        ("a: !!python/object/apply:os.system [echo]\n", ("tag", 1, 4)),
        ("a: !mine b\n", ("tag", 1, 4)),
        ("[a, b]: c\n", ("complex_key", 1, 1)),
        ("{a: 1}: c\n", ("complex_key", 1, 1)),
        ("a: x\x07y\n", ("control_character", 1, 5)),
    ],
)
def test_defects_are_told_with_kind_and_place(text: str, expected: tuple[str, int, int]) -> None:
    assert told(text) == [expected]


def test_all_duplicate_keys_are_told_at_once() -> None:
    assert [line for _kind, line, _column in told("a: 1\na: 2\nb: 1\nb: 2\na: 3\n")] == [2, 4, 5]


def test_depth_is_limited_without_recursion() -> None:
    assert told("[" * 100_000)[0][0] == "too_deep"
    assert told("a: " + "{b: " * 500)[0][0] == "too_deep"
    assert told("- " * 5_000 + "x")[0][0] == "too_deep"


def test_a_bomb_of_aliases_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert [kind for kind, _line, _column in told("\n".join(lines))] == ["too_many_nodes"]


def test_an_alias_used_fairly_is_read() -> None:
    tree, problems = parse_text("a: &x {b: 1}\nc: *x\n", "f.yaml")
    assert problems == []
    assert tree is not None
    assert to_plain(tree) == {"a": {"b": "1"}, "c": {"b": "1"}}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a: \x00b", ("binary", 0, 0)),
        (b"\xff\xfea\x00", ("binary", 0, 0)),
        (b"\x89PNG\r\n\x1a\n\x00", ("binary", 0, 0)),
        (b"a: 1\nb: citt\xe0\n", ("not_utf8", 2, 8)),
        (b"\xe0", ("not_utf8", 1, 1)),
    ],
)
def test_bytes_that_are_not_text(tmp_path: Path, data: bytes, expected: tuple[str, int, int]) -> None:
    assert read_bytes(tmp_path, data) == (None, [expected])


def test_a_byte_order_mark_and_windows_lines_are_read(tmp_path: Path) -> None:
    tree, problems = read_bytes(tmp_path, b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert problems == []
    assert tree is not None
    assert to_plain(tree) == {"a": "1", "b": "2"}


def test_a_file_of_100_mb_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    with file.open("wb") as out:
        out.truncate(100_000_000)
    ((problem,),) = (read_tree(file, "f.yaml")[1],)
    assert (problem.kind, problem.text) == ("too_big", "il file pesa 100 MB: oltre il limite di 5 MB")


def test_an_endless_file_is_not_read_to_its_end() -> None:
    if Path("/dev/zero").exists():
        assert [problem.kind for problem in read_tree(Path("/dev/zero"))[1]] == ["unreadable"]


def test_just_below_the_limit_is_read(tmp_path: Path) -> None:
    text = f"a: {'x' * (MOST_BYTES - 4)}\n"
    assert read_bytes(tmp_path, text.encode()[:MOST_BYTES])[1] == []


@pytest.mark.parametrize(("name", "kind"), [("", "directory"), ("no.yaml", "missing_file"), ("a\0b", "unreadable")])
def test_paths_that_are_no_file(tmp_path: Path, name: str, kind: str) -> None:
    tree, problems = read_tree(tmp_path / name)
    assert (tree, [problem.kind for problem in problems]) == (None, [kind])


def test_a_path_through_a_file_does_not_exist(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("a: 1", encoding="utf-8")
    assert [problem.kind for problem in read_tree(tmp_path / "f" / "g.yaml")[1]] == ["missing_file"]


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "f.yaml"
    file.write_text("a: 1", encoding="utf-8")
    file.chmod(0)
    if os.access(file, os.R_OK):  # root reads everything: let the system refuse instead

        def refuse(*_args: object, **_more: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(os, "open", refuse)
    assert [problem.kind for problem in read_tree(file)[1]] == ["no_permission"]


class TestAnyTextIsATreeOrProblems:
    """A wrong file never shows a traceback."""

    @given(st.text())
    def test_any_text(self, text: str) -> None:
        tree, problems = parse_text(text, "f")
        assert tree is not None or problems

    @given(st.text(alphabet="ab:-[]{}&*!|>'\"%@#,? \n\t~<1.", max_size=60))
    def test_any_text_of_yaml_signs(self, text: str) -> None:
        tree, problems = parse_text(text, "f")
        assert tree is not None or problems
        assert all(p.text and p.kind and p.place.line <= text.count("\n") + 2 for p in problems)


PLAIN = st.recursive(
    st.none() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(PLAIN)
def test_plain_data_survives_the_tree(data: object) -> None:
    assert to_plain(from_plain(data)) == data

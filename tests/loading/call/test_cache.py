"""Editions remembered between runs: as good as read anew, never stale, and damage is no matter."""

import hashlib
import os
import pickle
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grantcli.loading.call import cache as memory
from grantcli.loading.call import edition as reading
from grantcli.loading.call import library as calls
from grantcli.loading.call.library import load_edition, load_library
from grantcli.problem import Problem

HERE = Path(__file__).parents[1]
FACTS = "facts:\n  x: {kind: yes_no, label: X}\n"
CALL = """id: prova
title: Prova
areas: {zona: {text: z, cite: b, file: zona.csv}}
rules: [{id: R, text: t, cite: b, require: {x: true}}]
"""


class Folder:
    """A call in a folder of its own, with its cache in another."""

    def __init__(self, root: Path) -> None:
        self.root = root / "prova"
        self.facts = root / "facts.yaml"
        self.cache = root / "cache"
        self.root.mkdir()
        self.write(CALL)
        self.facts.write_text(FACTS, encoding="utf-8")
        (self.root / "zona.csv").write_text("istat\n043007\n", encoding="utf-8")

    def write(self, text: str) -> None:
        (self.root / "call.yaml").write_text(text, encoding="utf-8")

    def load(self) -> tuple[object, list[Problem]]:
        return load_edition(self.root, self.facts)

    def kept(self) -> list[Path]:
        return sorted(self.cache.rglob("*.edition"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    made = Folder(tmp_path)
    monkeypatch.delenv("GRANTCLI_NO_CACHE")
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_names, **_more: made.cache)
    return made


def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    seen: list[Path] = []
    real = reading.read_edition

    def noted(where: Path, *rest: object) -> object:
        seen.append(where)
        return real(where, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_edition", noted)
    return seen


def test_the_second_time_nothing_is_read_and_the_edition_is_the_same(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = reads(monkeypatch)
    first, second = folder.load(), folder.load()
    assert first == second
    assert len(seen) == 1
    assert len(folder.kept()) == 1


@pytest.mark.parametrize("name", ["call.yaml", "zona.csv", "../facts.yaml"])
def test_a_change_of_any_file_is_seen(folder: Folder, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    folder.load()
    seen = reads(monkeypatch)
    file = folder.root / name
    known = file.stat()
    file.write_text(file.read_text(encoding="utf-8").replace("X}", "Y}").replace("Prova", "Prove").replace("7", "8"))
    os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))
    edition, problems = folder.load()
    assert problems == []
    assert edition == reading.read_edition(folder.root, folder.facts, calls.digest(folder.root, folder.facts))[0]
    assert len(seen) == 2
    assert len(folder.kept()) == 1


def test_a_new_area_file_is_seen(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.load()
    seen = reads(monkeypatch)
    (folder.root / "altra.csv").write_text("istat\n", encoding="utf-8")
    folder.load()
    assert len(seen) == 1


def test_another_program_reads_anew(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.load()
    seen = reads(monkeypatch)
    monkeypatch.setattr(memory, "__version__", "99")
    folder.load()
    monkeypatch.setattr(memory, "_program", lambda: "other code")
    folder.load()
    assert len(seen) == 2


def test_what_has_problems_is_not_kept(folder: Folder) -> None:
    folder.write(CALL + "wrong: 1\n")
    assert [problem.kind for problem in folder.load()[1]] == ["unknown_key"]
    assert folder.kept() == []
    folder.write(CALL)
    assert folder.load()[1] == []


def test_a_file_that_changes_while_it_is_read_is_not_kept(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    real = reading.read_edition

    def changing(where: Path, shared: Path, found: str) -> object:
        folder.write(CALL.replace("Prova", "Altra"))
        return real(where, shared, found)

    monkeypatch.setattr(reading, "read_edition", changing)
    folder.load()
    assert folder.kept() == []


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 64, b"\0" * 200])
def test_damage_is_ignored_and_mended(folder: Folder, monkeypatch: pytest.MonkeyPatch, damage: bytes) -> None:
    first = folder.load()
    (file,) = folder.kept()
    whole = file.read_bytes()
    file.write_bytes(damage or whole[:-1])
    seen = reads(monkeypatch)
    assert folder.load() == first
    assert len(seen) == 1
    assert file.read_bytes()[:32] == whole[:32]


def test_a_payload_of_something_else_is_ignored(folder: Folder) -> None:
    folder.load()
    (file,) = folder.kept()
    for payload in (pickle.dumps({"not": "an edition"}), b"not a pickle"):
        file.write_bytes(file.read_bytes()[:32] + hashlib.sha256(payload).digest() + payload)
        assert folder.load()[1] == []


def test_a_file_that_others_may_write_is_not_trusted(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.load()
    (file,) = folder.kept()
    file.chmod(0o666)
    seen = reads(monkeypatch)
    folder.load()
    assert len(seen) == 1
    assert not file.stat().st_mode & 0o022


def test_a_disk_that_refuses_is_no_matter(folder: Folder) -> None:
    folder.cache.write_text("a file where a folder should be", encoding="utf-8")
    assert folder.load()[1] == []
    assert folder.load()[1] == []


def test_an_entry_that_cannot_be_read_is_no_matter(folder: Folder) -> None:
    folder.load()
    (file,) = folder.kept()
    file.unlink()
    file.mkdir(mode=0o700)
    assert folder.load()[1] == []


def test_it_can_be_turned_off(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRANTCLI_NO_CACHE", "1")
    seen = reads(monkeypatch)
    assert folder.load() == folder.load()
    assert len(seen) == 2
    assert not folder.cache.exists()


def test_the_program_is_marked_by_its_files() -> None:
    memory._program.cache_clear()
    assert len(memory._program()) == 64


@pytest.mark.parametrize("room", ["loading", "model", "registry"])
def test_a_change_of_any_file_of_the_program_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: str
) -> None:
    package = tmp_path / "grantcli"
    shutil.copytree(memory._PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(memory, "_PACKAGE", package)
    mark = memory._program.__wrapped__
    before = mark()
    deepest = max((package / room).rglob("*.py"), key=lambda path: len(path.parts))
    deepest.write_text(deepest.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert mark() != before


def test_a_mark_that_sees_no_code_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_PACKAGE", tmp_path)
    with pytest.raises(RuntimeError, match="no code of model"):
        memory._program.__wrapped__()


def test_what_is_marked_is_the_whole_package() -> None:
    assert (memory._PACKAGE / "__main__.py").is_file()


@settings(max_examples=20, deadline=None)
@given(texts=st.lists(st.sampled_from(["Uno", "Due", "Tre"]), min_size=2, max_size=6))
def test_whatever_the_edits_what_is_loaded_is_what_is_written(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        made = Folder(tmp_path_factory.mktemp("edits"))
        patch.delenv("GRANTCLI_NO_CACHE", raising=False)
        patch.setattr("platformdirs.user_cache_path", lambda *_names, **_more: made.cache)
        for title in texts:
            made.write(CALL.replace("Prova", title))
            library, _problems = load_library([made.root], made.facts)
            assert library["prova"].call.title == title


def test_editions_hold_the_shared_facts_in_common(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    other = folder.root.parent / "altra"
    shutil.copytree(folder.root, other)
    (other / "call.yaml").write_text(CALL.replace("id: prova", "id: altra"), encoding="utf-8")
    anew = load_library([folder.root, other], folder.facts)[0]
    seen = reads(monkeypatch)
    first, second = load_library([folder.root, other], folder.facts)[0].values()
    assert (first, second) == tuple(anew.values())
    assert first.vocabulary["x"] is second.vocabulary["x"]
    assert seen == []


def test_a_fact_that_a_call_words_anew_is_its_own(folder: Folder) -> None:
    folder.write(CALL + "facts: {x: {kind: yes_no, label: Altra}}\n")
    for _time in range(2):
        edition, _problems = load_edition(folder.root, folder.facts)
        assert edition is not None
        assert edition.vocabulary["x"].label == "Altra"


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 200])
def test_damage_of_what_is_common_is_mended(folder: Folder, monkeypatch: pytest.MonkeyPatch, damage: bytes) -> None:
    first = folder.load()
    (file,) = folder.cache.rglob("*.facts")
    file.write_bytes(damage)
    memory._common.cache_clear()
    seen = reads(monkeypatch)
    assert folder.load() == folder.load() == first
    assert len(seen) == 1


def several(folder: Folder) -> list[Path]:
    """Three calls in folders of their own, one with a fact of its own and one with a version of its own."""
    more = {
        "prova": CALL,
        "altra": "facts: {y: {kind: yes_no, label: Y}}\n" + CALL,
        "terza": CALL + "amendments: [{id: A, text: t, cite: b, since: 2024-01-01, set: {'rules[R].text': u}}]\n",
    }
    for name, text in more.items():
        home = folder.root.parent / name
        home.mkdir(exist_ok=True)
        (home / "zona.csv").write_text("istat\n043007\n", encoding="utf-8")
        (home / "call.yaml").write_text(text.replace("id: prova", f"id: {name}", 1), encoding="utf-8")
    return [folder.root.parent / name for name in more]


def test_a_library_is_remembered_together_and_a_changed_call_alone_is_read(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = several(folder)
    anew = load_library(places, folder.facts)
    assert [len(one.versions) for one in anew[0].values()] == [0, 0, 1]
    assert len(list(folder.cache.rglob("*.library"))) == 1
    seen = reads(monkeypatch)
    again = load_library(places, folder.facts)
    assert again == anew
    assert [list(one.vocabulary) for one in again[0].values()] == [list(one.vocabulary) for one in anew[0].values()]
    assert seen == []
    file = places[1] / "call.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("Prova", "Altra"), encoding="utf-8")
    changed = load_library(places, folder.facts)[0]
    assert seen == [places[1]]
    assert [one.call.title for one in changed.values()] == ["Prova", "Altra", "Prova"]
    assert load_library(places, folder.facts)[0] == changed
    assert seen == [places[1]]


@pytest.mark.parametrize("damage", [b"", b"x", b"\0" * 200])
def test_damage_of_a_library_is_mended(folder: Folder, monkeypatch: pytest.MonkeyPatch, damage: bytes) -> None:
    places = several(folder)
    first = load_library(places, folder.facts)
    (file,) = folder.cache.rglob("*.library")
    file.write_bytes(damage)
    seen = reads(monkeypatch)
    assert load_library(places, folder.facts) == load_library(places, folder.facts) == first
    assert len(seen) == len(places)


def test_a_call_with_a_problem_is_read_each_time_and_the_others_are_not_written_again(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = several(folder)
    (places[0] / "call.yaml").write_text(CALL + "wrong: 1\n", encoding="utf-8")
    load_library(places, folder.facts)
    (file,) = folder.cache.rglob("*.library")
    written = file.stat().st_mtime_ns
    seen = reads(monkeypatch)
    library, problems = load_library(places, folder.facts)
    assert ([one.kind for one in problems], list(library)) == (["unknown_key"], ["altra", "terza"])
    assert seen == [places[0]]
    assert file.stat().st_mtime_ns == written

"""The plan of the house (docs/rooms.md) is of this house: rooms, floors, files and functions are those of the tree."""

import importlib
import inspect
import re
from pathlib import Path

import pytest
from tests.test_house import FLOORS, MAY_IMPORT

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "grantcli"
PAGE = (ROOT / "docs" / "rooms.md").read_text(encoding="utf-8")
_CELL = re.compile(r"^\| (.+?) \| (.+?) \|(?: (.+?) \|)?$", re.M)


def rows(heading: str) -> list[tuple[str, ...]]:
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [cells for cells in _CELL.findall(section) if cells[0] not in ("floor", "function") and cells[0][0] == "`"]


def functions() -> list[str]:
    """The dotted names of the table of functions; one that begins with a dot is in the module of the one before."""
    found: list[str] = []
    for cell, *_rest in rows("What each room offers the others"):
        for name in re.findall(r"`(\.?[\w.]+)[^`]*`", cell):
            if name.startswith("."):
                found.append(found[-1].rpartition(".")[0] + name)
            elif "." in name:
                found.append(name)
    return found


def test_the_rooms_and_what_they_may_import_are_those_of_the_house() -> None:
    table = {found[0].strip("`/"): found[2] for found in _CELL.findall(PAGE.partition("\n## ")[0]) if "/`" in found[0]}
    assert set(table) == set(MAY_IMPORT)
    wanted = {"cli": {"everything; imported by nobody"}, "model": {"doorstep"}}
    said = {room: set(re.split(r", (?=\w+)", imports)) for room, imports in table.items()}
    assert said == {room: wanted.get(room, imports) for room, imports in MAY_IMPORT.items()}


def test_every_floor_has_its_line() -> None:
    told: dict[str, list[str]] = {}
    for cell, *_rest in rows("The floors"):
        room, *floors = re.findall(r"`([\w/]+)`", cell)
        told.setdefault(room.rstrip("/"), []).extend(floors)
    assert {room: sorted(floors) for room, floors in told.items()} == {
        room: sorted(set().union(*floors)) for room, floors in FLOORS.items()
    }


@pytest.mark.parametrize("name", functions())
def test_a_function_that_the_plan_names_exists(name: str) -> None:
    module, attribute = name.rsplit(".", 1)
    try:
        holder = importlib.import_module(f"grantcli.{module}")
    except ModuleNotFoundError:
        module, noun = module.rsplit(".", 1)
        holder = getattr(importlib.import_module(f"grantcli.{module}"), noun)
    assert hasattr(holder, attribute) or importlib.import_module(f"grantcli.{name}")


def test_the_plan_names_functions_and_their_parameters() -> None:
    assert len(functions()) > 25
    told = [
        (name, [one.partition("=")[0].strip() for one in said.split(",")])
        for cell, *_rest in rows("What each room offers the others")
        for name, said in re.findall(r"`([a-z][\w.]+\.[a-z_]+)\(([\w, =…]+)\)`", cell)
    ]
    assert len(told) > 25
    for name, said in told:
        module, attribute = name.rsplit(".", 1)
        taken = inspect.signature(getattr(importlib.import_module(f"grantcli.{module}"), attribute)).parameters
        assert {*said} - {*taken, "…"} == set(), name


@pytest.mark.parametrize("way", ["The way of an amount", "The way of a rule"])
def test_a_way_has_ten_steps_through_files_that_exist(way: str) -> None:
    section = PAGE.partition(f"\n## {way}\n")[2].partition("\n## ")[0]
    steps = re.split(r"^\d+\. ", section, flags=re.M)[1:]
    assert len(steps) == 10
    for step in steps:
        folder = ""
        for path in re.findall(r"`([\w/]+\.py)`", step):
            folder = path.rpartition("/")[0] or folder
            assert (SOURCE / folder / path.rpartition("/")[2]).is_file(), path


def test_the_recipes_have_five_lines_and_name_files_that_exist() -> None:
    recipes = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Recipes")[2]
    parts = re.split(r"^\*\*", recipes, flags=re.M)[1:]
    assert len(parts) == 5
    for part in parts:
        lines = re.split(r"^\d\. ", part, flags=re.M)[1:]
        assert len(lines) == 5, part
        assert re.search(r"`tests/[\w/]+\.py` (fails|says)|make golden", part)
        for path in re.findall(r"`([\w/.]+/(?:[\w.]+\.(?:py|md|csv))?)`", part):
            assert (ROOT / path).exists() or (SOURCE / path).exists(), path
        for line in lines:
            files = [file for path in re.findall(r"`([\w/]+\.py)`", line) for file in (ROOT / path, SOURCE / path)]
            text = "".join(file.read_text(encoding="utf-8") for file in files if file.is_file())
            lost = [name for name in re.findall(r"`(_?[A-Za-z_]+)(?:\(\))?`", line) if name not in text]
            assert not text or not lost, (line, lost)

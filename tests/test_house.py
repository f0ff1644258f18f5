"""The plan of the house (docs/rooms.md) as data: who may import whom, how long things are, who may read the clock."""

import ast
import re
import statistics
from collections import Counter, defaultdict
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "grantcli"
DOORSTEP = {"problem", "codes", "money", "assets", "i18n", "filing"}
MAY_IMPORT: dict[str, set[str]] = {
    "model": set(),
    "registry": {"model"},
    "tabular": {"model"},
    "loading": {"model", "registry", "tabular"},
    "wording": {"model"},
    "law": {"model", "registry", "wording"},
    "engine": {"model", "wording"},
    "assessment": {"model", "law", "engine"},
    "declarations": {"model", "wording", "registry", "law", "engine"},
    "report": {"model", "wording"},
    "render": {"model", "wording"},
    "interview": {"model", "wording", "engine", "registry", "law", "assessment"},
    "writing": {"model", "wording", "registry"},
    "batch": {"model", "wording", "tabular", "loading", "law", "engine", "assessment", "report", "render"},
    "matching": {"model", "wording", "loading", "law", "engine", "assessment", "report", "batch"},
    "desk": {"model", "wording", "loading", "engine", "assessment", "report", "render"},
    "cli": {"model", "wording", "registry", "loading", "law", "engine", "assessment", "interview", "writing"}
    | {"report", "render", "batch", "matching", "desk", "declarations"},
}
FLOORS: dict[str, list[set[str]]] = {
    "engine": [
        {"maths", "amount_status"},
        {"conditions"},
        {"formulas", "instalments"},
        {"computed_facts"},
        {"for_applicant"},
        {"rules", "expenses"},
        {"contribution"},
        {"instruments"},
        {"cost_and_aid"},
        {"verdict", "payments", "window"},
        {"compiled"},
        {"comparison"},
        {"evaluate"},
        {"other_plans"},
        {"whatif"},
    ],
    "loading": [
        {"parser", "identity_key"},
        {"conditions", "importers", "papers", "plans", "house_style"},
        {"call"},
        {"application", "lint", "schema", "declarations"},
        {"cases"},
    ],
    "interview": [
        {"prompter", "paths", "suggestions", "trail"},
        {"headings", "plan", "understanding"},
        {"conversation", "terminal"},
        {"exclusions", "missing_parts", "remarks", "item_fields"},
        {"items"},
        {"closing"},
        {"overview"},
        {"talk", "profile_talk"},
    ],
    "declarations": [{"answered", "persons"}, {"filling"}, {"sheets"}, {"parts"}, {"due"}],
    "batch": [{"rows"}, {"results", "tables"}, {"inputs", "template"}, {"running"}],
    "render": [
        {"pieces", "glyphs", "labels", "template_memory"},
        {"application", "annex", "file_names"},
        {"memo"},
        {"context"},
        {"declared"},
        {"pages"},
        {"pdf", "printed", "sheets", "deadlines_calendar", "word"},
    ],
    "report": [
        {"marks"},
        {"layout"},
        {"data", "standing", "terms", "window"},
        {"forms"},
        {"outcome"},
        {
            "calls",
            "cases",
            "changes",
            "company",
            "expenses",
            "explanations",
            "problems",
            "schemas",
            "verification",
            "vocabulary",
            "whatif",
        },
    ],
    "cli": [
        {"shell"},
        {"library"},
        {"reading", "starting_point"},
        {"confirming", "claiming", "rejudging", "answer_words"},
        {"batch"},
        {"ask", "assistants", "calls", "company", "diff", "doctor", "dossier", "evaluate", "expenses"}
        | {"explain", "match", "schema", "status", "style", "whatif"},
        {"app"},
        {"start"},
    ],
}
"""The floors of each room that has some, from the ground up: a floor imports itself and those below it."""
FOLDER_LIMIT, FILE_LIMIT, FUNCTION_LIMIT = 18, 400, 40
HEAVY = {
    "prompt_toolkit",
    "weasyprint",
    "pydantic",
    "babel",
    "jinja2",
    "yaml",
    "stdnum",
    "distributed",
    "python_calamine",
    "pypdf",
} | {"mcp", "anyio", "docx", "docxtpl"}
ONLY_IN = {
    "prompt_toolkit": ("interview/terminal/", "cli/confirming.py"),
    "questionary": "cli/confirming.py",
    "weasyprint": "render/pdf.py",
    "pypdf": "loading/papers/pdf_process.py",
}
NAMELESS = {"core", "utils", "helpers", "common", "base", "manager", "main"}
CLOCKS = {("date", "today"), ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("time", "time")}

FILES = sorted(SOURCE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in FILES}


def room_of(path: Path) -> str:
    parts = path.relative_to(SOURCE).parts
    return parts[0] if len(parts) > 1 else "doorstep"


def module_of(path: Path) -> list[str]:
    return ["grantcli", *path.relative_to(SOURCE).with_suffix("").parts]


def imports(path: Path) -> set[str]:
    """Full dotted names of all that a file imports, relative ones resolved."""
    found: set[str] = set()
    package = module_of(path)[:-1]
    for node in ast.walk(TREES[path]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*start, *([node.module] if node.module else [])])
            found |= {f"{stem}.{alias.name}" for alias in node.names}
    return found


def rooms_imported(path: Path) -> set[str]:
    seconds = {name.split(".")[1] for name in imports(path) if name.startswith("grantcli.") and name.count(".")}
    return seconds - DOORSTEP - {"__version__"}


def floor_of(path: Path) -> str:
    """The floor of a module: its folder below the room, or its own name at the room's root."""
    return path.relative_to(SOURCE).with_suffix("").parts[1]


def floors_imported(path: Path) -> set[str]:
    """The other floors of its room that a module imports from."""
    start = f"grantcli.{room_of(path)}."
    return {name.removeprefix(start).split(".")[0] for name in imports(path) if name.startswith(start)} - {
        floor_of(path)
    }


def modules_of(room: str) -> list[Path]:
    return [path for path in FILES if room_of(path) == room and floor_of(path) != "__init__"]


def functions() -> list[tuple[str, int]]:
    found = []
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                doc = ast.get_docstring(node, clean=False)
                written = (doc.count("\n") + 1) if doc else 0
                length = (node.end_lineno or node.lineno) - node.lineno + 1 - written
                found.append((f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}", length))
    return found


def test_every_room_is_in_the_plan() -> None:
    assert {room_of(path) for path in FILES} - {"doorstep"} == set(MAY_IMPORT)


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_rooms_import_only_what_the_plan_allows(room: str) -> None:
    paths = [path for path in FILES if room_of(path) == room]
    seen = {path: rooms_imported(path) for path in paths}
    wrong = {str(path.relative_to(SOURCE)): found - MAY_IMPORT[room] - {room} for path, found in seen.items()}
    assert not {path: found for path, found in wrong.items() if found}
    if MAY_IMPORT[room]:
        assert any(found & MAY_IMPORT[room] for found in seen.values()), "the guard saw no import: it guards nothing"


@pytest.mark.parametrize("room", sorted(FLOORS))
def test_every_floor_is_in_the_plan(room: str) -> None:
    assert {floor_of(path) for path in modules_of(room)} == set().union(*FLOORS[room])


@pytest.mark.parametrize("room", sorted(FLOORS))
def test_floors_import_only_what_lies_below_them(room: str) -> None:
    below: set[str] = set()
    seen = False
    for storey in FLOORS[room]:
        for path in modules_of(room):
            if floor_of(path) in storey:
                found = floors_imported(path)
                assert found <= below, f"{path.relative_to(SOURCE)} imports {found - below}"
                seen = seen or bool(found)
        below |= storey
    assert seen, "the guard saw no import between floors: it guards nothing"


def test_folders_are_not_crowded() -> None:
    counts = Counter(path.parent for path in FILES if path.name != "__init__.py")
    assert len(counts) > 20
    assert not {str(folder.relative_to(SOURCE)): n for folder, n in counts.items() if n > FOLDER_LIMIT}


def test_a_public_class_name_stands_once_in_the_package() -> None:
    homes: dict[str, set[str]] = defaultdict(set)
    for path, tree in TREES.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].add(str(path.relative_to(SOURCE)))
    assert len(homes) > 100
    assert not {name: sorted(found) for name, found in homes.items() if len(found) > 1}


def test_no_two_modules_of_a_room_differ_by_inflection_only() -> None:
    for room in MAY_IMPORT:
        stems: dict[str, set[str]] = defaultdict(set)
        for path in modules_of(room):
            stems[re.sub(r"(ular|ing|ed|es|s|e)$", "", path.stem)].add(path.stem)
        assert not {stem: names for stem, names in stems.items() if len(names) > 1}, room


def test_the_doorstep_imports_no_room() -> None:
    doorstep = [
        path for path in FILES if room_of(path) == "doorstep" and path.name not in ("__init__.py", "__main__.py")
    ]
    assert {path.stem for path in doorstep} == DOORSTEP
    assert not set().union(*(rooms_imported(path) for path in doorstep))


def test_no_module_imports_itself_by_way_of_others() -> None:
    """Imports inside functions count too: what is circular there only fails later."""
    names = {".".join(module_of(path)): path for path in FILES if path.name != "__init__.py"}
    reached = {
        name: {one for one in imports(path) for one in (one, one.rpartition(".")[0]) if one in names}
        for name, path in names.items()
    }
    assert sum(map(len, reached.values())) > len(names)
    order = TopologicalSorter(reached)
    order.prepare()


def test_only_the_assessment_derives_evaluates_and_supplements() -> None:
    """One function of the program makes outcomes; law and engine are its two halves, and do not call one another."""
    alone = {"grantcli.law.derive.derive": {"cli/company/show.py"}}
    """A profile is shown with what follows from it, without any call."""
    for function in ("law.derive.derive", "law.supplement.supplement", "engine.evaluate.evaluate"):
        name = f"grantcli.{function}"
        users = {str(path.relative_to(SOURCE)) for path in FILES if name in imports(path) and room_of(path) != "engine"}
        assert users == {"assessment/assess.py"} | alone.get(name, set()), name


def test_heavy_libraries_are_imported_where_they_are_needed() -> None:
    """Not at the top of a file: ``--help`` and ``--version`` must not pay for them."""
    allowed_top = ("render/pdf.py", "render/pages.py", "render/template_memory.py", "interview/terminal/")
    allowed_top += ("render/word/template_process.py",)
    found = []
    for path, tree in TREES.items():
        name = str(path.relative_to(SOURCE))
        for node in tree.body:
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                names = [a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""]
                level = getattr(node, "level", 0)
                heavy = {n.split(".")[0] for n in names} & HEAVY
                if (
                    heavy
                    and not level
                    and not name.startswith(allowed_top)
                    and room_of(path) not in ("loading", "batch", "tabular")
                ):
                    found.append((name, heavy))
    assert not found


def test_some_libraries_are_known_to_one_place_only() -> None:
    for library, home in ONLY_IN.items():
        users = {str(p.relative_to(SOURCE)) for p in FILES if any(n.split(".")[0] == library for n in imports(p))}
        assert users
        assert not {one for one in users if not one.startswith(home)}


def test_only_the_command_line_reads_the_clock() -> None:
    readers = {room_of(path) for path, tree in TREES.items() for node in ast.walk(tree) if is_clock(node)}
    assert readers == {"cli"}


def is_clock(node: ast.AST) -> bool:
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    owner = node.func.value
    owner_name = owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
    return (owner_name, node.func.attr) in CLOCKS


def test_files_and_functions_are_short() -> None:
    long_files = {str(p.relative_to(SOURCE)): n for p in FILES if (n := p.read_text().count("\n")) > FILE_LIMIT}
    assert not long_files
    lengths = functions()
    assert not [entry for entry in lengths if entry[1] > FUNCTION_LIMIT]
    assert statistics.median(length for _, length in lengths) <= 8


def test_files_are_named_after_nouns_of_the_domain() -> None:
    assert not [path for path in FILES if path.stem in NAMELESS]


def test_no_helper_is_named_by_a_bare_participle() -> None:
    vague = {"_judged", "_told", "_named"}
    found = [
        f"{path.relative_to(SOURCE)}: {name}" for path in FILES for name in vague if f"def {name}(" in path.read_text()
    ]
    assert not found

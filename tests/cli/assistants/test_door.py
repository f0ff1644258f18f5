"""The door for assistants, asked by the client of the SDK."""

import json
import os
import shutil
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

anyio = pytest.importorskip("anyio")
mcp = pytest.importorskip("mcp")

from grantcli.cli.assistants.door import server  # noqa: E402
from grantcli.cli.assistants.process import Runner  # noqa: E402

CALL = "marche-transizione-digitale-2022"
EXAMPLE = Path(__file__).parents[3] / "calls" / CALL / "example" / "domanda.yaml"
READERS = {"list_calls", "show_call", "evaluate", "missing", "what_if", "explain", "match"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "root"
    folder.mkdir()
    shutil.copy(EXAMPLE, folder)
    return folder


def asked(made: Any, talk: Callable[[Any], Coroutine[Any, Any, Any]]) -> Any:
    async def whole() -> Any:
        async with mcp.Client(made) as client:
            return await talk(client)

    return anyio.run(whole)


def ask(root: Path, tool: str, *, write: bool = False, seconds: float = 60, **arguments: object) -> Any:
    async def talk(client: Any) -> Any:
        return await client.call_tool(tool, arguments)

    return asked(server(Runner(root, (), seconds), write=write), talk)


def answer(root: Path, tool: str, **arguments: object) -> dict[str, Any]:
    result = ask(root, tool, **arguments)
    assert not result.is_error
    assert json.loads(result.content[0].text) == result.structured_content
    return dict(result.structured_content)


def refusal(root: Path, tool: str, **arguments: Any) -> str:
    result = ask(root, tool, **arguments)
    assert result.is_error
    return str(result.structured_content["document"]["problems"][0]["message"])


def listed(root: Path, write: bool) -> dict[str, Any]:
    async def talk(client: Any) -> Any:
        return await client.list_tools()

    return {tool.name: tool for tool in asked(server(Runner(root), write=write), talk).tools}


def test_only_with_leave_is_there_a_tool_that_writes(root: Path) -> None:
    assert set(listed(root, write=False)) == READERS
    writing = listed(root, write=True)
    assert set(writing) == READERS | {"save_application"}
    assert [name for name, tool in writing.items() if not tool.annotations.read_only_hint] == ["save_application"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("list_calls", {"on": "2022-06-20"}),
        ("show_call", {"call": CALL}),
        ("evaluate", {"file": "domanda.yaml"}),
        ("missing", {"text": f"call: {CALL}\n"}),
        ("what_if", {"file": "domanda.yaml"}),
        ("explain", {"what": "G101"}),
        ("match", {"profiles": ["domanda.yaml"], "calls": [CALL], "on": "2022-06-20"}),
    ],
)
def test_each_answer_keeps_to_its_schema_and_cites(root: Path, tool: str, arguments: dict[str, object]) -> None:
    found = answer(root, tool, **arguments)
    Draft202012Validator(listed(root, write=False)[tool].output_schema).validate(found)
    assert found["document"]["schema"] != "grantcli/problems/1"
    assert found["citations"]
    assert all(one["cite"] for one in found["citations"])


def test_an_outcome_is_that_of_the_command_with_the_addresses_of_its_sources(root: Path) -> None:
    found = answer(root, "evaluate", file="domanda.yaml", on="2022-06-20")
    assert found["document"]["verdict"] == "to_verify"
    cited = {one["cite"]: one for one in found["citations"]}
    assert {finding["cite"].split(";")[0].strip() for finding in found["document"]["findings"]} <= set(cited)
    assert any(one["title"] for one in cited.values())


def test_what_is_missing_comes_with_its_question(root: Path) -> None:
    found = answer(root, "missing", text=f"call: {CALL}\n")
    assert [one["fact"] for one in found["questions"]] == found["document"]["missing"]
    assert all(one["question"] for one in found["questions"])


def test_an_answer_changed_shows_what_changes(root: Path) -> None:
    found = ask(root, "what_if", file="domanda.yaml", changes=["company.active=no"]).structured_content
    assert any("not_eligible" in str(change) for change in found["document"]["outcome"])
    assert found["citations"]


def test_nothing_outside_the_root_is_read(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "secret.yaml"
    outside.write_text("company:\n  name: Segreta srl\n", encoding="utf-8")
    (root / "link.yaml").symlink_to(outside)
    for name in ("../secret.yaml", str(outside), "link.yaml", "a/../../secret.yaml"):
        assert "fuori" in refusal(root, "evaluate", file=name)
    for name in ("../secret.yaml", "link.yaml", str(outside)):
        result = ask(root, "evaluate", text=f"call: {CALL}\ncompany: {{profile: {name}}}\n")
        assert "Segreta" not in result.content[0].text
        assert "permesso" in result.content[0].text


def test_a_plan_outside_the_root_is_not_read(root: Path, tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    with xlsxwriter.Workbook(tmp_path / "plan.xlsx") as book:
        book.add_worksheet().write_row(0, 0, ["Descrizione", "Importo Segreto"])
    result = ask(root, "evaluate", text=f"call: {CALL}\nexpenses: ../plan.xlsx\n")
    assert "Segreto" not in result.content[0].text
    assert "permesso" in result.content[0].text


def test_what_is_too_large_or_too_slow_is_refused(root: Path) -> None:
    with (root / "big.yaml").open("wb") as stream:
        stream.truncate(10_000_001)
    assert "MB" in refusal(root, "evaluate", file="big.yaml")
    assert "lungo" in refusal(root, "evaluate", text="x" * 1_000_001)
    for argument in ("on", "file"):
        assert "lungo" in refusal(root, "evaluate", **{"file": "domanda.yaml", argument: "x" * 200_000})
    assert "lungo" in refusal(root, "match", profiles=["domanda.yaml"], calls=["x" * 20_001])
    assert "secondi" in refusal(root, "evaluate", file="domanda.yaml", seconds=0.01)


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("evaluate", {}),
        ("evaluate", {"file": "domanda.yaml", "text": "call: x"}),
        ("evaluate", {"file": ["domanda.yaml"]}),
        ("evaluate", {"file": "no.yaml"}),
        ("evaluate", {"path": "domanda.yaml"}),
        ("evaluate", {"file": "domanda.yaml", "on": "--help"}),
        ("show_call", {"call": "--help"}),
        ("match", {"profiles": []}),
        ("evaluate", {"text": "call: \ud800"}),
        ("evaluate", {"file": "a\0b"}),
        ("evaluate", {"file": "a" * 300}),
        ("evaluate", {"file": "loop/a"}),
        ("evaluate", {"file": 1e308}),
        ("match", {"profiles": [["domanda.yaml"]]}),
        ("match", {"profiles": ["domanda.yaml"] * 201}),
    ],
)
def test_a_wrong_request_is_answered_with_its_problem(root: Path, tool: str, arguments: dict[str, object]) -> None:
    (root / "loop").symlink_to("loop")
    assert refusal(root, tool, **arguments)


def test_an_answer_has_no_sign_that_turns_a_screen_and_an_error_of_ours_is_one(root: Path, monkeypatch: Any) -> None:
    result = ask(root, "evaluate", file="a\u202e\x1b.yaml")
    assert result.content[0].text.isprintable()
    assert result.structured_content["document"]["problems"][0]["file"] == "a\u202e\x1b.yaml"
    monkeypatch.setattr(Runner, "run", lambda *_given, **_named: 1 / 0)
    problem = ask(root, "evaluate", file="domanda.yaml").structured_content["document"]["problems"][0]
    assert "ZeroDivisionError" in problem["message"]


def test_what_cannot_be_written_leaves_no_file(root: Path) -> None:
    assert refusal(root, "save_application", write=True, file="new.yaml", text="call: \ud800")
    assert not (root / "new.yaml").exists()


def test_a_new_application_is_written_once_and_judged(root: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    result = ask(root, "save_application", write=True, file="new.yaml", text=text)
    assert result.structured_content["document"]["schema"] == "grantcli/outcome/1"
    assert (root / "new.yaml").read_text(encoding="utf-8") == text
    assert "già" in refusal(root, "save_application", write=True, file="new.yaml", text="call: x")
    assert "fuori" in refusal(root, "save_application", write=True, file="../new.yaml", text="call: x")
    assert (root / "new.yaml").read_text(encoding="utf-8") == text
    assert ask(root, "save_application", file="other.yaml", text=text).is_error
    assert not (root / "other.yaml").exists()


@pytest.mark.slow
def test_the_command_serves_over_its_streams(root: Path) -> None:
    command = ["-m", "grantcli", "mcp", "--root", str(root)]
    program = mcp.StdioServerParameters(command=sys.executable, args=command, env=dict(os.environ))

    async def talk(client: Any) -> Any:
        return await client.call_tool("evaluate", {"file": "domanda.yaml", "on": "2022-06-20"})

    assert asked(program, talk).structured_content["document"]["verdict"] == "to_verify"

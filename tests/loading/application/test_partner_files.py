"""Partners from a table and from profiles, beside typed ones."""

from pathlib import Path

import pytest
from tests.loading.application.test_expense_files import CALL

from grantcli.loading.application.application import parse_application
from grantcli.loading.call.library import load_library
from grantcli.model.facts import Facts

TABLE = (
    "Sigla;Denominazione;Partita IVA;Comune della sede;Profilo\nP1;Beta;01234567897;Fermo;\nP2;;;Ancona;gamma.yaml\n"
)
PROFILE = "company:\n  name: Gamma\n  seat: Macerata\n  years: {2021: {turnover: 5, headcount: 2, balance_sheet: 7}}\n"


def read(tmp_path: Path, partners: str) -> tuple[tuple[Facts, ...], list[str]]:
    call = tmp_path / "calls" / "prova"
    call.mkdir(parents=True)
    (call / "call.yaml").write_text(CALL, encoding="utf-8")
    (tmp_path / "p.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "gamma.yaml").write_text(PROFILE, encoding="utf-8")
    library, _problems = load_library([tmp_path / "calls"])
    application, problems = parse_application(f"call: prova\npartners: {partners}\n", "d.yaml", library, tmp_path)
    assert application is not None
    return application.facts.lists.get("partners", ()), [problem.kind for problem in problems]


def test_a_table_of_partners_with_a_profile_for_some(tmp_path: Path) -> None:
    partners, kinds = read(tmp_path, "p.csv")
    assert kinds == []
    assert [(one.id, one.value("company.name"), one.value("company.seat")) for one in partners] == [
        ("P1", "Beta", "109006"),
        ("P2", "Gamma", "042002"),
    ]
    assert [year.id for year in partners[1].lists["company.years"]] == ["2021"]


def test_typed_partners_stand_beside_a_table_and_over_their_profiles(tmp_path: Path) -> None:
    partners, kinds = read(tmp_path, "[{id: G, lead: yes, company: gamma.yaml}, p.csv]")
    assert kinds == []
    assert [(one.id, one.value("company.name")) for one in partners] == [
        ("G", "Gamma"),
        ("P1", "Beta"),
        ("P2", "Gamma"),
    ]
    assert (partners[0].value("lead"), partners[0].value("company.seat")) == (True, "043023")


@pytest.mark.parametrize(
    ("written", "kind"), [("no.csv", "missing_partners"), ("[{id: G, company: no.yaml}]", "missing_profile")]
)
def test_what_is_not_there_is_told(written: str, kind: str, tmp_path: Path) -> None:
    assert read(tmp_path, written)[1] == [kind]

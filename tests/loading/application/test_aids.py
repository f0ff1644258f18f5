"""Applications and profiles whose ledger of aid stands in other files."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from grantcli.assets import shipped
from grantcli.loading.application.aids import tax_codes
from grantcli.loading.application.application import load_application
from grantcli.loading.application.profile import load_profile, profile_vocabulary
from grantcli.loading.call.library import load_library
from grantcli.model.call import Edition
from grantcli.model.facts import Answer, Facts

CALL = "marche-transizione-digitale-2022"
TABLE = "id;date;amount;regulation\nA1;01/03/2021;10.000,00;1407/2013\n"
NAMELESS = "date;amount;regulation\n2021-03-01;5000;1407/2013\n"
REGISTER = Path(__file__).parents[1] / "rna" / "aiuti.xml"


@pytest.fixture(scope="module")
def library() -> dict[str, Edition]:
    return load_library([shipped("calls")])[0]


def read(tmp_path: Path, library: dict[str, Edition], text: str) -> tuple[list[tuple[object, ...]], list[str]]:
    (tmp_path / "aiuti.csv").write_text(TABLE)
    (tmp_path / "altri.csv").write_text(NAMELESS)
    (tmp_path / "diversi.csv").write_text(TABLE.replace("10.000", "20.000"))
    (tmp_path / "registro.xml").write_bytes(REGISTER.read_bytes())
    file = tmp_path / "domanda.yaml"
    file.write_text(f"call: {CALL}\n{text}")
    application, problems = load_application(file, library)
    assert application is not None
    aids = application.facts.lists.get("aids", ())
    rows = [(aid.id, aid.value("date"), aid.value("amount"), aid.value("beneficiary")) for aid in aids]
    return rows, [f"{one.place.line}:{one.place.column} {one.kind}" for one in problems]


A1 = ("A1", date(2021, 3, 1), Decimal("10000.00"), None)
FOUND = ("1000001", date(2020, 2, 3), Decimal("8498.44"), None)


@pytest.mark.parametrize(
    ("text", "rows", "problems"),
    [
        ("aids: aiuti.csv", [A1], []),
        ("aids: [aiuti.csv, altri.csv]", [A1, ("altri-1", date(2021, 3, 1), Decimal("5000.00"), None)], []),
        ("aids: [{id: Z}, aiuti.csv]", [("Z", None, None, None), A1], []),
        ("aids: [aiuti.csv, aiuti.csv]", [A1], []),
        ("aids: [aiuti.csv, diversi.csv]", [A1], ["2:1 repeated_id"]),
        ("aids: manca.csv", [], ["2:7 missing_ledger"]),
        ("aids: [aiuti.csv, manca.csv]", [A1], ["2:19 missing_ledger"]),
        ("aids: registro.xml", [], ["2:7 no_tax_code"]),
        ('company: {tax_code: "01234567897"}\naids: registro.xml', [FOUND], ["3:7 register_read"]),
        ('company: {tax_code: "99999990437"}\naids: registro.xml', [], ["3:7 register_read"]),
    ],
)
def test_files_named_by_an_application(
    tmp_path: Path,
    library: dict[str, Edition],
    text: str,
    rows: list[tuple[object, ...]],
    problems: list[str],
) -> None:
    assert read(tmp_path, library, text) == (rows, problems)


def test_a_linked_enterprise_is_looked_for_in_the_register(tmp_path: Path, library: dict[str, Edition]) -> None:
    rows, _problems = read(
        tmp_path, library, 'company: {links: [{id: L1, tax_code: "01234567897"}]}\naids: registro.xml'
    )
    assert rows == [(*FOUND[:3], "L1")]


def test_an_empty_register_is_an_answer_with_a_warning(tmp_path: Path, library: dict[str, Edition]) -> None:
    file = tmp_path / "domanda.yaml"
    (tmp_path / "registro.xml").write_bytes(REGISTER.read_bytes())
    file.write_text(f'call: {CALL}\ncompany: {{tax_code: "99999990437"}}\naids: registro.xml')
    application, (problem,) = load_application(file, library)
    assert application is not None
    assert application.facts.lists["aids"] == ()
    assert problem.warning


def test_a_file_named_by_a_profile_is_the_companys_own(tmp_path: Path) -> None:
    (tmp_path / "aiuti.csv").write_text(TABLE)
    file = tmp_path / "company.yaml"
    file.write_text("company: {name: Esempio}\naids: aiuti.csv\n")
    facts, problems = load_profile(file, profile_vocabulary()[0])
    assert ([aid.id for aid in facts.lists["aids"]], problems) == (["A1"], [])


def test_tax_codes_to_look_for() -> None:
    ties = (Facts({"tax_code": Answer("bbb")}, id="A"), Facts(id="B"))
    own = {"company.tax_code": Answer("AAA"), "company.vat_number": Answer("111")}
    assert tax_codes(Facts(own, {"company.links": ties})) == {"BBB": "A", "AAA": "", "111": ""}
    assert tax_codes(Facts()) == {}

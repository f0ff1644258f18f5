"""The open data of the State-aid register: one real record (beneficiary and codes made up), and what goes wrong."""

import tracemalloc
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grantcli.loading.importers import xml
from grantcli.loading.importers.rna import read_rna
from grantcli.model.facts import Facts

SAMPLE = Path(__file__).parents[1] / "rna" / "aiuti.xml"
CODE = "01234567897"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<LISTA_AIUTI xmlns="http://www.rna.it/RNA_aiuto/schema">\n'


def record(*components: str, code: str = CODE, day: str = "2022-05-01+02:00", extra: str = "") -> str:
    parts = "".join(f"<COMPONENTE_AIUTO>{part}</COMPONENTE_AIUTO>" for part in components)
    return (
        f"<AIUTO><COR>7</COR><DATA_CONCESSIONE>{day}</DATA_CONCESSIONE>{extra}"
        f"<CODICE_FISCALE_BENEFICIARIO>{code}</CODICE_FISCALE_BENEFICIARIO>"
        f"<COMPONENTI_AIUTO>{parts}</COMPONENTI_AIUTO></AIUTO>\n"
    )


def component(regulation: str, *amounts: str) -> str:
    parts = "".join(f"<STRUMENTO_AIUTO><ELEMENTO_DI_AIUTO>{a}</ELEMENTO_DI_AIUTO></STRUMENTO_AIUTO>" for a in amounts)
    return f"<COD_REGOLAMENTO>{regulation}</COD_REGOLAMENTO><STRUMENTI_AIUTO>{parts}</STRUMENTI_AIUTO>"


def read(tmp_path: Path, body: str | bytes) -> tuple[tuple[Facts, ...], list[str]]:
    file = tmp_path / "aiuti.xml"
    text = body if isinstance(body, bytes) else (HEAD + body + "</LISTA_AIUTI>").encode()
    file.write_bytes(text)
    aids, problems = read_rna(file, {CODE: "", "99999999999": "A"})
    return aids, [problem.kind for problem in problems]


def values(aid: Facts) -> dict[str, object]:
    return {key: answer.value for key, answer in aid.answers.items()}


def test_the_sample() -> None:
    aids, problems = read_rna(SAMPLE, {CODE: ""})
    assert problems == []
    assert [values(aid) for aid in aids] == [
        {
            "id": "1000001",
            "date": date(2020, 2, 3),
            "amount": Decimal("8498.44"),
            "regulation": "651/2014",
            "authority": "REGIONE AUTONOMA FRIULI VENEZIA GIULIA - "
            "DIREZIONE CENTRALE LAVORO, FORMAZIONE, ISTRUZIONE E FAMIGLIA",
        }
    ]
    assert aids[0].answers["amount"].origin == "import"
    assert aids[0].note.startswith(str(SAMPLE))


def test_others_flow_by(tmp_path: Path) -> None:
    assert read_rna(SAMPLE, {"00000000000": ""}) == ((), [])
    aids, _problems = read(tmp_path, record(component("CE1407/2013", "1"), code="99999999999"))
    assert aids[0].value("beneficiary") == "A"


def test_each_component_is_an_aid_and_its_instruments_sum(tmp_path: Path) -> None:
    aids, problems = read(tmp_path, record(component("CE1407/2013", "100.10", "0.2"), component("X", "5")))
    assert problems == []
    assert [(aid.id, aid.value("regulation"), aid.value("amount")) for aid in aids] == [
        ("7-1", "1407/2013", Decimal("100.30")),
        ("7-2", "other", Decimal("5.00")),
    ]


@pytest.mark.parametrize(
    ("told", "known"),
    [
        ("CE1407/2013", "1407/2013"),
        ("Reg. UE 2831/2023", "2023/2831"),
        ("UE 2023/2831", "2023/2831"),
        ("1408/2013", "1408/2013"),
        ("717/2014", "717/2014"),
        ("360/2012", "360/2012"),
        ("2023/2832", "2023/2832"),
        ("CE651/2014", "651/2014"),
        ("TF COVID-19 - Sezione 3.1", "other"),
    ],
)
def test_regulations(tmp_path: Path, told: str, known: str) -> None:
    assert read(tmp_path, record(component(told, "1")))[0][0].value("regulation") == known


@pytest.mark.parametrize("control", [b"\x02", b"\x00", b"\x1f", b"&#2;", b"&#x1F;", b"&#0012;"])
def test_control_characters_are_dropped(tmp_path: Path, control: bytes) -> None:
    body = (HEAD + record(component("1407/2013", "1"), extra="<X>a@b &amp; c</X>") + "</LISTA_AIUTI>").encode()
    aids, problems = read(tmp_path, body.replace(b"@", control))
    assert (len(aids), problems) == (1, [])


def test_what_a_chunk_cuts_in_two_is_put_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml, "CHUNK", 7)
    aids, problems = read(tmp_path, record(component("1407/2013", "1"), extra="<X>&#x1F;&amp;&#2;</X>"))
    assert (len(aids), problems) == (1, [])


@pytest.mark.parametrize(
    ("body", "kinds", "kept"),
    [
        (record(component("1407/2013", "abc")), ["unreadable_value"], 1),
        (record(component("1407/2013", "-1")), ["unreadable_value"], 1),
        (record(component("1407/2013", "NaN")), ["unreadable_value"], 1),
        (record(component("1407/2013")), ["unreadable_value"], 1),
        (record(component("1407/2013", "1"), day="2022-02-30"), ["unreadable_value"], 1),
        (record(component("1407/2013", "1"), day="ieri"), ["unreadable_value"], 1),
        (record(component("1407/2013", "1")) + "<AIUTO><COR>8</COR>", ["broken_xml"], 1),
        ("<ELEMENTO_DI_AIUTO>5</ELEMENTO_DI_AIUTO>", [], 0),
        (b"", ["broken_xml"], 0),
        (b"\xff\xfe\x00not xml", ["broken_xml"], 0),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", ["doctype"], 0),
        (b'<?xml version="1.0" encoding="klingon"?><a/>', ["broken_xml"], 0),
    ],
)
def test_bad_files_are_problems(tmp_path: Path, body: str | bytes, kinds: list[str], kept: int) -> None:
    aids, problems = read(tmp_path, body)
    assert (problems, len(aids)) == (kinds, kept)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert [problem.kind for problem in read_rna(tmp_path / "no.xml", {})[1]] == ["unreadable"]
    assert [problem.kind for problem in read_rna(tmp_path, {})[1]] == ["unreadable"]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 3000))
def test_nothing_makes_it_fail(tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int) -> None:
    """Bad data is a problem, never an exception."""
    good = SAMPLE.read_bytes()
    file = tmp_path_factory.mktemp("rna") / "a.xml"
    file.write_bytes(good[:at] + noise + good[at + len(noise) :])
    aids, problems = read_rna(file, {CODE: ""})
    assert aids or problems or noise


@pytest.mark.slow
def test_memory_stays_flat(tmp_path: Path) -> None:
    """Thirty megabytes of other people's aid, within two megabytes of memory."""
    file = tmp_path / "big.xml"
    other = record(component("1407/2013", "1"), code="55555555555", extra=f"<X>{'x' * 2000}</X>").encode()
    with file.open("wb") as stream:
        stream.write(HEAD.encode())
        for _round in range(30_000_000 // len(other)):
            stream.write(other)
        stream.write(record(component("1407/2013", "1")).encode() + b"</LISTA_AIUTI>")
    tracemalloc.start()
    aids, problems = read_rna(file, {CODE: ""})
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (len(aids), problems) == (1, [])
    assert peak < 2_000_000


def test_an_archive_of_months_is_read_as_it_flows(tmp_path: Path) -> None:
    from tests.loading.importers.enveloping import zipped

    data = SAMPLE.read_bytes()
    path = tmp_path / "2022.zip"
    path.write_bytes(zipped(a__xml=data, b__txt=b"x", c__xml=data[:700]))
    whole, _problems = read_rna(SAMPLE, {CODE: ""})
    items, problems = read_rna(path, {CODE: ""})
    assert (len(items), [one.kind for one in problems]) == (len(whole), ["broken_xml"])
    assert str(items[0].note).startswith(f"{path}/a.xml:")
    path.write_bytes(zipped(b__txt=b"x"))
    assert [one.kind for one in read_rna(path, {CODE: ""})[1]] == ["empty_archive"]
    path.write_bytes(zipped(a__xml=data * 3)[:-30] + b"PK\x05\x06" + b"\0" * 18)
    assert read_rna(path, {CODE: ""})[0] == ()

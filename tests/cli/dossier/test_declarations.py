"""``declarations``: which files, refusals and exits, what is left to complete, the same bytes, nobody's work lost."""

import io
import json
import re
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from grantcli.assets import shipped
from grantcli.cli.start import run

EXAMPLE = shipped("calls") / "marche-transizione-digitale-2022" / "example" / "domanda.yaml"
DUE = ["03_dimensione", "04_deggendorf", "05_dsan_BRUNO-ESEMPIO", "05_dsan_CARLA-PROVA", "06_requisiti"]


def own(name: str) -> str:
    """Return what a file is called before client, call and day, with its ending."""
    return re.sub(r"_Meccanic[\w-]*?_Marche-tech_2022-06-20", "", name)


def declared(into: Path, *options: str, file: Path = EXAMPLE) -> tuple[int, list[str]]:
    code = run(["declarations", str(file), "-o", str(into), "--on", "2022-06-20", *options])
    return code, sorted(own(path.name) for path in into.iterdir()) if into.exists() else []


def file_in(folder: Path, name: str) -> Path:
    """Return the file of a declaration by its own name."""
    (found,) = [path for path in folder.iterdir() if own(path.name) == name]
    return found


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = EXAMPLE.read_text("utf-8")
    assert old in text
    file = tmp_path / "altra.yaml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


def text_of(file: Path) -> str:
    document = docx.Document(io.BytesIO(file.read_bytes()))
    return "\n".join(one.text or "" for one in document.element.body.iter(qn("w:t")))


def test_documents_due_are_written_under_the_numbers_of_the_call(tmp_path, capsys):
    code, names = declared(tmp_path / "d", "--format", "docx")
    told = capsys.readouterr()
    assert code == 0, "a refusal of what nobody asked for is a warning"
    assert names == [f"{name}.docx" for name in DUE]
    assert [own(Path(line).name) for line in told.out.splitlines()] == names
    assert "G920" in told.err
    assert "da completare" in told.err


@pytest.mark.slow
def test_without_a_format_there_is_a_word_file_and_a_pdf_of_each(tmp_path):
    _code, names = declared(tmp_path / "d", "--only", "deggendorf")
    assert names == ["04_deggendorf.docx", "04_deggendorf.pdf"]


def test_word_files_have_no_holes_of_templates_and_say_what_they_are(tmp_path):
    declared(tmp_path / "d", "--format", "docx")
    for name in DUE:
        text = text_of(file_in(tmp_path / "d", f"{name}.docx"))
        assert "{{" not in text
        assert "Vale il modello dell'ente" in text
        document = docx.Document(str(file_in(tmp_path / "d", f"{name}.docx")))
        assert document.sections[0].header.paragraphs[0].text.split("\t")[1] == "BOZZA PRECOMPILATA"
        assert {"Title", "Heading 1"} <= {one.style.name for one in document.paragraphs}


@pytest.mark.slow
def test_the_same_answers_are_the_same_bytes(tmp_path):
    declared(tmp_path / "a", "--format", "docx,html")
    declared(tmp_path / "b", "--format", "docx,html")
    for file in sorted((tmp_path / "a").iterdir()):
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes(), file.name


def test_they_are_in_italian_whatever_is_spoken(tmp_path, capsys):
    declared(tmp_path / "it", "--format", "docx")
    run(
        [
            "--lang",
            "en",
            "declarations",
            str(EXAMPLE),
            "-o",
            str(tmp_path / "en"),
            "--on",
            "2022-06-20",
            "--format",
            "docx",
        ]
    )
    assert "left to complete" in capsys.readouterr().err
    english, italian = (file_in(tmp_path / spoken, "03_dimensione.docx") for spoken in ("en", "it"))
    assert english.read_bytes() == italian.read_bytes()


@pytest.mark.slow
def test_a_contradiction_refuses_what_was_asked_for_and_writes_the_rest(tmp_path, capsys):
    file = changed(tmp_path, "  state_aid: true", "  state_aid: false")
    code, names = declared(tmp_path / "d", "--format", "html", "--json", file=file)
    document = json.loads(capsys.readouterr().out)
    assert code == 5
    assert "04_deggendorf.html" not in names
    assert "03_dimensione.html" in names
    refused = {one["id"]: one["refused"] for one in document["declarations"] if one["refused"]}
    assert "la clausola Deggendorf non si può dichiarare" in refused["deggendorf"][0]
    assert [one["files"] for one in document["declarations"] if one["id"] == "deggendorf"] == [[]]
    assert [one["code"] for one in document["problems"] if one["severity"] == "error"]


def test_what_is_to_be_completed_is_in_the_document(tmp_path, capsys):
    declared(tmp_path / "d", "--format", "html", "--json", "--only", "size")
    (one,) = json.loads(capsys.readouterr().out)["declarations"]
    assert (one["attachment"], one["model"], one["signer"]) == ("3", "issuer", "Anna Esempio")
    assert {"key": "company.postal_code", "label": "CAP della sede legale"} in one["to_complete"]


def test_an_edited_file_is_not_written_over(tmp_path, capsys):
    declared(tmp_path / "d", "--format", "docx", "--only", "size")
    file = file_in(tmp_path / "d", "03_dimensione.docx")
    document = docx.Document(str(file))
    document.add_paragraph("Aggiunto a mano")
    document.save(str(file))
    edited = file.read_bytes()
    code, _names = declared(tmp_path / "d", "--format", "docx", "--only", "size")
    assert code == 4
    assert "--force" in capsys.readouterr().err
    assert file.read_bytes() == edited


def test_another_applications_declarations_get_a_number(tmp_path):
    declared(tmp_path / "d", "--format", "docx", "--only", "size")
    other = changed(tmp_path, "title: Officina connessa", "title: Magazzino connesso")
    _code, names = declared(tmp_path / "d", "--format", "docx", "--only", "size", file=other)
    assert names == ["03_dimensione.docx", "03_dimensione_2.docx"]


@pytest.mark.parametrize("options", [["--only", "boh"], ["--only", ","], ["--format", "odt"]])
def test_what_does_not_exist_is_wrong_usage(options, tmp_path, capsys):
    assert declared(tmp_path / "d", *options)[0] == 2
    assert "non è" in capsys.readouterr().err


def test_without_the_library_for_word_it_says_what_to_install(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("grantcli.cli.dossier.word.find_spec", lambda _name: None)
    assert declared(tmp_path / "d")[0] == 4
    assert "grantcli[docx]" in capsys.readouterr().err
    assert declared(tmp_path / "d", "--format", "html")[0] == 0


def test_the_file_says_of_which_client_call_and_day_it_is(tmp_path):
    declared(tmp_path / "d", "--format", "docx")
    names = {path.name for path in (tmp_path / "d").iterdir()}
    assert "03_dimensione_Meccanica-Esempio_Marche-tech_2022-06-20.docx" in names
    assert "05_dsan_BRUNO-ESEMPIO_Meccanica_Marche-tech_2022-06-20.docx" in names
    assert max(map(len, names)) <= 60


def test_two_people_of_one_name_have_a_file_each(tmp_path, capsys):
    file = changed(tmp_path, "name: Carla Prova", "name: Bruno Esempio")
    _code, names = declared(tmp_path / "d", "--format", "html", "--only", "office-holder", "--json", file=file)
    assert names == ["05_dsan_BRUNO-ESEMPIO.html", "05_dsan_BRUNO-ESEMPIO_2.html"]
    document = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in document["declarations"]] == ["office-holder[P2]", "office-holder[P3]"]
    assert [len(one["files"]) for one in document["declarations"]] == [1, 1]


def test_no_tax_code_is_in_a_file_name(tmp_path):
    file = changed(tmp_path, "name: Bruno Esempio, role", "name: Bruno Esempio, tax_code: SMPBRN80A01H501L, role")
    _code, names = declared(tmp_path / "d", "--format", "html", file=file)
    assert names
    assert not [name for name in names if "SMPBRN" in name]


def test_the_word_file_opens_as_a_package(tmp_path):
    declared(tmp_path / "d", "--format", "docx", "--only", "size")
    with zipfile.ZipFile(file_in(tmp_path / "d", "03_dimensione.docx")) as held:
        assert held.testzip() is None
        assert held.namelist()[0] == "[Content_Types].xml"


def word_template(folder: Path, name: str, text: str) -> Path:
    file = folder / "templates" / f"{name}.docx"
    file.parent.mkdir(parents=True, exist_ok=True)
    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(file))
    return file


def test_a_house_fills_its_own_word_template_of_a_declaration(tmp_path):
    word_template(tmp_path / "stile", "declarations/size", "{{ answers.company.name }}: {{ declaration.title }}")
    code, names = declared(tmp_path / "d", "--format", "docx", "--only", "size", "--style", str(tmp_path / "stile"))
    assert (code, names) == (0, ["03_dimensione.docx"])
    document = docx.Document(str(file_in(tmp_path / "d", names[0])))
    assert document.paragraphs[0].text == "Meccanica Esempio S.r.l.: Dichiarazione sulla dimensione d'impresa"


def test_a_wrong_name_in_a_template_is_told_before_anything_is_written(tmp_path, capsys):
    file = word_template(tmp_path / "stile", "declarations/requirements", "{{ answers.company.nome }}")
    code, names = declared(tmp_path / "d", "--format", "docx", "--style", str(tmp_path / "stile"))
    assert (code, names) == (4, [])
    told = capsys.readouterr().err
    assert str(file) in told
    assert "«answers.company.nome»" in told
    assert "G914" in told


def test_the_model_of_a_call_prevails(tmp_path):
    import shutil

    folder = tmp_path / "bandi" / "marche-prova"
    shutil.copytree(EXAMPLE.parents[1], folder)
    call, old = folder / "call.yaml", "    declaration: size\n"
    text = call.read_text("utf-8").replace(old, f"{old}    template: allegato-3.docx\n")
    call.write_text(text.replace("id: marche-transizione-digitale-2022", "id: marche-prova"), "utf-8")
    file = changed(tmp_path, "call: marche-transizione-digitale-2022", "call: marche-prova")
    shutil.move(word_template(tmp_path, "x", "Allegato 3 di {{ answers.company.name }}"), folder / "allegato-3.docx")
    line = ["--calls", str(tmp_path / "bandi"), "declarations", str(file), "-o", str(tmp_path / "d")]
    assert run([*line, "--on", "2022-06-20", "--format", "docx", "--only", "size"]) == 0
    document = docx.Document(str(file_in(tmp_path / "d", "03_dimensione.docx")))
    assert document.paragraphs[0].text.startswith("Allegato 3 di Mecc")


def test_a_model_that_is_not_there_is_a_problem_of_the_call(tmp_path, capsys):
    import shutil

    folder = tmp_path / "bandi" / "marche-transizione-digitale-2022"
    shutil.copytree(EXAMPLE.parents[1], folder)
    call = folder / "call.yaml"
    old = "    declaration: size\n"
    call.write_text(call.read_text("utf-8").replace(old, f"{old}    template: ../fuori.docx\n"), "utf-8")
    assert run(["calls", "check", str(folder)]) == 4
    assert "accanto a call.yaml" in capsys.readouterr().err

"""``dossier``: parts, names, what is written over and what is not, languages, house styles."""

import json
import os
from pathlib import Path

import pytest

from grantcli.assets import shipped
from grantcli.cli.start import run

EXAMPLE = shipped("calls") / "marche-transizione-digitale-2022" / "example" / "domanda.yaml"
DAY = "2022-06-20"


def papers(into: Path, *options: str, file: Path = EXAMPLE) -> tuple[int, list[str]]:
    code = run(["dossier", str(file), "-o", str(into), "--on", DAY, *options])
    return code, sorted(path.name for path in into.iterdir()) if into.exists() else []


def other(tmp_path: Path, **changes: str) -> Path:
    text = EXAMPLE.read_text("utf-8")
    for old, new in changes.values():
        text = text.replace(old, new)
    file = tmp_path / "altra.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_parts_are_written_alone(tmp_path):
    code, names = papers(tmp_path / "d", "--format", "html", "--part", "memo,annex")
    assert code == 0
    assert [name.partition("_")[0] for name in names] == ["Appendice", "Memo"]
    assert all(len(name) <= 60 for name in names)


@pytest.mark.parametrize("options", [["--part", "cover"], ["--part", ","], ["--format", "odt,pdf"]])
def test_a_part_or_format_that_does_not_exist_is_wrong_usage(options, tmp_path, capsys):
    assert run(["dossier", str(EXAMPLE), "-o", str(tmp_path), *options]) == 2
    assert "non è" in capsys.readouterr().err


def test_the_same_application_is_written_over_and_another_one_gets_a_number(tmp_path):
    _code, first = papers(tmp_path / "d", "--format", "html,json")
    _code, again = papers(tmp_path / "d", "--format", "html,json")
    assert again == first
    changed = other(tmp_path, title=("title: Officina connessa", "title: Magazzino connesso"))
    code, both = papers(tmp_path / "d", "--format", "html,json", file=changed)
    assert code == 0
    assert sorted(set(both) - set(first)) == sorted(
        f"{name.rpartition('.')[0]}_2.{name.rpartition('.')[2]}" for name in first
    )


def test_a_file_of_somebody_else_is_not_touched_without_force(tmp_path, capsys):
    _code, (name, *_others) = papers(tmp_path / "d", "--format", "json")
    (tmp_path / "d" / name).write_text("firmato", encoding="utf-8")
    code, _names = papers(tmp_path / "d", "--format", "json")
    assert code == 4
    assert "--force" in capsys.readouterr().err
    assert (tmp_path / "d" / name).read_text("utf-8") == "firmato"
    code, _names = papers(tmp_path / "d", "--format", "json", "--force")
    assert code == 0
    assert json.loads((tmp_path / "d" / name).read_text("utf-8"))["verdict"] == "to_verify"


@pytest.mark.slow
def test_a_pdf_knows_whose_it_is(tmp_path):
    _code, first = papers(tmp_path / "d", "--part", "checklist")
    changed = other(tmp_path, title=("title: Officina connessa", "title: Magazzino connesso"))
    _code, both = papers(tmp_path / "d", "--part", "checklist", file=changed)
    assert len(first) == 1
    assert len(both) == 2
    assert papers(tmp_path / "d", "--part", "checklist")[1] == both


def test_a_call_without_documents_gets_no_checklist(tmp_path, capsys):
    example = shipped("calls") / "cosme-cluster-excellence-2020" / "example" / "domanda.yaml"
    assert run(["dossier", str(example), "-o", str(tmp_path / "d"), "--format", "html", "--lang", "it"]) == 0
    assert [path.name.partition("_")[0] for path in (tmp_path / "d").iterdir()] == ["Dossier"]
    assert "la lista non è stata scritta" in capsys.readouterr().err


def test_a_character_that_no_font_draws_is_told(tmp_path, capsys):
    file = other(tmp_path, name=("name: Meccanica Esempio S.r.l.", "name: Meccanica 株式 S.r.l."))
    code, _names = papers(tmp_path / "d", "--format", "html", "--part", "memo", file=file)
    assert code == 0
    assert "式 株" in capsys.readouterr().err


class TestStyle:
    """House styles."""

    @pytest.fixture
    def style(self, tmp_path: Path) -> Path:
        assert run(["style", "new", str(tmp_path / "casa")]) == 0
        return tmp_path / "casa"

    def memo(self, tmp_path: Path, style: Path) -> tuple[int, str]:
        code, names = papers(tmp_path / "d", "--format", "html", "--part", "memo", "--style", str(style))
        return code, (tmp_path / "d" / names[0]).read_text("utf-8") if names else ""

    def test_a_new_style_is_used_as_it_is(self, tmp_path, style):
        code, html = self.memo(tmp_path, style)
        assert code == 0
        assert '<meta name="author" content="Studio da indicare">' in html
        assert "Condizioni dell&#39;incarico" in html
        assert "--accent: #0b6e4f" in html

    def test_it_is_not_written_over(self, style, capsys):
        assert run(["style", "new", str(style)]) == 4
        assert capsys.readouterr().err

    def test_the_drawings_take_its_colours(self, tmp_path, style):
        assert papers(tmp_path / "d", "--format", "html", "--style", str(style))[0] == 0
        (file,) = (tmp_path / "d").glob("Dossier*")
        assert 'fill="#0b6e4f"' in file.read_text("utf-8")

    def test_its_templates_take_the_place_of_ours_and_a_stray_one_is_told(self, tmp_path, style, capsys):
        (style / "templates" / "parts").mkdir(parents=True)
        (style / "templates" / "parts" / "masthead.html.j2").write_text("<h1>{{ memo.applicant }} DELLA CASA</h1>")
        (style / "templates" / "copertina.html.j2").write_text("x")
        code, html = self.memo(tmp_path, style)
        assert code == 0
        assert "Meccanica Esempio S.r.l. DELLA CASA" in html
        assert "copertina.html.j2" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("template", "words"),
        [
            ("{{ memo.client }}", "client"),
            ("\n{% if %}", "masthead.html.j2:2"),
            ("{% include '../../../etc/passwd' %}", "passwd"),
            ("{{ memo.__class__.__mro__ }}", "masthead.html.j2"),
            ("{{ range(10 ** 9) | list }}", "masthead.html.j2"),
        ],
    )
    def test_what_a_template_asks_for_and_may_not_have_is_told(self, template, words, tmp_path, style, capsys):
        (style / "templates" / "parts").mkdir(parents=True)
        (style / "templates" / "parts" / "masthead.html.j2").write_text(template)
        code, html = self.memo(tmp_path, style)
        assert code == 4
        assert html == ""
        assert words in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            ("logo: ../fuori.svg", "non è un file della cartella"),
            ("logo: style.css", "dev'essere uno di"),
            ("colour: red", "colour"),
            ("sections: {title: x}", "sections"),
        ],
    )
    def test_a_bad_style_is_told_with_its_place(self, line, words, tmp_path, style, capsys):
        (style / "style.yaml").write_text(line + "\n", encoding="utf-8")
        assert self.memo(tmp_path, style) == (4, "")
        assert words in capsys.readouterr().err

    def test_a_link_that_leads_out_of_the_folder_is_not_followed(self, tmp_path, style):
        (tmp_path / "segreto.html").write_text("SEGRETO")
        (style / "templates").mkdir()
        (style / "templates" / "memo.html.j2").symlink_to(tmp_path / "segreto.html")
        assert "SEGRETO" not in self.memo(tmp_path, style)[1]

    def test_a_paper_that_cannot_be_made_leaves_no_folder(self, tmp_path, style):
        (style / "templates").mkdir()
        (style / "templates" / "memo.html.j2").write_text("{{ nowhere.at_all }}")
        assert papers(tmp_path / "d", "--style", str(style), "--part", "memo")[0] == 4
        assert not (tmp_path / "d").exists()

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no queues here")
    def test_a_style_sheet_that_is_a_queue_or_too_large_is_told_and_never_waited_for(self, tmp_path, style, capsys):
        (style / "style.css").unlink(missing_ok=True)
        os.mkfifo(style / "style.css")
        assert papers(tmp_path / "d", "--style", str(style), "--part", "memo")[0] == 4
        assert "file normale" in capsys.readouterr().err
        (style / "style.css").unlink()
        (style / "style.css").write_bytes(b" " * 5_000_001)
        assert papers(tmp_path / "d", "--style", str(style), "--part", "memo")[0] == 4
        assert "5 MB" in capsys.readouterr().err

    def test_no_style_folder(self, tmp_path, capsys):
        assert papers(tmp_path / "d", "--style", str(tmp_path / "manca"))[0] == 4
        assert "cartella di stile" in capsys.readouterr().err

    def test_the_users_own_style_is_found(self, tmp_path, style, monkeypatch):
        monkeypatch.setenv("GRANTCLI_STYLE", str(style))
        _code, names = papers(tmp_path / "d", "--format", "html", "--part", "memo")
        assert "Studio da indicare" in (tmp_path / "d" / names[0]).read_text("utf-8")


def test_a_house_fills_its_own_word_template_of_a_part(tmp_path, capsys):
    import docx

    style = tmp_path / "stile" / "templates"
    style.mkdir(parents=True)
    document = docx.Document()
    document.add_paragraph("Per {{ memo.applicant }}: {{ memo.answer.word }}")
    document.save(str(style / "memo.docx"))
    document.save(str(style / "copertina.docx"))
    options = ["--format", "docx", "--part", "memo,annex", "--style", str(tmp_path / "stile")]
    code, names = papers(tmp_path / "d", *options)
    told = docx.Document(str(tmp_path / "d" / next(name for name in names if name.startswith("Memo"))))
    assert code == 0
    assert told.paragraphs[0].text == "Per Meccanica Esempio S.r.l.: Da verificare"
    assert len(names) == 2
    assert "copertina.docx" in capsys.readouterr().err, "a file that takes the place of nothing is told"
    assert papers(tmp_path / "d", *options)[1] == names

"""Word templates of others: filled like pages, names that lead nowhere told before, hostile ones stopped."""

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from jinja2.exceptions import TemplateError
from tests.render.render_sample import outcome

from grantcli.render.context import context
from grantcli.render.word.nested_answers import answers
from grantcli.render.word.template_process import TooMuchError, fill
from grantcli.render.word.templates import BadWordTemplateError, filled

VALUES = {
    "memo": {"applicant": "Rossi & <Figli>"},
    "rows": [{"a": "x", "b": 1}, {"a": "y", "b": 2}],
    "n": 5,
    "none": None,
}
HUNDRED = "[" + ",".join(["1"] * 100) + "]"


def template(folder: Path, *paragraphs: str, header: str = "") -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    file = folder / "modello.docx"
    document.save(str(file))
    return file


def made(folder: Path, *paragraphs: str, header: str = "") -> list[str]:
    """The paragraphs of a template filled in this process, without the fence around it."""
    content, lost = fill(str(template(folder, *paragraphs, header=header)), VALUES, "", "2022-06-20")
    assert not lost
    return [one.text for one in docx.Document(io.BytesIO(content)).paragraphs]


def test_values_loops_and_conditions_are_filled_in_text_header_and_rows(tmp_path):
    text = [
        "{{ memo.applicant }}, {{ n + 1 }}",
        "{%p for r in rows %}",
        "{{ loop.index }} {{ r.a | upper }}{{ r['b'] }}",
    ]
    text += ["{%p endfor %}", "{% if none is none %}sì{% else %}no{% endif %}", "{{ 'a' ~ n ~ 'b' }}"]
    file = template(tmp_path, *text, header="{{ memo.applicant }}")
    content = filled(file, VALUES, identity="ab" * 16, created="2022-06-20")
    document = docx.Document(io.BytesIO(content))
    told = [one.text for one in document.paragraphs]
    assert told == ["Rossi & <Figli>, 6", "1 X1", "2 Y2", "sì", "a5b"]
    assert document.sections[0].header.paragraphs[0].text == "Rossi & <Figli>"
    assert content == filled(file, VALUES, identity="ab" * 16, created="2022-06-20")
    assert b"<dc:identifier>grantcli:" + b"ab" * 16 in content


def test_characters_that_word_cannot_hold_are_left_out_of_values(tmp_path):
    values = {"a": "pri\x0bma\x00", "b": ["\ufffex", {"c": "{{ a }} {_{ a }_}"}]}
    content = filled(template(tmp_path, "{{ a }} {{ b[0] }} {{ b[1].c }}."), values, identity="", created="2022-06-20")
    assert docx.Document(io.BytesIO(content)).paragraphs[0].text == "prima x {{ a }} {{ a }}."


def test_every_name_that_leads_nowhere_is_told_at_once_with_its_paragraph(tmp_path):
    text = ["Chi: {{ memo.aplicant }}", "{% for r in rows %}{{ r.c }}{{ r.a }}{% endfor %} {{ x.y is defined }}"]
    file = template(tmp_path, *text, header="{{ meno }}")
    with pytest.raises(BadWordTemplateError) as told:
        filled(file, VALUES, identity="", created="2022-06-20")
    message = told.value.text
    assert "«memo.aplicant» non c'è (forse «memo.applicant») nel paragrafo «Chi: {{ memo.aplicant }}»" in message
    assert "«r.c»" in message
    assert "«meno» non c'è (forse «memo»)" in message
    assert "«x" not in message
    assert "«r.a»" not in message


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ (1).__class__.__bases__ }}",
        "{{ none.__class__ }}",
        "{{ ''.join(rows) }}",
        "{{ 'a' * 10000000 }}",
        "{{ 'a' * 10**7 }}",
        "{{ 9 ** 999999999 }}",
        "{{ '%1000000000d' % 1 }}",
        "{% set s = 'aaaaaaaaaa' %}" + "{% set s = s ~ s %}" * 40 + "{{ s }}",
        "{% set s = 'aaaaaaaaaa' %}" + "{% set s = s + s %}" * 40 + "{{ s }}",
        "{% set s = 'aaaaaaaaaa' %}" + "{% set s = [s, s] | join %}" * 40 + "{{ s }}",
        "{% set s %}aaaa{% endset %}" + "{% set s %}{{ s }}{{ s }}{% endset %}" * 40,
        "".join(f"{{% for x{n} in {HUNDRED} %}}" for n in range(10)) + "x" + "{% endfor %}" * 10,
        "{% for x in rows recursive %}{{ loop(rows) }}{% endfor %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% filter upper %}x{% endfilter %}",
        "{{ memo | attr('__class__') }}",
        "{{ memo.applicant | safe }}",
        "{{ memo.applicant ",
        "{% if memo %}",
        "{{" * 6000,
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    ],
    ids=range(24),
)
def test_a_hostile_template_is_stopped(text, tmp_path):
    with pytest.raises((TemplateError, TooMuchError, RecursionError)):
        made(tmp_path, text)


@pytest.mark.parametrize(
    "name", ["range(10)", "lipsum.__globals__", "cycler", "self", "memo.items()", "memo.__class__", "rows.append(1)"]
)
def test_what_a_template_is_not_given_is_no_name(name, tmp_path):
    _content, lost = fill(str(template(tmp_path, f"{{{{ {name} }}}}")), VALUES, "", "2022-06-20")
    assert lost


def test_output_is_bounded(tmp_path, monkeypatch):
    from grantcli.render.word import template_process

    monkeypatch.setattr(template_process, "MOST_OUTPUT", 50_000)
    with pytest.raises(TooMuchError):
        made(tmp_path, "{% for a in " + HUNDRED + " %}" + "parola " * 100 + "{% endfor %}")


def test_a_template_that_takes_too_long_is_ended(tmp_path, monkeypatch):
    from grantcli.render.word import templates

    monkeypatch.setattr(templates, "_SECONDS", 0.001)
    with pytest.raises(BadWordTemplateError, match="troppo tempo"):
        filled(template(tmp_path, "x"), VALUES, identity="", created="2022-06-20")


def test_what_is_no_word_file_or_unpacks_to_too_much_is_refused(tmp_path):
    file = tmp_path / "a.docx"
    file.write_bytes(b"PK nothing")
    with pytest.raises(BadWordTemplateError, match="non è un documento Word"):
        filled(file, VALUES, identity="", created="2022-06-20")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("word/document.xml", " " * 5_000_000)
    with pytest.raises(BadWordTemplateError, match="troppo grande"):
        filled(file, VALUES, identity="", created="2022-06-20")
    with zipfile.ZipFile(file, "w") as empty:
        empty.writestr("a.txt", "x")
    with pytest.raises(BadWordTemplateError):
        filled(file, VALUES, identity="", created="2022-06-20")


def test_an_entity_in_a_template_is_not_read(tmp_path):
    (tmp_path / "segreto.txt").write_text("SEGRETO", "utf-8")
    file = template(tmp_path, "prima {{ n }}")
    held = {name: zipfile.ZipFile(file).read(name) for name in zipfile.ZipFile(file).namelist()}
    address = (tmp_path / "segreto.txt").as_uri()
    entity = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{address}">]>'.encode()
    body = held["word/document.xml"].replace(b"?>", b"?>" + entity, 1).replace(b"prima", b"prima &e;")
    with zipfile.ZipFile(file, "w") as changed:
        for name, content in held.items():
            changed.writestr(name, body if name == "word/document.xml" else content)
    try:
        content = filled(file, VALUES, identity="", created="2022-06-20")
    except BadWordTemplateError:
        return
    assert b"SEGRETO" not in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")


def test_everything_a_page_gets_goes_to_a_template_and_so_do_the_answers():
    held = outcome()
    nested = answers(held)
    assert json.loads(json.dumps({**context(held), "answers": nested}, default=str))
    assert nested["company"]["name"] == "Officine Esempio <Prova> & Figli S.r.l."
    assert isinstance(nested["expenses"], list)

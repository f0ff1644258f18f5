"""Pages held against what was written: every figure to the cent, then every word."""

import pytest

from grantcli.render.printed import figures_in, misprints, unexplained

HTML = """<html><head><title>Prova 9,99</title></head>
<body data-head="Rossi S.r.l." data-foot="bando · capitale 10.000,00 · impronta abc" data-page="pagina">
<svg><title>Contributo: 1.234,56</title></svg>
<p>Il contributo è <b>1.234,56&nbsp;€</b>, pari al 50&nbsp;% di 2.469,12 €; tolto: −3.900,00.</p>
<p>Domanda ammissibile</p>
</body></html>"""
PAGE = """Rossi S.r.l.
Il contributo è 1.234,56 €, pari al
50 % di 2.469,12 €; tolto: −3.900,00.
1.
Domanda ammissibile
bando · capitale 10.000,00 · impronta abc pagina 1"""


def found(page: str) -> list[tuple[str, str, int, int]]:
    return [tuple(one) for one in misprints(HTML, [page])]


def test_pages_drawn_as_they_were_written_have_no_misprint():
    assert found(PAGE) == []


def test_headings_and_feet_may_come_again_on_each_page():
    assert (
        misprints(HTML, [PAGE, "Rossi S.r.l. Il contributo è\nbando · capitale 10.000,00 · impronta abc pagina 2"])
        == []
    )


@pytest.mark.parametrize(
    ("before", "after", "wrong"),
    [
        ("1.234,56", "1.234,57", [("figure", "1.234,56", 0, 1), ("figure", "1.234,57", 1, 0)]),
        ("50 %", "60 %", [("figure", "50%", 0, 1), ("figure", "60%", 1, 0)]),
        ("−3.900,00", "3.900,00", [("figure", "3.900,00", 1, 0), ("figure", "−3.900,00", 0, 1)]),
        ("2.469,12", "1.234,56", [("figure", "1.234,56", 2, 1), ("figure", "2.469,12", 0, 1)]),
        ("ammissibile", "inammissibile", [("word", "ammissibile", 0, 1), ("word", "inammissibile", 1, 0)]),
        ("Domanda ammissibile", "", [("word", "Domanda", 0, 1), ("word", "ammissibile", 0, 1)]),
    ],
)
def test_one_change_is_found(before, after, wrong):
    assert found(PAGE.replace(before, after)) == wrong


def test_a_word_too_long_for_a_line_may_be_broken():
    long = "https://esempio.invalid/" + "percorsolunghissimo" * 4
    html = f"<body><p>{long}</p></body>"
    assert misprints(html, [f"{long[:50]}\n{long[50:]}"]) == []
    assert misprints(html, [f"{long[:50]}\n{long[51:]}"]) != []


def test_a_lost_space_is_no_misprint():
    assert found(PAGE.replace("Domanda ammissibile", "Domandaammissibile")) == []


def test_figures_in_both_languages():
    assert figures_in("1.234,56 e 12,5 % e −0,01; §3.7 del 2022") == {"1.234,56": 1, "12,5%": 1, "−0,01": 1}
    assert figures_in("€1,234.56 and 12.5% on 20 June 2022") == {"1,234.56": 1, "12.5%": 1}


def test_pages_that_cannot_be_drawn_again_are_held_figure_by_figure():
    assert unexplained({"1,00", "2,00"}, ["1,00"], ["in tutto 1,00 e 2,00"]) == []
    wrong = unexplained({"1,00", "2,00"}, ["2,00"], ["in tutto 1,00 e 3,00"])
    assert [tuple(one) for one in wrong] == [("figure", "3,00", 1, 0), ("figure", "2,00", 0, 1)]

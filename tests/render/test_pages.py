"""The pages as HTML: everything escaped, nothing undefined, every verdict in words."""

import pytest
from jinja2 import UndefinedError
from tests.render.render_sample import outcome, scored, undetermined

from grantcli.render.context import context
from grantcli.render.pages import page


@pytest.mark.parametrize("make", [outcome, scored, undetermined])
@pytest.mark.parametrize("kind", ["dossier", "memo", "application", "annex", "sections", "checklist"])
def test_what_the_applicant_wrote_is_escaped(make, kind):
    html = page(kind, context(make()))
    assert "Esempio &lt;Prova&gt; &amp; Figli" in html
    assert "<Prova>" not in html


@pytest.mark.parametrize("lost", ["memo", "application", "annex", "funding", "doubts", "fingerprint", "tool"])
def test_a_value_that_the_context_lacks_is_an_error_and_not_a_blank(lost):
    made = context(outcome())
    del made[lost]
    with pytest.raises(UndefinedError):
        page("dossier", made)


def test_every_verdict_is_said_in_words_beside_its_sign():
    html = page("dossier", context(outcome()))
    for sign, word in [
        ("✓", "soddisfatto"),
        ("✗", "non soddisfatto"),
        ("?", "manca un dato"),
        ("∅", "non determinabile"),
    ]:
        assert f'<span class="sign">{sign}</span> {word}' in html
    assert '<span class="sign">⚑</span> da verificare' in html


def test_no_number_of_the_contribution_is_printed_where_it_is_undetermined():
    html = page("dossier", context(undetermined()))
    assert "Contributo non determinato" in html
    assert "35.000,00" not in html
    assert "38.250,00" in html  # the estimate by law, marked as one


def test_the_standalone_page_carries_its_style_and_fonts():
    html = page("dossier", context(outcome()), standalone=True)
    assert html.count("data:font/ttf;base64,") == 13  # the faces that style.css names
    assert 'url("fonts/' not in html

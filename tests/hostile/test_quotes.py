"""A path named in an application may lead anywhere: what messages quote of the file there is at most 40 characters."""

import pytest

from grantcli.assets import shipped
from grantcli.loading.application.application import load_application
from grantcli.loading.call.library import load_library
from grantcli.problem import Place, Problem

SECRET = "".join(chr(97 + (n * n + 7 * n // 3) % 26) for n in range(300))
FILES = {
    "line.csv": f"{SECRET}\n{SECRET}\n",
    "head.csv": f"{SECRET};importo;descrizione\na;100;b\n",
    "cell.csv": f"descrizione;importo;categoria\n{SECRET};{SECRET};{SECRET}\n",
    "total.csv": f"descrizione;importo\na;100\nb;200\nTotale {SECRET};310\n",
    "aids.csv": f"id,amount,granted_on,regulation\n{SECRET},{SECRET},{SECRET},{SECRET}\n",
    "key.yaml": f"{SECRET}: 1\n",
    "value.yaml": f"company:\n  name: A\n  vat_number: {SECRET}\n  {SECRET}: 3\n",
    "element.xml": f"<{SECRET}>1</{SECRET}>",
}


@pytest.fixture(scope="module")
def library():
    return load_library([shipped("calls")])[0]


def longest_quote(text):
    """Return how much of the secret, at most, stands in a text in one piece."""
    return max(
        (size for start in range(260) for size in range(39, 300 - start) if SECRET[start : start + size] in text),
        default=0,
    )


@pytest.mark.parametrize("key", ["company", "expenses", "aids", "partners"])
@pytest.mark.parametrize("named", sorted(FILES))
def test_little_is_quoted_of_a_file_that_an_application_names(named, key, tmp_path, library):
    (tmp_path / named).write_text(FILES[named], "utf-8")
    (tmp_path / "domanda.yaml").write_text(f"call: marche-transizione-digitale-2022\n{key}: {named}\n", "utf-8")
    _application, problems = load_application(tmp_path / "domanda.yaml", library)
    assert problems
    assert max(longest_quote(f"{one} {one.kind}") for one in problems) <= 40


def test_a_problem_keeps_its_words_and_loses_long_quotes():
    long = "x" * 41
    problem = Problem(Place("a.csv", 2, 1, f"2:1 «{long}»"), f"expenses[{long}]", f"la colonna «{long}» e «{'y' * 40}»")
    said = problem.quoting_little()
    assert said.text == f"la colonna «{'x' * 39}…» e «{'y' * 40}»"
    assert said.place.cell == f"2:1 «{'x' * 39}…»"
    assert long not in said.path

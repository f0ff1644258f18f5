"""The file under the interview: what is saved is read back the same, and what people wrote by hand stays."""

import os
import shutil
import signal
import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.interview.interview_script import MARCHE, example, marche

from grantcli.loading.application.application import load_application
from grantcli.model.application import Application
from grantcli.model.facts import Answer, Facts, Supplied
from grantcli.model.vocabulary import Fact
from grantcli.problem import Problem
from grantcli.registry.values import read_value
from grantcli.writing.session import Session, write_whole

CALL = marche().call.id


def session(path: Path, facts: Facts | None = None, **more: object) -> Session:
    return Session(path, CALL, marche().vocabulary, facts, **more)  # type: ignore[arg-type]


def load(path: Path) -> tuple[Application, list[Problem]]:
    application, problems = load_application(path, {CALL: marche()})
    assert application is not None, problems
    return application, problems


def plain(facts: Facts) -> object:
    """What the facts say, without where it was said."""
    answers = {key: told.value for key, told in facts.answers.items()}
    lists = {key: [(item.id, plain(item)) for item in items] for key, items in facts.lists.items()}
    return answers, lists, {key: (told.value, told.source) for key, told in facts.supplied.items()}


def typed(fact: Fact, texts: st.SearchStrategy[str]) -> st.SearchStrategy[object]:
    return texts.map(lambda text: read_value(fact, text)[0] or "x")


AMOUNTS = st.decimals(min_value=0, max_value=10**9, places=2)
BY_KIND: dict[str, st.SearchStrategy[object]] = {
    "money": AMOUNTS,
    "percent": st.decimals(min_value=0, max_value=1, places=4),
    "number": st.decimals(min_value=0, max_value=10**6, places=3).map(lambda n: n.normalize() + 0),
    "integer": st.integers(min_value=1, max_value=24),
    "date": st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 1, 1)),
    "yes_no": st.booleans(),
    "commune": st.sampled_from(["043007", "042002", "001001"]),
    "ateco": st.sampled_from(["25.62.00", "01.11", "62"]),
    "country": st.sampled_from(["IT", "NO", "FR"]),
    "legal_form": st.sampled_from(["SR", "SP"]),
}
TEXTS = st.text(max_size=80) | st.sampled_from(
    [
        "no",
        "NO",
        "null",
        "~",
        "1.10",
        "a: b",
        "a #b",
        "- x",
        "{x}",
        "x, y",
        "'",
        '"',
        "è così",
        "#",
        "@a",
        "",
        "0x1",
        "%",
        "&a",
        "*b",
        "!t",
    ]
)
PROSE = st.lists(TEXTS, max_size=6).map("\n".join)


def value_of(fact: Fact) -> st.SearchStrategy[object] | None:
    if fact.kind == "integer" and fact.at_most is not None:
        return st.integers(min_value=int(fact.at_least or 1), max_value=int(fact.at_most))
    if fact.kind in BY_KIND:
        return BY_KIND[fact.kind]
    if fact.kind == "choice":
        return st.sampled_from(sorted(fact.choices or {}))
    if fact.kind == "choices":
        together = st.lists(
            st.sampled_from(sorted({*(fact.choices or {})} - {*fact.exclusive})), unique=True, max_size=4
        )
        alone = [(code,) for code in fact.exclusive]
        return st.sampled_from(alone) | together.map(tuple) if alone else together.map(tuple)
    if fact.kind in ("text", "long_text"):
        return typed(fact, PROSE if fact.kind == "long_text" else TEXTS)
    return None


def answers_to(fields: dict[str, Fact]) -> st.SearchStrategy[dict[str, Answer]]:
    ways = {name: way for name, fact in fields.items() if not fact.derived and (way := value_of(fact)) is not None}
    some = {name: way.map(Answer) for name, way in ways.items() if name != "id"}
    return st.fixed_dictionaries({}, optional=some).map(dict)


def items_of(key: str, ids: list[str]) -> st.SearchStrategy[tuple[Facts, ...]]:
    fact = marche().vocabulary[key]
    fields = {name: one for name, one in (fact.items or {}).items() if name not in (fact.key, "partner")}

    def item(ident: str) -> st.SearchStrategy[Facts]:
        named = {fact.key: Answer(int(ident))} if fact.key else {"id": Answer(ident)}
        return answers_to(fields).map(lambda told: Facts({**named, **told}, id=ident))

    count = st.integers(min_value=0, max_value=len(ids))
    return count.flatmap(lambda n: st.tuples(*(item(ident) for ident in ids[:n])))


TOP = {key: fact for key, fact in marche().vocabulary.items() if "[]" not in key and fact.kind != "list"}
SMALL = {
    key: fact for place, (key, fact) in enumerate(TOP.items()) if place % 4 == 0 or fact.kind in ("text", "long_text")
}
STATES = st.builds(
    lambda answers, expenses, years, people, rate: Facts(
        answers,
        {"expenses": expenses, "company.years": years} | ({"people": people} if people else {}),
        {"gber.rate.A": Supplied(rate, "bando ufficiale: §3.9 «tabella», riga 1", kind="percent")},
    ),
    answers_to(SMALL),
    items_of("expenses", ["S1", "S2", "S3"]),
    items_of("company.years", ["2021", "2020"]),
    items_of("people", ["P1", "X 2"]),
    st.decimals(min_value=0, max_value=1, places=2),
)


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(st.lists(STATES, min_size=1, max_size=3))
def test_what_is_saved_is_read_back_the_same_at_every_step(states: list[Facts]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "domanda.yaml"
        under = session(path)
        for state in states:
            under.save(state)
            application, problems = load(path)
            assert not problems
            assert plain(application.facts) == plain(state)


@pytest.mark.slow
@settings(max_examples=15, deadline=None)
@given(STATES)
def test_a_file_written_by_hand_is_changed_to_any_state(state: Facts) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "domanda.yaml"
        shutil.copy(MARCHE / "example" / "domanda.yaml", path)
        session(path, load(path)[0].facts, on=date(2022, 6, 20)).save(state)
        application, problems = load(path)
        assert not problems
        assert plain(application.facts) == plain(state)
        assert application.on == date(2022, 6, 20)


def test_a_new_file_reads_like_one_written_by_hand(tmp_path: Path) -> None:
    path = tmp_path / "domanda.yaml"
    facts = Facts({"company.name": Answer("Rossi & C. S.r.l."), "project.site": Answer("043007")})
    under = session(path, on=date(2022, 6, 20))
    under.save(facts)
    item = Facts({"id": Answer("S1"), "amount": Answer(Decimal("1200.00"))}, id="S1")
    under.save(facts.with_answers({"company.active": Answer(True)}).with_list("expenses", (item,)))
    assert path.read_text().splitlines()[1:] == [
        f"call: {CALL}",
        "on: 2022-06-20",
        "company:",
        "  name: Rossi & C. S.r.l.",
        "  active: true",
        "project:",
        '  site: "043007"',
        "expenses:",
        "  - {id: S1, amount: 1200.00}",
    ]


HAND = """\
# Domanda di Rossi, scritta a mano
call: marche-transizione-digitale-2022

company:            # dalla visura
  name: Rossi       # da confermare
  years:
    2021: {headcount: 10, turnover: 900000, balance_sheet: 800000}   # bilancio approvato

  # recapiti
project: {title: Prova, site: "043007"}
declarations.safety: true
expenses:
  - id: S1          # preventivo del 3 maggio
    category: A
    description: Sensori
    amount: 1000
# fine
"""


def changed(tmp_path: Path, **answers: object) -> tuple[str, Path]:
    path = tmp_path / "domanda.yaml"
    path.write_text(HAND)
    facts = load(path)[0].facts
    told = {key.replace("__", "."): Answer(value) for key, value in answers.items()}
    session(path, facts).save(facts.with_answers(told))
    return path.read_text(), path


def test_a_changed_answer_leaves_every_other_character_alone(tmp_path: Path) -> None:
    text, path = changed(tmp_path, company__name="Bianchi")
    assert text == HAND.replace("name: Rossi ", "name: Bianchi ")
    assert not path.with_name("domanda.yaml.bak").exists()


@pytest.mark.parametrize(
    ("answers", "old", "new"),
    [
        ({"company__active": True}, "# bilancio approvato\n", "# bilancio approvato\n  active: true\n"),
        ({"project__completed": False}, 'site: "043007"}', 'site: "043007", completed: false}'),
        ({"declarations__safety": False}, "safety: true", "safety: false"),
        ({"application__stamp": True}, "    amount: 1000\n", "    amount: 1000\napplication:\n  stamp: true\n"),
        ({"declarations__capacity": True}, "    amount: 1000\n", "    amount: 1000\ndeclarations:\n  capacity: true\n"),
    ],
)
def test_a_new_answer_goes_where_its_kin_are(tmp_path: Path, answers: dict[str, object], old: str, new: str) -> None:
    text, _ = changed(tmp_path, **answers)
    assert text == HAND.replace(old, new)


def test_a_new_table_goes_after_the_notes_of_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "domanda.yaml"
    path.write_text(f"call: {CALL}\ncompany:\n  active: true\n  # dalla visura\n# fine")
    facts = load(path)[0].facts
    session(path, facts).save(facts.with_answers({"project.site_operational": Answer(True)}))
    assert path.read_text().splitlines()[3:] == [
        "  # dalla visura",
        "project:",
        "  site_operational: true",
        "# fine",
    ]


def test_a_new_item_goes_after_the_last_one(tmp_path: Path) -> None:
    path = tmp_path / "domanda.yaml"
    path.write_text(HAND)
    facts = load(path)[0].facts
    item = Facts({"id": Answer("S2"), "description": Answer("Robot, usato")}, id="S2")
    session(path, facts).save(facts.with_list("expenses", (*facts.lists["expenses"], item)))
    assert path.read_text() == HAND.replace("# fine", '  - {id: S2, description: "Robot, usato"}\n# fine')


def test_what_would_be_lost_of_a_hand_written_file_is_kept_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "domanda.yaml"
    path.write_text(HAND)
    facts = load(path)[0].facts
    session(path, facts).save(facts.with_list("expenses", ()))
    assert load(path)[0].facts.lists["expenses"] == ()
    assert path.with_name("domanda.yaml.bak").read_text() == HAND


def test_an_answer_taken_back_leaves_the_file(tmp_path: Path) -> None:
    path = tmp_path / "domanda.yaml"
    path.write_text(HAND)
    facts = load(path)[0].facts
    without = {key: told for key, told in facts.answers.items() if key not in ("company.name", "project.title")}
    session(path, facts).save(Facts(without, facts.lists))
    assert path.read_text() == HAND.replace("  name: Rossi       # da confermare\n", "").replace("title: Prova, ", "")


PROFILE = "company:\n  name: Rossi\n  seat_country: IT\n  active: true\n"


def test_a_profile_is_named_not_copied_and_answers_that_differ_go_over_it(tmp_path: Path) -> None:
    (tmp_path / "rossi.yaml").write_text(PROFILE)
    path = tmp_path / "domanda.yaml"
    path.write_text(f"call: {CALL}\ncompany: rossi.yaml\n")
    facts = load(path)[0].facts
    under = session(path, facts, under=facts, named={"company": "rossi.yaml"})
    told = facts.with_answers({"company.active": Answer(False, "asked"), "project.title": Answer("Prova", "asked")})
    under.save(told)
    expected = f"call: {CALL}\ncompany:\n  profile: rossi.yaml\n  active: false\nproject:\n  title: Prova\n"
    assert path.read_text() == expected
    assert plain(load(path)[0].facts) == plain(told)
    assert under.differences == {"company.active": (True, False)}
    assert (tmp_path / "rossi.yaml").read_text() == PROFILE


def test_what_is_changed_by_hand_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "domanda.yaml"
    path.write_text(HAND)
    facts = load(path)[0].facts
    under = session(path, facts)
    path.write_text(HAND.replace("Sensori", "Sensori di coppia"))
    under.save(facts.with_answers({"company.name": Answer("Bianchi")}))
    assert load(path)[0].facts.lists["expenses"][0].value("description") == "Sensori di coppia"


def test_a_file_that_went_away_is_written_whole_again(tmp_path: Path) -> None:
    path = tmp_path / "domanda.yaml"
    path.write_text(HAND)
    facts = load(path)[0].facts
    under = session(path, facts)
    path.unlink()
    told = facts.with_answers({"company.name": Answer("Bianchi")})
    under.save(told)
    assert plain(load(path)[0].facts) == plain(told)


def test_windows_line_ends_stay(tmp_path: Path) -> None:
    path = tmp_path / "domanda.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + HAND.replace("\n", "\r\n").encode())
    facts = load(path)[0].facts
    session(path, facts).save(facts.with_answers({"company.active": Answer(True)}))
    expected = HAND.replace("# bilancio approvato\n", "# bilancio approvato\n  active: true\n")
    assert path.read_bytes() == expected.replace("\n", "\r\n").encode()


def test_a_link_is_followed_and_rights_are_kept(tmp_path: Path) -> None:
    real, link = tmp_path / "vera.yaml", tmp_path / "domanda.yaml"
    real.write_text(HAND)
    real.chmod(0o600)
    link.symlink_to(real)
    write_whole(link, "call: x\n")
    assert link.is_symlink()
    assert real.read_text() == "call: x\n"
    assert real.stat().st_mode & 0o777 == 0o600


KILLED = """
import itertools, sys
from decimal import Decimal
from pathlib import Path
sys.path.insert(0, {here!r})
from tests.interview.interview_script import example, marche
from grantcli.writing.session import Session
from grantcli.model.facts import Answer
session = Session(Path(sys.argv[1]), marche().call.id, marche().vocabulary)
for number in itertools.count():
    session.save(example().with_answers({{"company.name": Answer("x" * (number % 7 * 400) + str(number))}}))
    print(number, flush=True)
"""


@pytest.mark.slow
def test_a_process_killed_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "domanda.yaml"
    script = tmp_path / "loop.py"
    script.write_text(KILLED.format(here=str(Path(__file__).parents[2])))
    process = subprocess.Popen([sys.executable, script, path], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(25)]
    os.kill(process.pid, signal.SIGKILL)
    rest = process.stdout.read().split()
    process.wait()
    last = int((rest or told)[-1])
    application, problems = load(path)
    assert not problems
    number = int(str(application.facts.value("company.name")).lstrip("x"))
    assert number in (last, last + 1)
    assert application.facts.lists["expenses"] != ()
    assert len(application.facts.answers) == len(example().answers)


SPOILT = (
    ("broken", b"call: {\n"),
    ("broken again", b"company: [1, 2\n"),
    ("saved as Windows-1252", "company: {name: Caffè}\n".encode("cp1252")),
    ("saved as UTF-16", "company: {name: Caffè}\n".encode("utf-16")),
)


def test_whatever_a_hand_does_to_the_file_meanwhile_is_kept_somewhere(tmp_path: Path) -> None:
    """Broken twice and saved in two odd ways between four answers: each state stands in a numbered copy."""
    path = tmp_path / "domanda.yaml"
    facts = Facts().with_answers({"company.name": Answer("Uno", "asked")})
    talking = session(path)
    talking.save(facts)
    for number, (_name, content) in enumerate(SPOILT):
        path.write_bytes(content)
        facts = facts.with_answers({"company.name": Answer(f"Nome {number}", "asked")})
        talking.save(facts)
    copies = [tmp_path / f"domanda.yaml.bak{number or ''}" for number in ("", 2, 3, 4)]
    assert [copy.read_bytes() for copy in copies] == [content for _name, content in SPOILT]
    assert talking.kept == copies
    application, problems = load(path)
    assert (application.facts.value("company.name"), problems) == ("Nome 3", [])


def test_an_answer_written_by_hand_meanwhile_is_kept_when_another_is_given_here(tmp_path: Path) -> None:
    path = tmp_path / "domanda.yaml"
    facts = Facts().with_answers({"company.name": Answer("Uno", "asked")})
    talking = session(path)
    talking.save(facts)
    path.write_text(path.read_text("utf-8").replace("Uno", "A mano"), encoding="utf-8")
    talking.save(facts.with_answers({"company.name": Answer("Due", "asked")}))
    assert "Due" in path.read_text("utf-8")
    assert "A mano" in talking.kept[0].read_text("utf-8")

"""Folders of calls, versions in time, digests; and every shipped call mutilated in every way."""

import random
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grantcli.assets import shipped
from grantcli.loading.call.amendments import NoSuchAddressError, changed, steps_of
from grantcli.loading.call.edition import read_vocabulary
from grantcli.loading.call.library import call_folders, digest, load_edition, load_library
from grantcli.loading.lint.checks import lint
from grantcli.loading.parser.parsing import parse_text
from grantcli.loading.parser.tree import to_plain
from grantcli.model.call import Edition

HERE = Path(__file__).parents[1]
FACTS = HERE / "bad" / "facts.yaml"
SHIPPED = sorted(shipped("calls").glob("*/call.yaml"))
CALL = """
id: prova
title: Prova
sources: {bando: {title: Il testo, kind: call}}
areas: {zona: {text: Zona, cite: bando §1, communes: ["043007"], file: zona.csv}}
expenses: {categories: [{id: A, text: Macchine, cite: bando §3}]}
rules:
  - {id: R1, text: uno, cite: bando §2, require: {company.active: true}}
  - {id: R2, text: due, cite: bando §2, require: {company.active: true}}
contribution:
  caps: [{id: C1, cite: bando §4, amount: 100}]
deadlines: [{id: D1, text: chiude, cite: bando §1, what: closes, at: 2022-07-01}]
"""


def write(folder: Path, text: str, area: str = "istat;nome\n043013;Fabriano\n") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "call.yaml").write_text(text, encoding="utf-8")
    (folder / "zona.csv").write_text(area, encoding="utf-8")
    return folder


def load(folder: Path) -> Edition:
    edition, problems = load_edition(folder, FACTS)
    assert problems == []
    assert edition is not None
    return edition


def amended(tmp_path: Path, *sets: tuple[str, str]) -> Edition:
    lines = [
        f"  - {{id: a{n}, since: {since}, text: t, cite: bando §9, set: {{{value}}}}}"
        for n, (since, value) in enumerate(sets)
    ]
    return load(write(tmp_path / "prova", CALL + "amendments:\n" + "\n".join(lines) + "\n"))


class TestAmendments:
    """From the day of each on, what it sets holds beside what the earlier ones set."""

    def test_they_add_up_in_the_order_of_time(self, tmp_path: Path) -> None:
        edition = amended(
            tmp_path,
            ("2022-06-20", '"contribution.caps[C1].amount": 300, "rules[R1].severity": warning'),
            ("2022-06-10", '"deadlines[D1].at": 2022-08-01T12:00, "contribution.caps[C1].amount": 200'),
        )
        caps = [edition.on(date(2022, 6, day)).contribution.caps[0].amount for day in (9, 10, 19, 20, 30)]
        assert caps == [Decimal(part) for part in (100, 200, 200, 300, 300)]
        last = edition.on(date(2023, 1, 1))
        assert last.rules[0].severity == "warning"
        assert str(last.deadlines[0].at) == "2022-08-01 12:00:00"
        assert edition.call.rules[0].severity == "blocking"

    def test_they_add_and_take_away_whole_items(self, tmp_path: Path) -> None:
        new = "{id: R3, text: tre, cite: bando §9, require: {company.active: false}}"
        edition = amended(tmp_path, ("2022-06-10", f'"rules[R3]": {new}, "rules[R1]": null'))
        assert [rule.id for rule in edition.on(date(2022, 6, 10)).rules] == ["R2", "R3"]

    def test_they_reach_keys_with_dots_and_named_tables(self, tmp_path: Path) -> None:
        edition = amended(
            tmp_path,
            ("2022-06-10", '"areas.zona.complete": false'),
            ("2022-06-11", '"areas[zona].text": Altra, "budget": {cite: bando §1, total: 5}'),
        )
        area = edition.on(date(2022, 6, 11)).areas["zona"]
        assert (area.complete, area.text) == (False, "Altra")
        budget = edition.on(date(2022, 6, 11)).budget
        assert budget is not None
        assert budget.total == 5

    def test_a_version_with_problems_is_told(self, tmp_path: Path) -> None:
        bad = 'amendments: [{id: a, since: 2022-06-10, text: t, cite: bando §9, set: {"deadlines[D1].at": mai}}]\n'
        edition, problems = load_edition(write(tmp_path / "prova", CALL + bad), FACTS)
        assert edition is None
        assert [(problem.kind, problem.path) for problem in problems] == [("not_a_date", "deadlines[0].at")]

    @pytest.mark.parametrize("address", ["", ".", "a.", ".a", "a[", "a]b", "a[]", "a..b", "[x", "a[x]b", "a b.c d["])
    def test_what_is_no_address(self, address: str) -> None:
        with pytest.raises(NoSuchAddressError):
            steps_of(address)

    @pytest.mark.parametrize(
        "address", ["rules[R9].text", "rules.R1", "rules[R1].text.more", "id[x]", "nulla.at", "areas[mare].text"]
    )
    def test_what_leads_nowhere(self, address: str) -> None:
        tree, value = parse_text(CALL, "f")[0], parse_text("x", "f")[0]
        assert tree is not None
        assert value is not None
        with pytest.raises(NoSuchAddressError):
            changed(tree, address, value)

    def test_the_rest_stays_as_it_was(self) -> None:
        tree, value = parse_text("a: {b.c: 1, d: [{id: x, e: 2}]}", "f")[0], parse_text("9", "f")[0]
        assert tree is not None
        assert value is not None
        assert to_plain(changed(tree, "a.b.c", value)) == {"a": {"b.c": "9", "d": [{"id": "x", "e": "2"}]}}
        assert to_plain(changed(tree, "a.d[x].e", value)) == {"a": {"b.c": "1", "d": [{"id": "x", "e": "9"}]}}
        assert to_plain(tree) == {"a": {"b.c": "1", "d": [{"id": "x", "e": "2"}]}}


class TestAreas:
    """The communes of an area are those in the call and those of its CSV."""

    @pytest.mark.parametrize(
        "text",
        [
            "istat;nome\n043013;Fabriano\n",
            "nome,ISTAT\nFabriano,043013\n",
            '\ufeffistat\n"043013"\n\n',
            "istat\tn\n043013\t1\n",
        ],
    )
    def test_separators_and_columns(self, tmp_path: Path, text: str) -> None:
        edition = load(write(tmp_path / "prova", CALL, text))
        assert edition.call.areas["zona"].communes == {"043007", "043013"}

    def test_an_endless_cell_is_told(self, tmp_path: Path) -> None:
        problems = load_edition(write(tmp_path / "prova", CALL, f"istat\n{'4' * 200_000}\n"), FACTS)[1]
        assert [problem.kind for problem in problems] == ["csv"]

    def test_an_empty_file_lacks_its_column(self, tmp_path: Path) -> None:
        problems = load_edition(write(tmp_path / "prova", CALL, ""), FACTS)[1]
        assert [problem.kind for problem in problems] == ["missing_column"]


class TestLibrary:
    """Folders of calls, and single calls, side by side."""

    def test_the_first_of_two_calls_with_one_id_stays(self, tmp_path: Path) -> None:
        ours, theirs = write(tmp_path / "ours" / "prova", CALL), write(tmp_path / "theirs" / "x", CALL)
        library, problems = load_library([tmp_path / "ours", tmp_path / "theirs"], FACTS)
        assert {name: edition.folder for name, edition in library.items()} == {"prova": str(ours)}
        assert [(problem.kind, problem.place.file) for problem in problems] == [
            ("duplicate_call", str(theirs / "call.yaml"))
        ]

    def test_a_broken_call_leaves_the_others(self, tmp_path: Path) -> None:
        write(tmp_path / "a", CALL)
        write(tmp_path / "b", "id: b\n")
        library, problems = load_library([tmp_path], FACTS)
        assert list(library) == ["prova"]
        assert [problem.kind for problem in problems] == ["missing_key"]

    def test_a_call_s_own_folder_will_do(self, tmp_path: Path) -> None:
        folder = write(tmp_path / "a", CALL)
        assert call_folders(folder) == ([folder], [])

    def test_folders_that_are_none(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("x", encoding="utf-8")
        for missing in (tmp_path / "nulla", tmp_path / "file"):
            library, problems = load_library([missing], FACTS)
            assert (library, [problem.kind for problem in problems]) == ({}, ["missing_folder"])
        assert load_library([tmp_path], FACTS) == ({}, [])

    def test_a_folder_that_may_not_be_read(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_args: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "glob", refuse)
        assert [problem.kind for problem in call_folders(tmp_path)[1]] == ["no_permission"]

    def test_without_a_vocabulary_nothing_can_be_read(self, tmp_path: Path) -> None:
        write(tmp_path / "a", CALL)
        library, problems = load_library([tmp_path], tmp_path / "facts.yaml")
        assert library == {}
        assert {problem.kind for problem in problems} == {"missing_file", "unknown_fact"}


def test_the_digest_is_of_contents_and_names(tmp_path: Path) -> None:
    one, two = write(tmp_path / "one", CALL), write(tmp_path / "two", CALL)
    assert digest(one, FACTS) == digest(two, FACTS)
    (two / "zona.csv").rename(two / "altra.csv")
    assert digest(one, FACTS) != digest(two, FACTS)
    assert digest(one, FACTS) != digest(one, one / "call.yaml")


@pytest.mark.parametrize("text", ["facts:\n", "other: 1\n", "[]\n", "x\n"])
def test_a_vocabulary_without_facts_is_empty(tmp_path: Path, text: str) -> None:
    (tmp_path / "facts.yaml").write_text(text, encoding="utf-8")
    assert read_vocabulary(tmp_path / "facts.yaml") == ({}, [])


def test_a_wrong_vocabulary_is_told(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text("facts: [x]\n", encoding="utf-8")
    facts, problems = read_vocabulary(tmp_path / "facts.yaml")
    assert (facts, [problem.kind for problem in problems]) == ({}, ["not_a_mapping"])


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.parent.name)
def test_shipped_calls_have_nothing_wrong(file: Path) -> None:
    edition, problems = load_edition(file.parent)
    assert edition is not None
    assert [one for one in [*problems, *lint(edition, date(2026, 11, 22))] if not one.warning] == []


@pytest.mark.slow
class TestNoCallIsAnException:
    """A wrong file never shows a traceback: real calls truncated, shuffled and with bytes changed."""

    def check(self, folder: Path, data: bytes) -> None:
        (folder / "call.yaml").write_bytes(data)
        edition, problems = load_edition(folder, shipped("calls") / "facts.yaml")
        assert edition is not None or problems
        assert all(problem.text and problem.kind for problem in problems)

    @settings(max_examples=15, deadline=None)
    @given(cut=st.floats(0, 1))
    def test_truncated(self, tmp_path_factory: pytest.TempPathFactory, cut: float) -> None:
        folder = tmp_path_factory.mktemp("cut")
        for file in SHIPPED:
            data = file.read_bytes()
            self.check(folder, data[: int(len(data) * cut)])

    @settings(max_examples=15, deadline=None)
    @given(seed=st.integers())
    def test_bytes_changed(self, tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
        folder = tmp_path_factory.mktemp("bytes")
        chance = random.Random(seed)  # noqa: S311 - no secret
        for file in SHIPPED:
            data = bytearray(file.read_bytes())
            for _ in range(chance.randint(1, 20)):
                data[chance.randrange(len(data))] = chance.randrange(256)
            self.check(folder, bytes(data))

    @settings(max_examples=15, deadline=None)
    @given(seed=st.integers())
    def test_words_exchanged(self, tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
        """Structure stays YAML, and values land where they do not belong."""
        folder = tmp_path_factory.mktemp("words")
        chance = random.Random(seed)  # noqa: S311 - no secret
        for file in SHIPPED:
            lines = file.read_text(encoding="utf-8").splitlines()
            for _ in range(30):
                one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
                key, colon, _value = lines[one].partition(": ")
                lines[one] = key + colon + lines[other].partition(": ")[2]
            self.check(folder, "\n".join(lines).encode())

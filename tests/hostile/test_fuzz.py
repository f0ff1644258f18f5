"""Every reader fed with bitten files: an answer or problems each time, never an exception, never a wait without end.

``make fuzz`` feeds a hundred thousand; ``make slow`` a slice. The seed makes each run the same.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.batch.batch_rows import EXAMPLE, MARCHE, application, edition, example, job, line
from tests.batch.tables.test_tables import flat, write_csv
from tests.loading.importers.enveloping import signed, zipped
from tests.loading.importers.invoices import body, invoice
from tests.loading.importers.test_rna import CODE, SAMPLE, read_rna
from tests.loading.papers.test_carried_files import pdf
from tests.loading.plans.plan_files import AB, EXPENSES, book
from tests.tabular.test_hostile_workbooks import good

from grantcli.assets import shipped
from grantcli.batch.inputs import find_inputs
from grantcli.batch.rows.row import Row
from grantcli.batch.running.judging import judge_rows
from grantcli.batch.tables.columns import Columns
from grantcli.batch.tables.finder import Finder
from grantcli.batch.tables.mapping import Mapping, load_mapping
from grantcli.loading.application.application import load_application
from grantcli.loading.application.profile import load_profile, profile_vocabulary
from grantcli.loading.call.edition import read_edition
from grantcli.loading.importers.aid_ledger import read_ledger
from grantcli.loading.importers.invoice import read_invoices
from grantcli.loading.importers.xbrl import read_xbrl
from grantcli.loading.papers import carried_files, pdf_process
from grantcli.loading.papers.carried_files import read_paper
from grantcli.loading.plans.plan import read_plan

MUTATIONS = int(os.environ.get("FUZZ", "5000"))
PATIENCE = 30
"""Seconds after which one small file is an endless one."""
TOKENS = (
    *(b"\0", b"\x1b]0;x\x07", b"\xff\xfe", b"\xef\xbb\xbf", "\u202e".encode(), b"\r", b"\n", b"\t", b'"', b"'", b";"),
    *(b"1e999999999", b"-0", b"NaN", b"Infinity", b"9" * 400, b"0x10", b"1.000.000,00", b"2022-02-30", b"-9999-01-01"),
    *(b"[", b"{", b"]", b"}", b": ", b"- ", b"&a ", b"*a", b"<<: ", b"!!python/object:os.system ", b"---\n", b"? "),
    *(b"<a>", b"</a>", b"<!DOCTYPE a>", b"&#0;", b"]]>", b"%", b"../../", b"a" * 5_000, b"[" * 200, b"\xe8"),
)


def bitten(content: bytes, chance: random.Random) -> bytes:
    """A file changed in one to four places: bytes flipped, cut out, said twice, odd things put in, the end cut off."""
    data = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        length = chance.choice((1, 4, 30, 300))
        match chance.randrange(6):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[at : at + length]
            case 2:
                data[at:at] = data[at : at + length]
            case 3 | 4:
                data[at : at + chance.choice((0, 0, 1, 8))] = chance.choice(TOKENS)
            case _:
                del data[at + 1 :]
    return bytes(data)


def table(path: Path) -> object:
    inputs, problems = find_inputs([str(path)], Finder(Columns.of([edition()]), Mapping()))
    rows = [row for one in inputs for row in one.rows()]
    return problems, judge_rows(job(call=MARCHE), rows[:3])


def read_call(path: Path) -> object:
    return read_edition(path.parent, shipped("calls") / "facts.yaml", "sha256:0")


def plan(path: Path) -> object:
    return read_plan(path, path.name, EXPENSES, AB)


Reader = Callable[[Path], object]
ROWS = [("Voce", "Descrizione", "Imponibile"), ("A", "Robot", 900), ("B", "Studio", "1.000,50"), ("", "Totale", 1900.5)]


def seeds(folder: Path) -> dict[str, tuple[bytes, str, Reader]]:
    """By reader: a good file, how it is called, the reader."""
    words, _problems = profile_vocabulary()
    wide = write_csv(folder / "seed.csv", [flat(application(1))]).read_bytes()
    ledger = b"id;date;amount;regulation;authority\nA1;2021-05-01;1000,00;1407/2013;Regione\n"
    mapping = b"id: Pratica\ncolumns: {Cliente: company.name}\nfixed: {application.form: single}\nheader: 2\n"
    profile = b"company:\n  name: Rossi\n  founded: 2001-02-03\n  years: {2021: {turnover: 1000000, headcount: 9}}\n"
    small = line(application(1, expenses=example()["expenses"][:2])).encode()
    return {
        "application": (EXAMPLE.read_bytes(), "a.yaml", lambda path: load_application(path, {MARCHE: edition()})),
        "profile": (profile, "a.yaml", lambda path: load_profile(path, words)),
        "mapping": (mapping, "a.yaml", load_mapping),
        "json": (small, "a.jsonl", lambda path: judge_rows(job(), [Row("a", 1, path.read_bytes())])),
        "csv": (wide, "a.csv", table),
        "workbook": (good(folder / "seed.xlsx").read_bytes(), "a.xlsx", table),
        "ledger": (ledger, "a.csv", lambda path: read_ledger(path, words["aids"])),
        "call": ((shipped("calls") / MARCHE / "call.yaml").read_bytes(), "call.yaml", read_call),
        **seeds_of_others(folder),
    }


def seeds_of_others(folder: Path) -> dict[str, tuple[bytes, str, Reader]]:
    """The same of the files that somebody else's program has written."""
    xbrl = Path(__file__).parents[1] / "loading" / "xbrl" / "ordinario.xbrl"
    sheet = book(folder / "plan.xlsx", ROWS).read_bytes()
    text = "\n".join(";".join(map(str, row)) for row in ROWS).encode()
    packed = zipped(a__xml=invoice(), b__p7m=signed(invoice(body("13"))))
    return {
        "register": (SAMPLE.read_bytes(), "a.xml", lambda path: read_rna(path, {CODE: ""})),
        "accounts": (xbrl.read_bytes(), "a.xbrl", lambda path: read_xbrl(path)[0].as_data()),
        "plan": (text, "a.csv", plan),
        "plan-book": (sheet, "a.xlsx", plan),
        "invoice": (invoice(body(), body("13")), "a.xml", lambda path: read_invoices(path, "a.xml", "line")),
        "signed": (signed(invoice()), "a.p7m", lambda path: read_invoices(path, "a.p7m")),
        "packed": (packed, "a.zip", lambda path: read_invoices(path, "a.zip")),
        "paper": (pdf(**{"domanda.yaml": EXAMPLE.read_bytes()}), "a.pdf", lambda path: read_paper(path, pages=True)),
    }


SHARE = {"application": 5, "profile": 14, "mapping": 12, "json": 12, "csv": 2, "workbook": 7, "ledger": 12, "call": 1}
SHARE |= {"register": 10, "accounts": 4, "plan": 8, "plan-book": 3, "invoice": 5, "signed": 2, "packed": 2, "paper": 1}
"""Of a hundred mutations how many go to each reader: what is dear to read gets fewer."""


def read_in_a_fork(path: Path, pages: bool) -> object:
    """What the process that reads PDFs says, parted from this one: Python need not begin a thousand times."""
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out)
        sys.argv = ["", str(path), "all" if pages else "files", "domanda.yaml", "profilo.yaml", "outcome.json"]
        sys.stdout = os.fdopen(into, "w")
        pdf_process.answer()
        sys.stdout.flush()
        os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as said:
        told = said.read()
    os.waitpid(child, 0)
    return json.loads(told or b'{"error": "limit", "text": ""}')


@pytest.fixture
def alarm():
    def late(*_told):
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    yield signal.alarm
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.slow
@pytest.mark.parametrize("reader", SHARE)
def test_a_bitten_file_is_read_or_refused(reader, tmp_path, alarm, record_property, monkeypatch):
    monkeypatch.setattr(carried_files, "_read_apart", read_in_a_fork)
    (tmp_path / "seeds").mkdir()
    content, name, read = seeds(tmp_path / "seeds")[reader]
    chance = random.Random(f"2022 {reader}")  # noqa: S311
    path = tmp_path / name
    count = max(1, MUTATIONS * SHARE[reader] // 100)
    ends, began = Counter(), time.monotonic()
    for number in range(count):
        path.write_bytes(bitten(content, chance))
        alarm(PATIENCE)
        try:
            found = read(path)
        except Exception as error:
            (Path("/tmp") / f"fuzz-{reader}-{number}").write_bytes(path.read_bytes())  # noqa: S108 - to be looked at
            raise AssertionError(f"mutation {number} of {reader}") from error
        alarm(0)
        ends[isinstance(found, tuple) and found[0] is not None] += 1
        assert "internal_error" not in repr(found)
    record_property("counted", f"{reader}: {count} mutations in {time.monotonic() - began:.0f} s")
    assert ends.total() == count

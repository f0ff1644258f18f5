"""A dossier drawn by us, by a plain WeasyPrint, and by other programs on the same content."""

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

from grantcli.assessment.assess import assess
from grantcli.assets import shipped
from grantcli.render.context import context
from grantcli.render.deadlines_calendar import write_calendar
from grantcli.render.pages import page
from grantcli.render.pdf import draw
from grantcli.render.sheets.plan_workbook import write_workbook
from grantcli.render.word.word_file import write as write_word

from .measure import PEERS, Figure, in_turns, spent_by
from .sample import DAY, edition, facts

ROUNDS = 5
CHROMIUM = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
CHROMIUM += ["--disable-component-update", "--disable-sync"]


def figures() -> Iterator[Figure]:
    """Measure one dossier, warm and in one process."""
    import weasyprint
    from pypdf import PdfReader

    outcome = assess(edition(), facts(), DAY)
    made = context(outcome)
    html = page("dossier", made)
    style = (shipped("templates") / "style.css").read_text("utf-8")
    base = str(shipped("templates")) + "/"

    def plain(**options: str) -> Callable[[], object]:
        styled = html.replace("</head>", f"<style>{style}</style></head>")
        return lambda: weasyprint.HTML(string=styled, base_url=base).write_pdf(**options)

    ways = {"ours": lambda: draw(html), "plain": plain(), "tagged": plain(pdf_variant="pdf/ua-1")}
    beside = {
        "docx": lambda: write_word(html),
        "xlsx": lambda: write_workbook(outcome),
        "ics": lambda: write_calendar(outcome, ""),
    }
    ways |= beside
    best = in_turns(ways, ROUNDS)
    note = f"{len(PdfReader(BytesIO(draw(html))).pages)} pages, PDF/A and PDF/UA; × plain write_pdf()"
    yield Figure("our dossier, warm", best["ours"] / best["plain"], 0.75, note=note)
    yield Figure("the same, of a plain write_pdf() that makes PDF/UA too", best["ours"] / best["tagged"])
    together = sum(best[name] for name in beside) / best["ours"]
    note = ", ".join(f"{name} {best[name] / best['ours']:.2f}" for name in beside)
    yield Figure("Word, workbook and calendar together, warm", together, 0.5, note=f"{note}; × our dossier")
    yield from _peers(page("dossier", made, standalone=True), html, best["plain"])


def _peers(standalone: str, html: str, unit: float) -> Iterator[Figure]:
    if str(PEERS) not in sys.path:
        sys.path.append(str(PEERS))
    try:
        import typst
    except ImportError:
        print("  (typst: not installed)")
    else:
        best = in_turns({"typst": lambda: typst.compile(as_typst(html).encode())}, ROUNDS)
        yield Figure("the same words and tables by Typst, warm", best["typst"] / unit, note="no PDF/UA, no drawing")
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("  (chromium: not installed)")
    else:
        yield Figure("the same page by Chromium headless, a process", _printed(chromium, standalone) / unit)


def _printed(chromium: str, html: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(html, encoding="utf-8")
        told = [*CHROMIUM, f"--user-data-dir={folder}/user", f"--print-to-pdf={folder}/page.pdf", path.as_uri()]
        return min(spent_by([chromium, *told]) for _ in range(3))


class _Typst(HTMLParser):
    """The words and tables of a page as Typst markup."""

    SKIPPED = frozenset({"style", "script", "svg", "title"})
    BLOCKS = frozenset({"p", "li", "div", "section", "dt", "dd", "figcaption"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.skipping = 0
        self.rows: list[list[str]] | None = None
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in self.SKIPPED:
            self.skipping += 1
        elif tag == "table":
            self.flush("", "")
            self.rows = []
        elif tag == "tr" and self.rows is not None:
            self.rows.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag in self.SKIPPED:
            self.skipping -= 1
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append(self.taken())
        elif tag == "table":
            self.table()
        elif tag in ("h1", "h2", "h3"):
            self.flush("=" * int(tag[1]) + " ", "\n")
        elif tag in self.BLOCKS and self.rows is None:
            self.flush("", "\n")

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.words.append(data)

    def taken(self) -> str:
        text = " ".join("".join(self.words).split())
        self.words.clear()
        return "".join(f"\\{mark}" if mark in "#*_$`@<>[]\\=-+/~\"'" else mark for mark in text)

    def flush(self, before: str, after: str) -> None:
        text = self.taken()
        if text:
            self.out.append(f"{before}{text}\n{after}")

    def table(self) -> None:
        rows, self.rows = self.rows or [], None
        width = max((len(row) for row in rows), default=0)
        if width:
            cells = (f"[{cell}]" for row in rows for cell in [*row, *[""] * (width - len(row))])
            self.out.append(f"#table(columns: (1fr,) * {width}, {', '.join(cells)})\n\n")


def as_typst(html: str) -> str:
    """Return the words and tables of a page as Typst markup."""
    parser = _Typst()
    parser.feed(html)
    return '#set page(numbering: "1")\n' + "".join(parser.out)

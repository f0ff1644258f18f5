"""Compare ``render.pdf.draw`` with a plain ``HTML(string).write_pdf()`` of the same dossier, warm and in one process.

Prints the ratio of processor time (below 1: faster than plain), each the best of several alternating rounds. Plain means
no PDF/UA, the default collector, fonts and style sheet parsed again for every document; and then automatic tables too.
``--application FILE`` measures a real dossier instead of the sample of the tests.
"""

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "render"))

import weasyprint  # noqa: E402
from pypdf import PdfReader  # noqa: E402
from render_sample import outcome  # noqa: E402

from grantcli.assets import shipped  # noqa: E402
from grantcli.model.outcome import Outcome  # noqa: E402
from grantcli.render.context import context  # noqa: E402
from grantcli.render.html import page  # noqa: E402
from grantcli.render.pdf import draw  # noqa: E402


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--application", type=Path)
    chosen = options.parse_args()
    made = judged(chosen.application) if chosen.application else outcome()
    html = page("dossier", context(made))
    style = (shipped("templates") / "style.css").read_text("utf-8")
    print(f"dossier of {len(PdfReader(BytesIO(draw(html))).pages)} pages, against a plain write_pdf() (target 0.75)")
    print(f"  the same style sheet:    {measure(html, style, chosen.rounds):.2f}")
    print(f"  with automatic tables:   {measure(html, style.replace('table-layout: fixed; ', ''), chosen.rounds):.2f}")


def measure(html: str, style: str, rounds: int) -> float:
    """Return the time of ``draw`` over that of a plain ``write_pdf`` of the page with ``style`` in it."""
    styled = html.replace("</head>", f"<style>{style}</style></head>")

    def plain() -> object:
        return weasyprint.HTML(string=styled, base_url=str(shipped("templates")) + "/").write_pdf()

    def ours() -> object:
        return draw(html)

    ours()
    plain()
    pairs = [(spent(ours), spent(plain)) for _ in range(rounds)]
    return min(pair[0] for pair in pairs) / min(pair[1] for pair in pairs)


def spent(task: Callable[[], object]) -> float:
    """Return the processor seconds of one run."""
    before = time.process_time()
    task()
    return time.process_time() - before


def judged(file: Path) -> Outcome:
    """Return the outcome of an application file."""
    from grantcli.engine.evaluate import evaluate
    from grantcli.law.derive import derive
    from grantcli.loading.application import load_application
    from grantcli.loading.calls import load_library

    library, problems = load_library([shipped("calls")])
    application, more = load_application(file, library)
    if application is None:
        raise SystemExit("\n".join(map(str, [*problems, *more])))
    edition = library[application.call]
    on = application.on or date(2022, 6, 20)
    return evaluate(edition, derive(application.facts, edition.vocabulary, on), on)


if __name__ == "__main__":
    main()

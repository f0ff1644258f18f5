"""The pictures of the README: the memo and three pages of the Marche example. Needs ``pdftoppm`` (poppler)."""

import subprocess
import tempfile
from datetime import date
from pathlib import Path

from PIL import Image
from tools.bench.sample import edition, facts

from grantcli.assessment.assess import assess
from grantcli.i18n import speaking
from grantcli.render.context import context
from grantcli.render.pages import page
from grantcli.render.pdf import draw

DOCS = Path(__file__).parents[1] / "docs"
ON = date(2022, 6, 20)
SHOWN = (1, 5, 6)  # the memo, the expenses, the contribution
GAP, BEHIND = 8, (197, 208, 218)


def main() -> None:
    """Draw the example and write ``docs/memo.png`` and ``docs/dossier.png``."""
    with speaking("it"):
        made = draw(page("dossier", context(assess(edition(), facts(), ON))))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "dossier.pdf"
        file.write_bytes(made)
        memo = _sheet(file, 1, 92)
        memo.quantize(128).save(DOCS / "memo.png", optimize=True)
        sheets = [_sheet(file, number, 70) for number in SHOWN]
    width, height = sheets[0].size
    whole = Image.new("RGB", (len(sheets) * (width + GAP) + GAP, height + 2 * GAP), BEHIND)
    for place, sheet in enumerate(sheets):
        whole.paste(sheet, (GAP + place * (width + GAP), GAP))
    whole.quantize(128).save(DOCS / "dossier.png", optimize=True)


def _sheet(file: Path, number: int, dpi: int) -> Image.Image:
    target = file.with_name(f"page-{number}-{dpi}")
    options = ["-r", str(dpi), "-f", str(number), "-l", str(number), "-singlefile", "-png"]
    subprocess.run(["pdftoppm", *options, str(file), str(target)], check=True)
    return Image.open(target.with_suffix(".png")).convert("RGB")


if __name__ == "__main__":
    main()

"""Make the shipped font files from the OFL packages of npm, one TTF a weight, and the list of what they can draw.

Usage: python tools/fonts.py FOLDER, where FOLDER holds the unpacked npm packages ``@fontsource/titillium-web``,
``@fontsource/lora`` and ``@fontsource/noto-sans`` (``npm pack`` and ``tar xzf`` into ``FOLDER/<name>/package``).
TTF and not WOFF2: WeasyPrint unpacks WOFF2 on every start, which costs a tenth of a dossier. Lora reserves its name to
unmodified versions, so its subsets are only unpacked and stay separate files.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from fontTools.fontBuilder import FontBuilder
from fontTools.merge import Merger
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.woff2 import decompress

TARGET = Path(__file__).parent.parent / "templates" / "fonts"
MERGED = {"titillium-web": ["400-normal", "600-normal", "700-normal"], "noto-sans": ["400-normal", "700-normal"]}
UNPACKED = {"lora": ["400-normal", "400-italic", "600-normal"]}
SUBSETS = {
    "titillium-web": ["latin", "latin-ext", "math"],
    "noto-sans": ["greek", "greek-ext", "cyrillic", "cyrillic-ext"],  # the scripts that the other two lack
}
MADE = 3786912000  # 2024-01-01 counted from 1904, so that the files come out the same whenever they are made
NARROW = {"space": 250, "hyphen": 390}  # widths in thousandths of the size; the other signs take 780

Point = tuple[int, int]
SIGNS: dict[int, tuple[str, list[list[Point]]]] = {
    0x2713: ("check", [[(60, 340), (150, 430), (270, 300), (560, 690), (660, 610), (280, 110)]]),
    0x2717: (
        "cross",
        [
            [
                (80, 160),
                (290, 370),
                (80, 580),
                (180, 680),
                (390, 470),
                (600, 680),
                (700, 580),
                (490, 370),
                (700, 160),
                (600, 60),
                (390, 270),
                (180, 60),
            ]
        ],
    ),
    0x2610: ("box", [[(70, 0), (70, 680), (750, 680), (750, 0)], [(140, 70), (680, 70), (680, 610), (140, 610)]]),
    0x2612: (
        "crossedbox",
        [
            [(70, 0), (70, 680), (750, 680), (750, 0)],
            [(140, 70), (680, 70), (680, 610), (140, 610)],
            [(185, 145), (605, 565), (655, 515), (235, 95)],
            [(235, 565), (655, 145), (605, 95), (185, 515)],
        ],
    ),
    0x2691: ("flag", [[(120, -60), (120, 720), (680, 720), (560, 530), (680, 340), (210, 340), (210, -60)]]),
    0x25B2: ("triangle", [[(40, 40), (390, 680), (740, 40)]]),
    0x25CF: (
        "disc",
        [
            [
                (390, 90),
                (240, 130),
                (130, 240),
                (90, 390),
                (130, 540),
                (240, 650),
                (390, 690),
                (540, 650),
                (650, 540),
                (690, 390),
                (650, 240),
                (540, 130),
            ]
        ],
    ),
    0x2192: (
        "arrow",
        [[(60, 300), (60, 390), (560, 390), (400, 550), (470, 620), (750, 345), (470, 70), (400, 140), (560, 300)]],
    ),
    0x2260: (
        "notequal",
        [
            [
                (60, 160),
                (60, 250),
                (230, 250),
                (310, 420),
                (60, 420),
                (60, 510),
                (355, 510),
                (440, 690),
                (530, 650),
                (465, 510),
                (620, 510),
                (620, 420),
                (422, 420),
                (342, 250),
                (620, 250),
                (620, 160),
                (300, 160),
                (220, -10),
                (130, 30),
                (190, 160),
            ]
        ],
    ),
    0x2010: ("hyphen", [[(60, 250), (60, 330), (330, 330), (330, 250)]]),
    0x2264: (
        "lessequal",
        [
            [(80, 390), (80, 480), (600, 690), (600, 590), (200, 435), (600, 280), (600, 180)],
            [(80, 40), (80, 130), (600, 130), (600, 40)],
        ],
    ),
    0x2265: (
        "greaterequal",
        [
            [(80, 180), (80, 280), (480, 435), (80, 590), (80, 690), (600, 480), (600, 390)],
            [(80, 40), (80, 130), (600, 130), (600, 40)],
        ],
    ),
    0x2205: (
        "emptyset",
        [
            [
                (390, 0),
                (230, 40),
                (110, 160),
                (70, 340),
                (110, 520),
                (230, 640),
                (390, 680),
                (550, 640),
                (670, 520),
                (710, 340),
                (670, 160),
                (550, 40),
            ],
            [
                (390, 90),
                (500, 120),
                (590, 210),
                (620, 340),
                (590, 470),
                (500, 560),
                (390, 590),
                (280, 560),
                (190, 470),
                (160, 340),
                (190, 210),
                (280, 120),
            ],
            [(130, 20), (70, 80), (650, 660), (710, 600)],
        ],
    ),
}


def main() -> None:
    """Write every face and the sign font into ``templates/fonts``."""
    packages = Path(sys.argv[1])
    TARGET.mkdir(parents=True, exist_ok=True)
    for family, faces in MERGED.items():
        for face in faces:
            write_merged(packages, family, face)
    for family, faces in UNPACKED.items():
        for face in faces:
            write_unpacked(packages, family, face)
    for family in [*MERGED, *UNPACKED]:
        (TARGET / f"{family}-OFL.txt").write_bytes((packages / family / "package" / "LICENSE").read_bytes())
    write_signs(TARGET / "signs.ttf", 400)
    write_signs(TARGET / "signs-bold.ttf", 700)
    write_coverage()


def write_coverage() -> None:
    """Write the ranges of characters that some face draws, so that the program need not open fonts to know."""
    codes = sorted({code for file in TARGET.glob("*.ttf") for code in TTFont(file).getBestCmap()})
    starts = [code for code in codes if code - 1 not in codes]
    ends = [code for code in codes if code + 1 not in codes]
    ranges = (f"{start:04X}-{end:04X}\n" for start, end in zip(starts, ends, strict=True))
    (TARGET / "coverage.txt").write_text("".join(ranges), encoding="ascii")


def write_merged(packages: Path, family: str, face: str) -> None:
    """Merge the subsets of one face into one TTF, each adding only the characters that those before it lack."""
    have: set[int] = set()
    with TemporaryDirectory() as folder:
        pieces = []
        for subset in SUBSETS[family]:
            file = packages / family / "package" / "files" / f"{family}-{subset}-{face}.woff2"
            piece = Path(folder) / f"{subset}.ttf"
            if file.exists() and (added := add_piece(file, piece, have)):
                have |= added
                pieces.append(str(piece))
        font = Merger().merge(pieces)
    save(font, TARGET / f"{family}-{face}.ttf")


def write_unpacked(packages: Path, family: str, face: str) -> None:
    """Unpack the subsets of one face, changing nothing but the wrapping."""
    for subset in ("latin", "latin-ext"):
        source = packages / family / "package" / "files" / f"{family}-{subset}-{face}.woff2"
        with source.open("rb") as packed, (TARGET / f"{family}-{subset}-{face}.ttf").open("wb") as out:
            decompress(packed, out)


def add_piece(file: Path, piece: Path, have: set[int]) -> set[int]:
    """Write the part of ``file`` that is not in ``have`` as a TTF and return its characters."""
    font = TTFont(file)
    wanted = set(font.getBestCmap()) - have
    options = Options(layout_features=["kern", "liga", "mark", "ccmp", "locl"], notdef_outline=True, hinting=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    for table in ("STAT", "gasp", "DSIG"):
        if table in font:
            del font[table]
    font.flavor = None
    font.save(piece)
    return wanted


def write_signs(target: Path, weight: int) -> None:
    """Draw the few signs that the text faces lack (ticks, boxes, arrows), so that no machine's own fonts are needed.

    Bold ones are drawn alike: where the face has no bold, the machine's own fonts would be asked for one.
    """
    names = {0x20: "space", **{code: name for code, (name, _) in SIGNS.items()}}
    aliases = {0x2011: "hyphen", 0x2007: "space", 0x2009: "space", 0x202F: "space", 0x2714: "check", 0x2718: "cross"}
    glyphs = {".notdef": draw([]), "space": draw([]), **{name: draw(lines) for name, lines in SIGNS.values()}}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names | aliases)
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (NARROW.get(name, 780), 0) for name in glyphs})
    builder.setupHorizontalHeader(ascent=900, descent=-250)
    style = "Bold" if weight > 400 else "Regular"
    builder.setupNameTable({"familyName": "grantcli signs", "styleName": style, "psName": f"grantcli-signs-{style}"})
    builder.setupOS2(sTypoAscender=900, sTypoDescender=-250, usWinAscent=900, usWinDescent=250, usWeightClass=weight)
    builder.setupPost()
    save(builder.font, target)


def draw(contours: list[list[Point]]) -> object:
    """Return a glyph made of closed polygons."""
    pen = TTGlyphPen(None)
    for first, *rest in contours:
        pen.moveTo(first)
        for point in rest:
            pen.lineTo(point)
        pen.closePath()
    return pen.glyph()


def save(font: TTFont, target: Path) -> None:
    """Write ``font`` with a fixed date."""
    font["head"].created = font["head"].modified = MADE
    font.recalcTimestamp = False
    font.save(target)
    print(target.name, target.stat().st_size, len(font.getBestCmap()))


if __name__ == "__main__":
    main()

"""The styles of a Word document: names that people find in Word's own list, in the colours of the papers."""

from typing import Any

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FACE = "Calibri"
_PARAGRAPHS = {
    # name: (parent, size in half points, bold, colour, before, after, more properties)
    "Body Text": ("Normal", 21, False, "text", 0, 90, ""),
    "Title": ("Normal", 40, True, "ink", 0, 40, "<w:keepNext/>"),
    "Subtitle": ("Normal", 22, True, "quiet", 0, 20, "<w:keepNext/>"),
    "Heading 1": ("Normal", 28, True, "accent", 280, 100, '<w:keepNext/><w:outlineLvl w:val="0"/>'),
    "Heading 2": ("Normal", 24, True, "accent", 220, 80, '<w:keepNext/><w:outlineLvl w:val="1"/>'),
    "Heading 3": ("Normal", 22, True, "ink", 180, 60, '<w:keepNext/><w:outlineLvl w:val="2"/>'),
    "Heading 4": ("Normal", 21, True, "ink", 140, 40, '<w:keepNext/><w:outlineLvl w:val="3"/>'),
    "Call": ("Body Text", 22, True, "accent", 0, 40, ""),
    "Project": ("Body Text", 21, False, "text", 0, 120, ""),
    "Note": ("Body Text", 19, False, "quiet", 0, 60, ""),
    "Tick": ("Body Text", 21, False, "text", 0, 60, '<w:ind w:left="397" w:hanging="397"/>'),
    "Verdict": ("Body Text", 32, True, "ink", 60, 40, ""),
    "Framed": ("Body Text", 21, False, "text", 0, 60, '<w:ind w:left="227"/>'),
    "Draft": ("Body Text", 21, False, "text", 0, 90, '<w:ind w:left="227"/>'),
    "List Bullet": ("Body Text", 21, False, "text", 0, 40, ""),
    "List Number": ("Body Text", 21, False, "text", 0, 40, ""),
    "Table Text": ("Normal", 18, False, "text", 20, 20, ""),
    "Table Side": ("Table Text", 18, True, "ink", 20, 20, ""),
    "Table Head": ("Table Text", 18, True, "white", 30, 30, "<w:keepNext/>"),
    "Table Total": ("Table Text", 18, True, "ink", 30, 30, ""),
    "Table Text Number": ("Table Text", 18, False, "text", 20, 20, '<w:jc w:val="right"/>'),
    "Table Head Number": ("Table Head", 18, True, "white", 30, 30, '<w:jc w:val="right"/>'),
    "Table Total Number": ("Table Total", 18, True, "ink", 30, 30, '<w:jc w:val="right"/>'),
    "Gap": ("Normal", 8, False, "text", 0, 60, ""),
    "Header": ("Normal", 17, False, "quiet", 0, 0, ""),
    "Footer": ("Normal", 17, False, "quiet", 0, 0, ""),
}
_CHARACTERS = {
    "Strong": "<w:b/>",
    "Emphasis": "<w:i/>",
    "Mark": '<w:b/><w:color w:val="8A5300"/>',
    "Cite": '<w:color w:val="0055AB"/>',
    "Soft": '<w:color w:val="455B71"/>',
    "Figure": '<w:b/><w:sz w:val="28"/>',
    "Blank": '<w:color w:val="8A5300"/><w:shd w:val="clear" w:color="auto" w:fill="FFF3C4"/>',
}
_QUIET = {"text": "1A2733", "quiet": "455B71", "white": "FFFFFF"}
_BORDERED = frozenset({"Framed", "Draft"})


def dress(document: Any, colours: dict[str, str], language: str) -> None:
    """Give a document of python-docx our styles, in the place of those of the same name that it has."""
    from docx.oxml import parse_xml

    held = document.styles.element
    made = [_defaults(language), *_paragraph_styles({**_QUIET, **colours}), *_character_styles(), _table(colours)]
    for name in (*_PARAGRAPHS, *_CHARACTERS, "Normal", "Grant Table"):
        for old in held.xpath(f'w:style[@w:styleId="{style_id(name)}" or w:name/@w:val="{name.lower()}"]'):
            held.remove(old)
    for old in held.xpath("w:docDefaults"):
        held.remove(old)
    for place, text in enumerate(made):
        element = parse_xml(text)
        held.insert(0, element) if not place else held.append(element)


def _stored_name(name: str) -> str:
    """Return the name of a style as files hold it: Word shows some with a capital letter that they do not have."""
    return name.lower() if name.startswith(("Heading", "Header", "Footer")) else name


def style_id(name: str) -> str:
    """Return the identifier of a style, as Word makes it of its name."""
    return name.replace(" ", "")


def _defaults(language: str) -> str:
    spoken = {"it": "it-IT", "en": "en-GB"}.get(language, language)
    fonts = f'<w:rFonts w:ascii="{_FACE}" w:hAnsi="{_FACE}" w:cs="{_FACE}" w:eastAsia="{_FACE}"/>'
    return (
        f'<w:docDefaults {_W}><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="21"/><w:szCs w:val="21"/>'
        f'<w:lang w:val="{spoken}" w:eastAsia="{spoken}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:spacing w:line="252" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _paragraph_styles(colours: dict[str, str]) -> list[str]:
    normal = (
        f'<w:style {_W} w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:rPr><w:color w:val="{colours["text"]}"/></w:rPr></w:style>'
    )
    made = [normal]
    for name, (parent, size, bold, colour, before, after, more) in _PARAGRAPHS.items():
        kept = more if "keepNext" in more else ""
        keep, rest = ("<w:keepNext/>", kept.replace("<w:keepNext/>", "")) if kept else ("", more)
        edge = f'<w:left w:val="single" w:sz="18" w:space="8" w:color="{colours["accent"]}"/>'
        framed = f"<w:pBdr>{edge}</w:pBdr>" if name in _BORDERED else ""
        following = '<w:next w:val="BodyText"/>' if name.startswith(("Heading", "Title", "Subtitle")) else ""
        made.append(
            f'<w:style {_W} w:type="paragraph" w:styleId="{style_id(name)}"><w:name w:val="{_stored_name(name)}"/>'
            f'<w:basedOn w:val="{style_id(parent)}"/>{following}<w:qFormat/><w:pPr>{keep}{framed}'
            f'<w:spacing w:before="{before}" w:after="{after}"/>{rest}</w:pPr><w:rPr>{"<w:b/>" if bold else ""}'
            f'<w:color w:val="{colours[colour]}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>'
        )
    return made


def _character_styles() -> list[str]:
    return [
        f'<w:style {_W} w:type="character" w:styleId="{name}"><w:name w:val="{name}"/><w:qFormat/>'
        f"<w:rPr>{look}</w:rPr></w:style>"
        for name, look in _CHARACTERS.items()
    ]


def _table(colours: dict[str, str]) -> str:
    line = '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="D5DDE4"/>'
    ends = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="D5DDE4"/>' for side in ("top", "bottom"))
    margins = "".join(f'<w:{side} w:w="85" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:style {_W} w:type="table" w:styleId="GrantTable"><w:name w:val="Grant Table"/>'
        f"<w:tblPr><w:tblBorders>{ends}{line}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="FFFFFF"/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{colours["ink"]}"/></w:tcPr></w:tblStylePr></w:style>'
    )


def numbering(lists: list[str]) -> list[str]:
    """Return the XML of the lists of a document, first what each is like, then the lists in their order.

    ``bullet``, ``decimal`` (each list counts from one), or ``heading1:A`` for headings numbered «A1», «A2».
    """
    kinds = list(dict.fromkeys(lists))
    shapes = [_shape(place, kind) for place, kind in enumerate(kinds, start=1)]
    numbers = [
        f'<w:num {_W} w:numId="{place}"><w:abstractNumId w:val="{kinds.index(kind) + 1}"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for place, kind in enumerate(lists, start=1)
    ]
    return [*shapes, *numbers]


def _shape(place: int, kind: str) -> str:
    name, _colon, letters = kind.partition(":")
    form, text = (
        ("bullet", "•") if name == "bullet" else ("decimal", f"{letters}%1" + ("." if name == "decimal" else ""))
    )
    hang = 567 if name.startswith("heading") else 284
    left = hang if name.startswith("heading") else 397
    return (
        f'<w:abstractNum {_W} w:abstractNumId="{place}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{left}" w:hanging="{hang}"/></w:pPr></w:lvl></w:abstractNum>'
    )

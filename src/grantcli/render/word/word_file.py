"""A page of HTML as an editable Word document: its own styles, header and footer, numbering, properties."""

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from ...filing import real
from ..pieces.office_package import repacked
from ..pieces.palette import PALETTE
from .blocks import Writing
from .html_tree import Node, tree_of
from .runs import literal
from .styles import dress, numbering

_A4 = (11906, 16838)  # twentieths of a point
_SIDE, _TOP, _BOTTOM = 907, 1077, 964
_PICTURES = (".png", ".jpg", ".jpeg")
_EMU = 36000  # of Word's units in a millimetre
_FIELD = '<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def write(html: str, *, folder: Path | None = None, colours: dict[str, str] | None = None, identity: str = "") -> bytes:
    """Return a page made by ``pages.page`` as a Word file. ImportError where python-docx is not installed.

    ``folder`` is the house style's: pictures come from there, those that Word can show. ``colours`` are the house's.
    ``identity`` says whose application it is.
    """
    import docx
    from docx.oxml import parse_xml

    root = tree_of(html)
    body = next(root.all("body"))
    document = docx.Document()
    shades = {name: colour.lstrip("#").upper() for name, colour in {**PALETTE, **(colours or {})}.items()}
    dress(document, shades, next(root.all("html")).attributes.get("lang", "it"))
    wide, high = _A4[::-1] if "checklist" in body.classes else _A4
    whole = any("data-label" not in one.attributes for one in body.all("h1"))
    writing = Writing(wide - 2 * _SIDE, shades, 0 if whole else 1, lambda source: _picture(document, source, folder))
    made = f"<w:body {_NAMES}>{writing.body(body)}{_section(wide, high)}</w:body>"
    document.element.replace(document.element.body, parse_xml(made))
    shelf = document.part.numbering_part.element
    for old in list(shelf):
        shelf.remove(old)
    for text in numbering(writing.lists):
        shelf.append(parse_xml(text))
    _edges(document, body, wide - 2 * _SIDE)
    _properties(document, root, identity)
    held = BytesIO()
    document.save(held)
    return repacked(held.getvalue())


_NAMES = " ".join(
    f'xmlns:{name}="http://schemas.openxmlformats.org/{place}"'
    for name, place in {
        "w": "wordprocessingml/2006/main",
        "r": "officeDocument/2006/relationships",
        "wp": "drawingml/2006/wordprocessingDrawing",
        "a": "drawingml/2006/main",
        "pic": "drawingml/2006/picture",
    }.items()
)


def _section(wide: int, high: int) -> str:
    turned = ' w:orient="landscape"' if wide > high else ""
    return (
        f'<w:sectPr><w:pgSz w:w="{wide}" w:h="{high}"{turned}/><w:pgMar w:top="{_TOP}" w:right="{_SIDE}"'
        f' w:bottom="{_BOTTOM}" w:left="{_SIDE}" w:header="510" w:footer="454" w:gutter="0"/></w:sectPr>'
    )


def _edges(document: Any, body: Node, width: int) -> None:
    """Write header and footer as the pages of the PDF have them; where there is an estimate every page says so."""
    from docx.oxml import parse_xml

    told = body.attributes
    middle, right = f'<w:tab w:val="center" w:pos="{width // 2}"/>', f'<w:tab w:val="right" w:pos="{width}"/>'
    head = (
        _text(told.get("data-head", "")),
        _text(told.get("data-draft", ""), True),
        _text(told.get("data-flag", ""), True),
    )
    page = f"{_text(told.get('data-page', '') + ' ')}{_field('PAGE')}{_text(' ' + told.get('data-of', '') + ' ')}"
    foot = _text(told.get("data-foot", "")), page + _field("NUMPAGES")
    section = document.sections[0]
    for edge, style, parts in ((section.header, "Header", head), (section.footer, "Footer", foot)):
        tabs = f"<w:tabs>{middle if style == 'Header' else ''}{right}</w:tabs>"
        joined = "<w:r><w:tab/></w:r>".join(parts)
        made = f'<w:p {_NAMES}><w:pPr><w:pStyle w:val="{style}"/>{tabs}</w:pPr>{joined}</w:p>'
        edge.is_linked_to_previous = False
        for old in list(edge._element):
            edge._element.remove(old)
        edge._element.append(parse_xml(made))


def _text(text: str, bold: bool = False) -> str:
    look = '<w:rPr><w:rStyle w:val="Mark"/></w:rPr>' if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{literal(text)}</w:t></w:r>' if text else ""


def _field(name: str) -> str:
    begin, middle, end = (_FIELD.format(kind=kind) for kind in ("begin", "separate", "end"))
    told = f'<w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
    return f"{begin}{told}{middle}<w:r><w:t>1</w:t></w:r>{end}"


def _properties(document: Any, root: Node, identity: str) -> None:
    told = {one.attributes.get("name", ""): one.attributes.get("content", "") for one in root.all("meta")}
    held = document.core_properties
    held.title = "".join(one.text for one in root.all("title"))[:255]
    held.author = told.get("author", "")[:255]
    held.subject, held.keywords = told.get("description", "")[:255], told.get("keywords", "")[:255]
    held.comments, held.last_modified_by, held.revision = told.get("generator", ""), "", 1
    held.language = next(root.all("html")).attributes.get("lang", "it")
    held.identifier = f"grantcli:{identity}" if identity else ""
    day = datetime.fromisoformat(told.get("dcterms.created") or "2000-01-01")
    held.created = held.modified = day.replace(tzinfo=None)
    for key, relation in list(document.part.package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            document.part.package.rels.pop(key)


def _picture(document: Any, source: str, folder: Path | None) -> str:
    """Return a logo as a picture in the text, at most 50 by 16 mm; nothing of a kind that Word does not show."""
    from docx.oxml.xmlchemy import serialize_for_reading

    parts = urlsplit(source)
    file = Path(url2pathname(parts.path))
    inside = folder is not None and real(file).is_relative_to(real(folder))
    if parts.scheme != "file" or not inside or file.suffix.lower() not in _PICTURES:
        return ""
    _key, image = document.part.get_or_add_image(str(file))
    scale = min(50 * _EMU / image.width, 16 * _EMU / image.height, 1)
    inline = document.part.new_pic_inline(str(file), int(image.width * scale), int(image.height * scale))
    return f"<w:r><w:drawing>{serialize_for_reading(inline)}</w:drawing></w:r>"

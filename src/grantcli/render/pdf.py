"""HTML drawn as PDF by WeasyPrint, from shipped files and the house style's alone: tagged, always the same bytes.

The pages say that they are PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1); whether they are is for a validator.
"""

import atexit
import ctypes.util
import gc
import hashlib
import importlib
import logging
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

from ..assets import shipped
from ..filing import read_regular, real
from ..model.paper.house_style import HouseStyle
from .pages import PLAIN_STYLE

_THRESHOLD = 200_000  # objects made between two collections; drawing makes many and frees few
_MOST_BYTES = 20_000_000  # of a picture or a font
_VARIANT = "pdf/a-3a"
_CLOCK = "SOURCE_DATE_EPOCH"
_STILL = "1704067200"  # 2024-01-01: the date written into font subsets, so that it is no clock's
_FLAG, _ESTIMATE = "@top-right", "estimate"  # the box that says it, and the class of what shows one
_TABLE = b"<</Type /XRef"  # begins the table of objects, the last thing in a file


_UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF>"""
"""The end of the metadata: PDF/UA, with the schema of its own word, which PDF/A does not know."""


class Carried(NamedTuple):
    """A file that a paper carries with it; ``relationship`` to the paper, in the words of PDF/A-3."""

    name: str
    content: bytes
    media_type: str
    relationship: Literal["Source", "Data"]
    description: str


class NotShippedError(ValueError):
    """A page asked for something that is neither shipped nor of the house style. It is skipped, and logged."""


def draw(
    html: str,
    *,
    created: datetime | None = None,
    house: HouseStyle = PLAIN_STYLE,
    identity: str = "",
    carried: Sequence[Carried] = (),
) -> bytes:
    """Return the PDF of a page made by ``pages.page``, in the same house style.

    ``created`` is the date in the metadata: by default SOURCE_DATE_EPOCH, where set, else the one the page gives.
    ``identity`` (32 hexadecimal digits) is the file's lasting identifier: papers of one application share it.
    ``carried`` are files put inside, dated like the paper.
    """
    stamp = created or _epoch()
    with _rare_collections(), _still_clock():
        document = lay_out(html, house)
        if stamp:
            document.metadata.created = stamp.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        _say_accessible(document.metadata)
        day = _day_of(document.metadata.created)
        document.metadata.attachments = [_attachment(one, day) for one in sorted(carried)]
        drawn: bytes = document.write_pdf(finisher=_tied_once, pdf_variant=_VARIANT, pdf_identifier=False)
    whole = hashlib.sha256(html.encode("utf-8", "backslashreplace"))
    for one in sorted(carried):
        whole.update(one.content)
    content = whole.hexdigest()[:32]
    return _identified(drawn, (identity or content).encode(), content.encode())


def _say_accessible(metadata: Any) -> None:
    """Let the metadata say PDF/UA beside PDF/A: within one RDF, since readers look no further than the first."""
    made = metadata.generate_rdf_metadata
    metadata.generate_rdf_metadata = lambda *variant: made(*variant).replace(b"</rdf:RDF>", _UA)


def _tied_once(_document: Any, made: Any) -> None:
    """Leave each carried file tied to the paper once: WeasyPrint lists it twice."""
    if "AF" in made.catalog:
        made.catalog["AF"][:] = dict.fromkeys(made.catalog["AF"])


def _attachment(carried: Carried, day: datetime) -> Any:
    """Return a file to be put into one PDF: WeasyPrint's own object serves a single writing."""
    made = _weasyprint().Attachment(
        string="",
        name=carried.name,
        description=carried.description,
        created=day,
        modified=day,
        relationship=carried.relationship,
    )
    made.source = nullcontext((BytesIO(carried.content), None, None, carried.media_type))
    return made


def _day_of(created: str | None) -> datetime:
    return datetime.fromisoformat(created) if created else datetime.fromtimestamp(int(_STILL), UTC)


def _identified(drawn: bytes, lasting: bytes, content: bytes) -> bytes:
    """Write the identifiers into a drawn file: given one as an option, WeasyPrint writes everything twice."""
    before, table, after = drawn.rpartition(_TABLE)
    return b"%b%b/ID [(%b) (%b)]%b" % (before, table, lasting, content, after) if table else drawn


def lay_out(html: str, house: HouseStyle = PLAIN_STYLE) -> Any:
    """Return the WeasyPrint document of a page: its boxes laid out on pages, not drawn yet."""
    source_of, fonts, style = _kit()
    fetcher = _fetcher(house.folder)
    source = source_of(string=html, base_url=_base(), url_fetcher=fetcher)
    own = [_own_style(house, fonts, fetcher)] if house.css else []
    document = source.render(font_config=fonts, stylesheets=[style, *own], pdf_variant=_VARIANT)
    _flag_estimates_only(document)
    return document


def _own_style(house: HouseStyle, fonts: Any, fetcher: Any) -> Any:
    base = real(house.folder).as_uri() + "/" if house.folder is not None else None
    return _weasyprint().CSS(string=house.css, font_config=fonts, url_fetcher=fetcher, base_url=base)


def _flag_estimates_only(document: Any) -> None:
    """Take the flag of estimates off the pages that show none: which do is known only once they are laid out."""
    for sheet in document.pages:
        kept = [child for child in sheet._page_box.children if getattr(child, "at_keyword", "") != _FLAG]
        if not any(_shows_estimate(child) for child in kept):
            for child in sheet._page_box.children:
                if getattr(child, "at_keyword", "") == _FLAG:
                    child.children = ()


def _shows_estimate(box: Any) -> bool:
    element = box.element
    if element is not None and _ESTIMATE in (element.get("class") or "").split():
        return True
    return any(_shows_estimate(child) for child in getattr(box, "children", ()))


@cache
def _kit() -> tuple[Any, Any, Any]:
    """Return what reads a page, the fonts and the parsed style sheet, made once for all of a process."""
    weasyprint = _weasyprint()
    from weasyprint.text.fonts import FontConfiguration

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    fonts, fetcher = FontConfiguration(), _fetcher(None)
    sheet = shipped("templates") / "style.css"
    style = weasyprint.CSS(filename=str(sheet), font_config=fonts, url_fetcher=fetcher)
    atexit.register(_kit.cache_clear)  # fonts clean their folder, which fails once the interpreter is half gone
    return _source(fetcher), fonts, style


def _left_to_the_loader(name: str) -> str | None:  # noqa: ARG001
    return None


@cache
def _weasyprint() -> Any:
    """Return the library. It tries several names for each of its own: on Linux those are left to the loader.

    Python would ask the compiler and ``ldconfig`` for each name that is not there, twenty processes at every start.
    """
    found = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _left_to_the_loader
    try:
        return importlib.import_module("weasyprint")
    finally:
        ctypes.util.find_library = found


def _source(fetcher: Any) -> Any:
    """Return the class that reads a page and brings, as a browser's own, the style sheet of these pages' elements."""
    _weasyprint()
    import weasyprint

    defaults = weasyprint.CSS(filename=str(shipped("templates") / "defaults.css"), url_fetcher=fetcher)

    class Source(weasyprint.HTML):  # type: ignore[misc]
        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: ARG002
            return [defaults]

    return Source


def _fetcher(folder: Path | None) -> Any:
    _weasyprint()
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Shipped(URLFetcher):  # type: ignore[misc]
        """Gives the files under ``templates/`` and the house style's, and nothing else: no network, no other file."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002
            return URLFetcherResponse(url, BytesIO(read_regular(_allowed_file(url, folder), _MOST_BYTES)))

    return Shipped()


def _allowed_file(url: str, folder: Path | None) -> Path:
    parts = urlsplit(url)
    roots = [real(root) for root in (shipped("templates"), folder) if root is not None]
    path = real(Path(url2pathname(parts.path)))
    if parts.scheme != "file" or parts.netloc or not any(path.is_relative_to(root) for root in roots):
        raise NotShippedError(url)
    return path


def _base() -> str:
    return real(shipped("templates")).as_uri() + "/"


def _epoch() -> datetime | None:
    seconds = os.environ.get(_CLOCK, "")
    try:
        return datetime.fromtimestamp(int(seconds), UTC) if seconds.isdigit() else None
    except (OverflowError, ValueError, OSError):  # further than a clock goes
        return None


@contextmanager
def _rare_collections() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(_THRESHOLD, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


@contextmanager
def _still_clock() -> Iterator[None]:
    """Keep the font subsetter from writing the time of day into its output."""
    held = os.environ.get(_CLOCK)
    os.environ.setdefault(_CLOCK, _STILL)
    try:
        yield
    finally:
        if held is None:
            del os.environ[_CLOCK]


def pango_version() -> str:
    """Return the version of Pango, which draws the letters and is no Python package; OSError where it is not there."""
    _weasyprint()
    from weasyprint.text.ffi import pango

    whole = int(pango.pango_version())
    return f"{whole // 10000}.{whole // 100 % 100}.{whole % 100}"

"""HTML drawn as PDF by WeasyPrint, from shipped files alone: tagged, the same bytes for the same input."""

import atexit
import gc
import hashlib
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from ..assets import shipped

_THRESHOLD = 50_000  # objects made between two collections; drawing makes many and frees few
_VARIANT = "pdf/ua-1"
_CLOCK = "SOURCE_DATE_EPOCH"
_STILL = "1704067200"  # 2024-01-01: the date written into font subsets, so that it is no clock's
_TABLE = b"<</Type /XRef"  # begins the table of objects, the last thing in a file


class NotShippedError(ValueError):
    """A page asked for something that is not a shipped file. It is skipped, and logged."""


def draw(html: str, *, created: datetime | None = None) -> bytes:
    """Return the PDF of a page made by ``html.page``.

    ``created`` is the date in the metadata: by default SOURCE_DATE_EPOCH, where set, else the one the page gives.
    """
    stamp = created or _epoch()
    with _rare_collections(), _still_clock():
        document = lay_out(html)
        if stamp:
            document.metadata.created = stamp.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        drawn: bytes = document.write_pdf(pdf_variant=_VARIANT)
    return _identified(drawn, hashlib.sha256(html.encode()).hexdigest()[:32].encode())


def _identified(drawn: bytes, identifier: bytes) -> bytes:
    """Write the identifier into a drawn file: given it as an option, WeasyPrint writes everything twice."""
    before, table, after = drawn.rpartition(_TABLE)
    return b"%b%b/ID [(%b) (%b)]%b" % (before, table, identifier, identifier, after) if table else drawn


def lay_out(html: str) -> Any:
    """Return the WeasyPrint document of a page: its boxes laid out on pages, not drawn yet."""
    source_of, fonts, style, fetcher = _kit()
    source = source_of(string=html, base_url=_base(), url_fetcher=fetcher)
    return source.render(font_config=fonts, stylesheets=[style], pdf_variant=_VARIANT)


@cache
def _kit() -> tuple[Any, Any, Any, Any]:
    """Return what reads a page, the fonts, the parsed style sheet and the fetcher, made once for all of a process."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    fonts, fetcher = FontConfiguration(), _fetcher()
    sheet = shipped("templates") / "style.css"
    style = weasyprint.CSS(filename=str(sheet), font_config=fonts, url_fetcher=fetcher)
    atexit.register(_kit.cache_clear)  # fonts clean their folder, which fails once the interpreter is half gone
    return _source(fetcher), fonts, style, fetcher


def _source(fetcher: Any) -> Any:
    """Return the class that reads a page and brings, as a browser's own, the style sheet of these pages' elements."""
    import weasyprint

    defaults = weasyprint.CSS(filename=str(shipped("templates") / "defaults.css"), url_fetcher=fetcher)

    class Source(weasyprint.HTML):  # type: ignore[misc]
        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:  # noqa: ARG002
            return [defaults]

    return Source


def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Shipped(URLFetcher):  # type: ignore[misc]
        """Gives the files under ``templates/`` and nothing else: no network, no other file, no data."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002
            return URLFetcherResponse(url, BytesIO(_shipped_file(url).read_bytes()))

    return Shipped()


def _shipped_file(url: str) -> Path:
    parts = urlsplit(url)
    root = shipped("templates").resolve()
    path = Path(url2pathname(parts.path)).resolve()
    if parts.scheme != "file" or parts.netloc or not path.is_relative_to(root):
        raise NotShippedError(url)
    return path


def _base() -> str:
    return shipped("templates").resolve().as_uri() + "/"


def _epoch() -> datetime | None:
    seconds = os.environ.get(_CLOCK, "")
    return datetime.fromtimestamp(int(seconds), UTC) if seconds.isdigit() else None


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

"""A Word file as a package of parts, written again so that the same document is the same bytes."""

import zipfile
from io import BytesIO

_FIRST = ("[Content_Types].xml", "docProps/core.xml")
_STILL = (1980, 1, 1, 0, 0, 0)


def repacked(content: bytes) -> bytes:
    """Return the package with its parts in a fixed order and without the time of day.

    The properties are not compressed: whose file it is can be read without opening it.
    """
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as read, zipfile.ZipFile(written, "w") as made:
        names = sorted(read.namelist(), key=lambda name: (_FIRST.index(name) if name in _FIRST else len(_FIRST), name))
        for name in dict.fromkeys(names):
            entry = zipfile.ZipInfo(name, _STILL)
            entry.compress_type = zipfile.ZIP_STORED if name in _FIRST else zipfile.ZIP_DEFLATED
            entry.create_system = 0
            made.writestr(entry, read.read(name))
    return written.getvalue()

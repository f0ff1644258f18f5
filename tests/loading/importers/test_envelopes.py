"""Documents out of archives and signatures, within limits."""

from pathlib import Path

import pytest
from tests.loading.importers.enveloping import signed, zipped

from grantcli.loading.importers import envelopes
from grantcli.loading.importers.envelopes import Opened, documents, is_packed
from grantcli.problem import Problem

pytest.importorskip("asn1crypto")
XML = b"<?xml version='1.0'?><a>\xc3\xa8</a>"


def opened(tmp_path: Path, name: str, data: bytes) -> list[Opened | str]:
    path = tmp_path / name
    path.write_bytes(data)
    found = documents(path, name, (".xml", ".p7m"))
    return [one.kind if isinstance(one, Problem) else one for one in found]


@pytest.mark.parametrize(
    ("name", "data", "found"),
    [
        ("a.xml", XML, [Opened("a.xml", XML)]),
        ("a.xml.p7m", signed(XML), [Opened("a.xml", XML, True)]),
        ("a.xml.p7m", signed(XML, letters=True), [Opened("a.xml", XML, True)]),
        ("a.xml.p7m", signed(signed(XML)), [Opened("a.xml", XML, True)]),
        ("a.zip", zipped(b__xml=XML, c__txt=b"x"), [Opened("a.zip/b.xml", XML)]),
        ("a.zip", zipped(b__xml__p7m=signed(XML)), [Opened("a.zip/b.xml", XML, True)]),
    ],
)
def test_what_is_inside(name: str, data: bytes, found: list[Opened], tmp_path: Path) -> None:
    assert opened(tmp_path, name, data) == found


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.zip", zipped(c__txt=b"x"), "empty_archive"),
        ("a.zip", zipped(b__xml=XML * 9)[:60], "broken_zip"),
        ("a.xml.p7m", b"\x30\x03\x02\x01", "broken_signature"),
        ("a.xml.p7m", b"???", "broken_signature"),
        ("a.xml.p7m", signed(XML, detached=True), "broken_signature"),
        ("a.pdf", b"%PDF-1.7", "pdf"),
        ("a.xml.p7m", signed(signed(signed(signed(signed(XML))))), "too_deep"),
    ],
)
def test_what_cannot_be_opened_is_told(name: str, data: bytes, kind: str, tmp_path: Path) -> None:
    assert opened(tmp_path, name, data) == [kind]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert [one.kind for one in documents(tmp_path / "no", "no", (".xml",)) if isinstance(one, Problem)] == [
        "unreadable"
    ]
    assert not is_packed(tmp_path / "no")


def test_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(envelopes, "MOST_BYTES", 1000)
    assert opened(tmp_path, "a.xml", b"x" * 1001) == ["too_big"]
    assert opened(tmp_path, "a.zip", zipped(b__xml=b"x" * 5000)) == ["too_big"]
    monkeypatch.setattr(envelopes, "MOST_PARTS", 1)
    assert opened(tmp_path, "a.zip", zipped(b__xml=XML, c__xml=XML)) == [Opened("a.zip/b.xml", XML), "too_many_parts"]

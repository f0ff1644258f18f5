"""A call with more amendments than can be read in time is refused at once."""

import shutil

from grantcli.assets import shipped
from grantcli.loading.call.edition import MOST_AMENDMENTS
from grantcli.loading.call.library import load_edition

ONE = "  - {{id: a{n}, since: 2020-01-01, text: x, cite: y, set: {{title: t{n}}}}}\n"


def edition_with(count, tmp_path):
    folder = tmp_path / "inter-ventures"
    shutil.copytree(shipped("calls") / "inter-ventures", folder)
    lines = "".join(ONE.format(n=n) for n in range(count))
    text = (folder / "call.yaml").read_text("utf-8")
    assert "\namendments:" not in text
    (folder / "call.yaml").write_text(f"{text}\namendments:\n{lines}", "utf-8")
    return load_edition(folder)


def test_more_amendments_than_the_limit_are_refused_without_reading_them(tmp_path):
    _edition, problems = edition_with(MOST_AMENDMENTS + 1, tmp_path)
    assert [one.code for one in problems if not one.warning] == ["G251"]


def test_a_few_amendments_are_versions(tmp_path):
    edition, problems = edition_with(3, tmp_path)
    assert not [one for one in problems if not one.warning]
    assert len(edition.versions) == 3

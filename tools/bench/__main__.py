"""``python -m tools.bench [PART…]``: measure, and print ratios with their targets."""

import sys
from importlib import import_module

PARTS = {
    "startup": "start-up, whole processes",
    "library": "the library of calls",
    "registry": "first look-ups in the registers",
    "engine": "the engine",
    "money": "the money of large plans, and a match",
    "matches": "matches: one company against many calls",
    "rules": "forty requirements, against rule engines",
    "computed": "computed facts, against answered ones",
    "batches": "batches: pace, workers, memory",
    "papers": "papers",
}


def run(wanted: list[str]) -> None:
    """Run the parts named, all of them where none is."""
    for name in wanted or PARTS:
        print(f"\n{PARTS[name]}", flush=True)
        for figure in import_module(f".{name}", "tools.bench").figures():
            print(f"  {figure.line()}", flush=True)


if __name__ == "__main__":
    unknown = set(sys.argv[1:]) - set(PARTS)
    if unknown:
        sys.exit(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    run(sys.argv[1:])
